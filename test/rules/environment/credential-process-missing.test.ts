import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

function findings(command: string, files: FolderInit["files"] = {}, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("credential-process-missing", {
    command: "check",
    ...more,
    environment: { HOME: "/home/me", PATH: "/usr/bin:/bin" },
    files: {
      "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n',
      "/home/me/.aws/config": `[default]\ncredential_process = ${command}\n`,
      "/usr/bin/aws": "",
      ...files,
    },
  });
}

describe("credential-process-missing", () => {
  it("names the profile and the program", () => {
    expect(findings("/opt/helper --account dev")).toEqual([
      'main.tf:1:1 The credential_process of profile "default" starts /opt/helper, which isn\'t there: provider "aws" will fail with "process provider error: error in credential_process". Install it, or correct the path in the profile.',
    ]);
  });

  it.each([
    ["a name that is nowhere in PATH", "aws-vault export dev", "aws-vault"],
    ["a path in quotes", '"/opt/my tools/helper" dev', "/opt/my tools/helper"],
  ])("reports %s", (_, command, program) => {
    expect(findings(command)).toEqual([expect.stringContaining(`starts ${program}, which`)]);
  });

  it.each<[string, string, FolderInit["files"]?, Partial<FolderInit>?]>([
    ["of a program in PATH", "aws configure export-credentials --format process"],
    ["of a path that is there", "/opt/helper dev", { "/opt/helper": "" }],
    ["of what the shell does itself", "exec aws-vault export dev"],
    ["of what the shell has to expand", "$HOME/bin/helper dev"],
    ["of a path from the home folder", "~/bin/helper dev"],
    ["of a variable before the program", "AWS_PROFILE=x helper dev"],
    ["of a relative path", "./helper dev"],
    ["in lint", "/opt/helper", {}, { command: "lint" }],
  ])("is silent %s", (_, command, files, more) => {
    expect(findings(command, files, more)).toEqual([]);
  });
});
