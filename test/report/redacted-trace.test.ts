import { describe, expect, it } from "vitest";
import { folderWith } from "../cli/folder.ts";
import { runCli } from "../cli/run-cli.ts";

describe("an error that quotes a secret", () => {
  const token = "eyJ.".repeat(6000);
  const main = `provider "aws" {
  region = "eu-west-1"
  assume_role_with_web_identity {
    role_arn           = "arn:aws:iam::111122223333:role/r"
    web_identity_token = "${token}"
  }
}
`;

  it.each([["whoami"], ["check"], ["whoami", "--format", "json"], ["check", "--format", "json"]])(
    "%s %s %s",
    (...args) => {
      const { stdout, stderr } = runCli(args, { cwd: folderWith({ "main.tf": main }) });
      expect(stdout + stderr).toContain("web_identity_token");
      expect(stdout + stderr).not.toContain("eyJ.eyJ.");
    },
  );
});
