import { describe, expect, it } from "vitest";
import { maskLine } from "../../src/report/mask.ts";

describe("maskLine", () => {
  it.each([
    [
      'secret_key = "n0tAr3alS3cret/n0tAr3alS3cret+n0tAr3alS3"',
      'secret_key = "••••••••••••••••••••••••••••••••••••••••"',
    ],
    ['password = "correct horse"', 'password = "•••••••••••••"'],
    ['  "token": "abc",', '  "token": "•••",'],
    ["# key was AKIAQ3EGSIE5ZYFVN5GL until May", "# key was •••••••••••••••••••• until May"],
    ["    0f1e2d3c4b5a69788796a5b4c3d2e1f0", "    ••••••••••••••••••••••••••••••••"],
  ])("dots out %s", (line, masked) => {
    expect(maskLine(line)).toBe(masked);
  });

  it.each([
    'region = "eu-west-1"',
    'source = "terraform-aws-modules/vpc/aws"',
    'provider "aws" {',
    "  alias = local.name",
  ])("leaves %s", (line) => {
    expect(maskLine(line)).toBe(line);
  });
});
