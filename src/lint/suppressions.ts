import type { Linter } from "eslint";
import type { TerraformSourceCode } from "../language/source-code.ts";
import { severityOf, type Finding } from "./finding.ts";

/**
 * ESLint's word on a suppression comment that suppressed nothing, in our words; `null` when it says nothing about the
 * configuration: a rule that looks at the environment finds nothing on another machine, which makes no comment superfluous.
 *
 * @param isQuiet whether a rule may have been silent for reasons outside the file.
 */
export function unusedSuppression(
  { message }: Linter.LintMessage,
  isQuiet: (ruleId: string) => boolean,
): Pick<Finding, "message" | "remedy"> | null {
  const ids = [...message.matchAll(/'([^']+)'/gu)].map(([, id]) => id ?? "");
  if (ids.length > 0 && ids.every(isQuiet)) return null;
  const what = ids.length > 0 ? ids.map((id) => `"${id}"`).join(", ") : "any rule";
  const remedy = "Remove the comment.";
  return { message: `This comment suppresses nothing: there is no finding of ${what} here. ${remedy}`, remedy };
}

/** A suppression of a rule that doesn't exist: what was meant does not happen. */
export function unknownRule(ruleId: string): Pick<Finding, "message" | "remedy"> {
  const remedy = "tf-preflight rules lists them.";
  return { message: `There is no rule "${ruleId}" to suppress. ${remedy}`, remedy };
}

/** Suppressions that don't say why. */
export function suppressionsWithoutReason(sourceCode: TerraformSourceCode): readonly Finding[] {
  const remedy = "Write the reason behind two dashes: -- because …";
  return sourceCode
    .getDisableDirectives()
    .directives.filter(({ type, justification }) => type !== "enable" && justification === "")
    .map(({ node }) => {
      const { start, end } = sourceCode.getLoc(node);
      return {
        ruleId: null,
        severity: severityOf("warning"),
        level: "warning",
        message: `This comment suppresses findings without a reason. ${remedy}`,
        remedy,
        isSecret: false,
        ...start,
        endLine: end.line,
        endColumn: end.column,
      };
    });
}
