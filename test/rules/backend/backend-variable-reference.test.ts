import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, file = "main.tf"): string[] =>
  lintFolder("backend-variable-reference", { files: { [file]: main } });
const terraform = (...lines: string[]): string => `terraform {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe("backend-variable-reference", () => {
  it("names the whole reference at its place", () => {
    expect(findings(terraform('backend "s3" {', "  bucket = var.bucket", '  key = "${local.env}/state"', "}"))).toEqual(
      [
        "main.tf:3:14 var.bucket stands in a backend block: Variables may not be used here. Leave the argument out and give it to init (-backend-config), or to the environment.",
        "main.tf:4:14 local.env stands in a backend block: Variables may not be used here. Leave the argument out and give it to init (-backend-config), or to the environment.",
      ],
    );
  });

  it("looks into objects and at functions, of any backend", () => {
    const nested = terraform('backend "s3" {', "  assume_role = { role_arn = data.x.y.arn }", "}");
    expect(findings(nested)).toEqual([expect.stringMatching(/^main\.tf:3:32 data\.x\.y\.arn stands in/u)]);
    const call = terraform('backend "gcs" {', '  bucket = format("%s", "x")', "}");
    expect(findings(call)).toEqual([
      expect.stringMatching(
        /^main\.tf:3:14 format\("%s", "x"\) stands in a backend block: Functions may not be called here\./u,
      ),
    ]);
  });

  it("speaks of cloud blocks, too", () => {
    const cloud = terraform("cloud {", "  organization = var.org", "  workspaces {", "    name = var.name", "  }", "}");
    expect(findings(cloud).map((finding) => finding.split(" stands ")[0])).toEqual([
      "main.tf:3:20 var.org",
      "main.tf:5:14 var.name",
    ]);
  });

  it("lets OpenTofu evaluate", () => {
    const main = `variable "b" {\n  default = "x"\n}\n${terraform('backend "s3" {', "  bucket = var.b", "}")}`;
    expect(findings(main)).toHaveLength(1);
    expect(findings(main, "main.tofu")).toEqual([]);
  });

  it("is silent about constants", () => {
    expect(findings(terraform('backend "s3" {', '  bucket = "var.b"', "}"))).toEqual([]);
  });
});
