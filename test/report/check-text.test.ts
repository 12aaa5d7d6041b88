import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { checkText } from "../../src/report/check-text.ts";
import type { Situation } from "../aws/situation.ts";
import { reportsOf } from "./reports.ts";

const ready: Situation = { env: { AWS_ACCESS_KEY_ID: "AKIATCH6YDSYTEMTNCP5", AWS_SECRET_ACCESS_KEY: "s" } };
const failing: Situation = { arguments: { profile: "gone" } };
const unknown: Situation = { arguments: { profile: "p" }, config: "[profile p]\ncredential_process = x\n" };

function check(...situations: readonly Situation[]): string[] {
  const all = situations.map(reportsOf);
  const reports = all.flatMap((one) => one.reports.slice(0, 1));
  return checkText(reports, all[0]!.machine, picocolors.createColors(false)).split("\n");
}

describe("check", () => {
  it("says who is ready", () => {
    expect(check(ready)).toEqual([
      '✓ provider "aws"  ready        AKIA…NCP5, account 2109-8765-4321',
      "Nothing will fail.",
      "",
    ]);
  });

  it("says who will fail, and why in Terraform's words; a finding tells what to do", () => {
    expect(check(failing, ready)).toEqual([
      '✗ provider "aws"  will fail    failed to get shared config profile, gone',
      '✓ provider "aws"  ready        AKIA…NCP5, account 2109-8765-4321',
      "1 of 2 will fail.",
      "",
    ]);
  });

  it("tells what to do where no finding does", () => {
    const remedy = "Correct the path of the CA bundle: custom_ca_bundle, AWS_CA_BUNDLE, or ca_bundle of the profile.";
    const [line, ...rest] = check({ ...ready, arguments: { custom_ca_bundle: "/gone.pem" } });
    expect(line).toMatch(/^✗ provider "aws" {2}will fail {4}.*\/gone\.pem: no such file or directory → /u);
    expect(line?.endsWith(` → ${remedy}`)).toBe(true);
    expect(rest).toEqual(["1 of 1 will fail.", ""]);
  });

  it("never presents as clean what only a call can tell", () => {
    expect(check(unknown)).toEqual([
      '? provider "aws"  cannot know  the output of credential_process, profile "p": only credential_process can tell (--live)',
      "Nothing will fail for certain; 1 cannot be known.",
      "",
    ]);
    expect(check(failing, unknown).at(-2)).toBe("1 of 2 will fail; 1 cannot be known.");
  });
});
