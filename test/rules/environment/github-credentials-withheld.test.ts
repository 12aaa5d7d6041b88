import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const github = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "/event.json" };
const pull = (head: string): string =>
  JSON.stringify({
    pull_request: { head: { repo: { full_name: head } }, base: { repo: { full_name: "acme/infra" } } },
  });
const token = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example" };

function findings(environment: Record<string, string>, event = "{}", more: Partial<FolderInit> = {}): string[] {
  return lintFolder("github-credentials-withheld", {
    command: "check",
    ...more,
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n', "/event.json": event },
  });
}

describe("github-credentials-withheld", () => {
  it.each<[string, Record<string, string>, string, string]>([
    [
      "a fork",
      github,
      pull("someone/infra"),
      "this pull request comes from the fork someone/infra, and jobs for forks get no secrets and no OIDC token. Plan after the merge, or in a workflow that somebody who may see the credentials starts.",
    ],
    [
      "Dependabot",
      { ...github, ...token, GITHUB_ACTOR: "dependabot[bot]" },
      pull("acme/infra"),
      "Dependabot started it, and its jobs get none of the secrets of Actions. Add the secrets to those of Dependabot, too, or leave the job out for it.",
    ],
    [
      "a secret that isn't there",
      { ...github, ...token, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
      pull("acme/infra"),
      "AWS_ACCESS_KEY_ID is set to nothing, as by a secret that isn't there. Correct the name of the secret, or the environment that the job names.",
    ],
    [
      "a job without the permission for OIDC",
      { ...github, GITHUB_EVENT_NAME: "push" },
      "not JSON",
      "it may not ask for an OIDC token either. For OIDC, give the job permissions: id-token: write, and let aws-actions/configure-aws-credentials run first.",
    ],
  ])("recognises %s", (_, environment, event, text) => {
    expect(findings(environment, event)).toEqual([
      `main.tf:1:1 This job has no credentials for provider "aws": ${text}`,
    ]);
  });

  it.each<[string, Record<string, string>, string?, Partial<FolderInit>?]>([
    ["outside of GitHub Actions", {}],
    [
      "when there are credentials",
      { ...github, AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" },
    ],
    ["when nothing shows why", { ...github, ...token }, pull("acme/infra")],
    ["of a missing profile", { ...github, AWS_PROFILE: "gone" }, pull("someone/infra")],
    ["in lint", github, pull("someone/infra"), { command: "lint" }],
  ])("is silent %s", (_, environment, event, more) => {
    expect(findings(environment, event, more)).toEqual([]);
  });
});
