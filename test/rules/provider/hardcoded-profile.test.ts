import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("hardcoded-profile", { ...more, files: { "main.tf": main, ...more.files } });
const provider = (value: string): string => `provider "aws" {\n  profile = ${value}\n}\n`;
const variable = 'variable "p" {\n  default = "jane"\n}\n';

describe("hardcoded-profile", () => {
  it("reports a literal and the default of a variable", () => {
    expect(findings(provider('"jane"'))).toEqual([
      'main.tf:2:14 profile "jane" of provider "aws" is written into the configuration: where no such profile is, Terraform will report "failed to get shared config profile, jane". Leave it to AWS_PROFILE, or to a variable whose default is null.',
    ]);
    expect(findings(variable + provider("var.p"))).toEqual([
      expect.stringMatching(
        /^main\.tf:5:13 profile "jane" of provider "aws" is written into the configuration \(main\.tf:2\):/u,
      ),
    ]);
  });

  it("looks at backends and remote states", () => {
    const backend = 'terraform {\n  backend "s3" {\n    profile = "jane"\n  }\n}\n';
    const state = 'data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = { profile = "jane" }\n}\n';
    expect(findings(backend + state)).toHaveLength(2);
  });

  it("is a warning in CI, which has no profiles", () => {
    const levelIn = (environment: Record<string, string>): string[] => {
      const machine = memoryMachine({ files: { "main.tf": provider('"jane"') }, environment });
      const { results } = lint({ paths: ["."], preset: "strict" }, machine);
      return results.flatMap(({ findings: all }) =>
        all.filter(({ ruleId }) => ruleId === "hardcoded-profile").map(({ level }) => level),
      );
    };
    expect(levelIn({ CI: "true" })).toEqual(["warning"]);
    expect(levelIn({ CI: "false" })).toEqual(["info"]);
    expect(levelIn({})).toEqual(["info"]);
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["the default profile", provider('"default"')],
    ["an allowed profile", provider('"ci"'), { options: { allow: ["ci"] } }],
    ["null", provider("null")],
    ["a user's variables file", variable + provider("var.p"), { files: { "terraform.tfvars": 'p = "me"\n' } }],
    ["the environment", variable + provider("var.p"), { environment: { TF_VAR_p: "me" } }],
    ["what isn't known", `variable "p" {}\n${provider("var.p")}`],
  ])("is silent about %s", (_, main, more) => {
    expect(findings(main, more)).toEqual([]);
  });
});
