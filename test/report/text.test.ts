import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import type { FileResult, Finding } from "../../src/lint/finding.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { textReport } from "../../src/report/text.ts";

const finding: Finding = {
  ruleId: "some-rule",
  severity: 2,
  level: "error",
  message: "It is wrong. Change it.",
  remedy: "Change it.",
  isSecret: false,
  line: 2,
  column: 10,
  endLine: 2,
  endColumn: 21,
  related: [{ filePath: "main.tf", line: 12, column: 1, message: "used here" }],
};

const file: FileResult = {
  filePath: "prod.auto.tfvars",
  findings: [finding],
  suppressed: 0,
  hasBOM: false,
  source: 'other = 1\nregion = "eu-west-1"\n',
};

const plain = picocolors.createColors(false);
const machine = memoryMachine({ environment: { HOME: "/home/me" }, currentDirectory: "/home/me/infra" });

describe("the text report", () => {
  it("groups findings by file and ends with a summary", () => {
    expect(
      textReport([file, { ...file, filePath: "b.tf", findings: [] }], { machine, colors: plain, frames: false }),
    ).toBe(
      [
        "prod.auto.tfvars",
        "   2:10   error  It is wrong.  some-rule",
        "               main.tf:12 used here",
        "               Change it.",
        "",
        "1 file with findings, 1 clean · 1 error, 0 warnings",
        "",
      ].join("\n"),
    );
  });

  it.each([
    [38.2, "38 ms"],
    [12_387, "12.4 s"],
  ])("says that %d ms were %s", (elapsed, words) => {
    const text = textReport([{ ...file, findings: [] }], { machine, colors: plain, frames: true, elapsed });
    expect(text).toBe(`1 file clean · ${words}\n`);
  });

  it("shows places in the home folder as people write them", () => {
    const related = [{ filePath: "../.aws/credentials", line: 7, column: 1, message: "the key" }];
    const text = textReport([{ ...file, findings: [{ ...finding, related }] }], {
      machine,
      colors: plain,
      frames: false,
    });
    expect(text).toContain("               ~/.aws/credentials:7 the key\n");
  });

  it("frames the place", () => {
    expect(textReport([file], { machine, colors: plain, frames: true })).toContain(
      ["     1 │ other = 1", '     2 │ region = "eu-west-1"', "       │          ───────────"].join("\n"),
    );
  });

  it("frames no empty line", () => {
    const source = 'other = 1\n\nregion = "eu-west-1"\n';
    const findings = [{ ...finding, line: 3, endLine: 3 }];
    expect(textReport([{ ...file, source, findings }], { machine, colors: plain, frames: true })).toContain(
      ["some-rule", '     3 │ region = "eu-west-1"', "       │          ───────────"].join("\n"),
    );
  });

  it("shows no secret in a frame, however plain it looks", () => {
    const text = textReport([{ ...file, findings: [{ ...finding, isSecret: true }] }], {
      machine,
      colors: plain,
      frames: true,
    });
    expect(text).toContain("region = •••••••••••");
    expect(text).not.toContain("eu-west-1");
  });

  it("escapes what could move the cursor", () => {
    const text = textReport([{ ...file, findings: [{ ...finding, message: "a\u001b[2Jb\u202e", remedy: "" }] }], {
      machine,
      colors: plain,
      frames: false,
    });
    expect(text).toContain("a\\u001b[2Jb\\u202e");
  });
});
