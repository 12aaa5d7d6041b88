import { rules, topics } from "../../rules/index.ts";
import type { FileResult, Finding, RelatedFinding } from "../lint/finding.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const;
const home = "https://github.com/tf-preflight/tf-preflight";

/** Findings as SARIF 2.1.0, with paths that count from where the command was started (`%SRCROOT%`). */
export function sarifReport(results: readonly FileResult[], version: string): string {
  const found = results.flatMap((file) => file.findings.map((finding) => ({ file, finding })));
  const ids = [...new Set(found.map(({ finding }) => idOf(finding)))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "tf-preflight", version, informationUri: home, rules: ids.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder that tf-preflight was started in." } } },
        results: found.map(({ file, finding }) => resultOf(finding, file, ids)),
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
}

/** What no rule reports has a name of its own here: SARIF wants one. */
function idOf({ ruleId, fatal }: Finding): string {
  return ruleId ?? (fatal ? "syntax-error" : "suppression");
}

function ruleOf(id: string): object {
  const rule = rules[id];
  if (!rule) return { id, defaultConfiguration: { level: id === "syntax-error" ? "error" : "warning" } };
  const { description, level } = rule.meta.docs;
  return {
    id,
    shortDescription: { text: description },
    helpUri: `${home}/blob/main/rules/${topics[id] ?? ""}/${id}.md`,
    defaultConfiguration: { level: levels[level] },
  };
}

function resultOf(finding: Finding, { filePath }: FileResult, ids: readonly string[]): object {
  const { level, message, line, column, endLine, endColumn, related = [], live } = finding;
  const id = idOf(finding);
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: levels[level],
    message: { text: message },
    locations: [
      location(filePath, {
        startLine: line,
        startColumn: column,
        ...(endLine !== undefined && endColumn !== undefined && { endLine, endColumn }),
      }),
    ],
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(live && { properties: { live } }),
  };
}

function relatedLocation({ filePath, line, column, message }: RelatedFinding): object {
  return { ...location(filePath, { startLine: line, startColumn: column }), message: { text: message } };
}

function location(filePath: string, region: object): { readonly physicalLocation: object } {
  const uri = filePath.split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region } };
}
