import { describe, expect, it } from "vitest";
import { lintFolder } from "../lint-folder.ts";

const profile = (name: string): string => `provider "aws" {\n  profile = ${name}\n}\n`;
const call = (name: string, more = ""): string => `module "${name}" {\n  source = "../m"\n${more}}\n`;

describe("createRule", () => {
  it("reports the same words at the same place once, however many modules the file is", () => {
    const files = { "a/main.tf": call("m"), "b/main.tf": call("m"), "m/main.tf": profile('"x"') };
    expect(lintFolder("hardcoded-profile", { files })).toEqual([
      expect.stringMatching(/^m\/main\.tf:2:14 profile "x" of module\.m\.provider "aws"/u),
    ]);
  });

  it("reports other words at the same place as well", () => {
    const files = { "a/main.tf": call("m") + call("n"), "m/main.tf": profile('"x"') };
    expect(lintFolder("hardcoded-profile", { files })).toEqual([
      expect.stringContaining('of module.m.provider "aws"'),
      expect.stringContaining('of module.n.provider "aws"'),
    ]);
  });
});
