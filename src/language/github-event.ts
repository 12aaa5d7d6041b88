import type { Machine } from "../machine/machine.ts";

/** The run of a GitHub workflow, as far as it decides which credentials a job is given. */
export interface GithubRun {
  /** `pull_request`, `push`. */
  readonly event: string;
  /** `github.actor`. */
  readonly actor: string;
  /** The repository that a pull request comes from, when it isn't the one that it goes to: `someone/infra`. */
  readonly fork: string | null;
  /** The job may ask for an OIDC token: it has the permission `id-token: write`. */
  readonly hasIdToken: boolean;
}

/** `null` outside of GitHub Actions. */
export function githubRun({ environment, files }: Machine): GithubRun | null {
  const read = (name: string): string => environment.get(name) ?? "";
  if (read("GITHUB_ACTIONS") !== "true") return null;
  const content = files.read(read("GITHUB_EVENT_PATH"));
  const event: unknown = content.ok ? parsed(new TextDecoder().decode(content.bytes)) : null;
  const [head, base] = ["head", "base"].map((side) => at(event, "pull_request", side, "repo", "full_name"));
  return {
    event: read("GITHUB_EVENT_NAME"),
    actor: read("GITHUB_ACTOR"),
    fork: typeof head === "string" && typeof base === "string" && head !== base ? head : null,
    hasIdToken: read("ACTIONS_ID_TOKEN_REQUEST_URL") !== "",
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined,
    value,
  );
}
