import { describe, expect, it } from "vitest";
import rule from "../../../rules/versions/core-version-conflict.ts";
import { noModuleSettings } from "../../../src/language/module-settings.ts";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";

const required = (version: string): string => `terraform {\n  required_version = "${version}"\n}\n`;
const call = (name: string): string => `module "${name}" {\n  source = "./${name}"\n}\n`;

ruleTester.run("core-version-conflict", rule, {
  valid: [required(">= 1.5"), required("~> 1"), required("99"), required(">= 1.5, < "), "terraform {}\n"],
  invalid: [
    {
      code: required(">= 1.5, < 1.3"),
      errors: [
        {
          messageId: "contradiction",
          data: { constraint: ">= 1.5, < 1.3", remedy: "Keep one of the terms." },
          line: 2,
          column: 22,
          endLine: 2,
          endColumn: 37,
        },
      ],
    },
  ],
});

const find = (files: Record<string, string>, flags: object = {}): string[] =>
  lintFolder("core-version-conflict", { files, moduleSettings: { ...noModuleSettings, ...flags } });

describe("core-version-conflict", () => {
  it("says which modules leave nothing over, and where", () => {
    const files = { "main.tf": required(">= 1.10") + call("a"), "a/main.tf": required("< 1.8") };
    expect(find(files)).toEqual([
      'main.tf:2:22 No release of Terraform satisfies what is required: ">= 1.10" (the root module) and "< 1.8" (module.a). Widen one of them.',
    ]);
  });

  it("blames a module that has a part in it", () => {
    const files = {
      "main.tf": required(">= 1.0") + call("a") + call("b"),
      "a/main.tf": required(">= 1.10"),
      "b/main.tf": required("~> 1.8.0"),
    };
    expect(find(files).map((finding) => finding.split(" ")[0])).toEqual(["a/main.tf:2:22"]);
  });

  it("counts the constraints of several files of a module together", () => {
    const files = { "a.tf": required(">= 1.10"), "b.tf": required("< 1.10") };
    expect(find(files)).toHaveLength(1);
  });

  it("knows where there are no releases, and where there may be some by now", () => {
    expect(find({ "main.tf": required("> 1.5.7, < 1.6.0") })).toEqual([
      'main.tf:2:22 No release of Terraform satisfies what is required: "> 1.5.7, < 1.6.0" (the root module). Widen one of them.',
    ]);
    expect(find({ "main.tf": required(">= 2.0") })).toEqual([
      'main.tf:2:22 ">= 2.0" admits no release of Terraform known on 2026-08-22, when 1.15.9 was the newest. If it is not out yet, every command will refuse the configuration.',
    ]);
  });

  it("says a contradiction once", () => {
    const files = { "main.tf": required(">= 1.10") + call("a"), "a/main.tf": required("> 2, < 1") };
    expect(find(files)).toEqual([expect.stringMatching(/^a\/main\.tf:2:22 "> 2, < 1" contradicts itself/u)]);
  });

  it.each([
    ["terraformVersion", "1.11.4", "Terraform", "--terraform-version"],
    ["opentofuVersion", "1.9.0", "OpenTofu", "--opentofu-version"],
  ])("judges the version that the user says: %s", (flag, version, program, option) => {
    const files = { "main.tf": required(">= 1.5") + call("a"), "a/main.tf": required("~> 1.8.0") };
    expect(find(files, { [flag]: version })).toEqual([
      `a/main.tf:2:22 Unsupported ${program} Core version: Module module.a (from ./a) does not support ${program} version ${version}. Run another version than ${option} says, or widen "~> 1.8.0".`,
    ]);
    expect(find({ "main.tf": required("~> 1.5.0") }, { [flag]: version })[0]).toContain(
      "This configuration does not support",
    );
    expect(find({ "main.tf": required(">= 99") }, { [flag]: "99.1.0" })).toEqual([]);
  });
});
