import { describe, expect, it } from "vitest";
import type { FileResult } from "../../src/lint/finding.ts";
import { sarifReport } from "../../src/report/sarif.ts";

const file: FileResult = {
  filePath: "live/a b/main.tf",
  suppressed: 0,
  source: "",
  hasBOM: false,
  findings: [
    {
      ruleId: "hardcoded-credentials",
      severity: 2,
      level: "error",
      message: "It is written here.",
      remedy: "",
      isSecret: true,
      line: 2,
      column: 5,
      endLine: 2,
      endColumn: 9,
      related: [{ filePath: "main.tf", line: 1, column: 1, message: "used here" }],
      live: { status: "rejected", code: "InvalidClientTokenId" },
    },
    {
      ruleId: null,
      fatal: true,
      severity: 2,
      level: "error",
      message: "Broken.",
      remedy: "",
      isSecret: false,
      line: 1,
      column: 1,
    },
  ],
};

describe("the SARIF report", () => {
  const { runs } = JSON.parse(sarifReport([file], "1.2.3")) as {
    runs: [{ tool: { driver: { rules: { id: string }[] } }; results: object[] }];
  };

  it("names each rule once and points to it", () => {
    expect(runs[0].tool.driver.rules.map(({ id }) => id)).toEqual(["hardcoded-credentials", "syntax-error"]);
    expect(runs[0].results).toMatchObject([{ ruleIndex: 0 }, { ruleIndex: 1 }]);
  });

  it("gives paths from where the run was started, related places, and what STS said", () => {
    expect(runs[0].results[0]).toEqual({
      ruleId: "hardcoded-credentials",
      ruleIndex: 0,
      level: "error",
      message: { text: "It is written here." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "live/a%20b/main.tf", uriBaseId: "%SRCROOT%" },
            region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 9 },
          },
        },
      ],
      relatedLocations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "main.tf", uriBaseId: "%SRCROOT%" },
            region: { startLine: 1, startColumn: 1 },
          },
          message: { text: "used here" },
        },
      ],
      properties: { live: { status: "rejected", code: "InvalidClientTokenId" } },
    });
  });
});
