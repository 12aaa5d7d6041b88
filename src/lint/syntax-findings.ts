import type { ParsedFile } from "../hcl/ast.ts";
import { lineIndex } from "../hcl/lines.ts";
import { severityOf, type Finding } from "./finding.ts";

/** What the parser could not accept, as findings of no rule. */
export function syntaxFindings({ errors, source }: ParsedFile): readonly Finding[] {
  if (errors.length === 0) return [];
  const lines = lineIndex(source);
  return errors.map(({ summary, detail, start, end }) => {
    const last = lines.position(end);
    return {
      ruleId: null,
      fatal: true,
      severity: severityOf("error"),
      level: "error",
      message: detail === "" ? summary : `${summary}: ${detail}`,
      remedy: "",
      isSecret: false,
      ...lines.position(start),
      endLine: last.line,
      endColumn: last.column,
    };
  });
}
