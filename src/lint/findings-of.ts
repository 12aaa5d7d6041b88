import type { Linter } from "eslint";
import type { FindingDetails } from "../language/finding-details.ts";
import { detailsOf } from "../language/finding-details.ts";
import type { Level, RelatedPlace } from "../language/rule.ts";
import { severityOf, type Finding, type FoundPair, type RelatedFinding } from "./finding.ts";
import type { RuleSetting, RuleSettings } from "./levels.ts";
import { unknownRule, unusedSuppression } from "./suppressions.ts";

export interface ToFinding {
  readonly settings: RuleSettings;
  readonly details: readonly FindingDetails[];
  /** Whether a rule may have been silent for reasons outside the file. */
  readonly isQuiet: (ruleId: string) => boolean;
  readonly isKnown: (ruleId: string) => boolean;
  readonly relatedFinding: (place: RelatedPlace) => RelatedFinding;
}

/** ESLint's messages of one file as findings, with what the rules said beside them. */
export function findingsOf(
  messages: readonly Linter.LintMessage[],
  { settings, details, isQuiet, isKnown, relatedFinding }: ToFinding,
): { readonly findings: readonly Finding[]; readonly pairs: readonly FoundPair[] } {
  const detailOf = detailsOf(details);
  const pairs: FoundPair[] = [];
  const findings = messages.flatMap((message): Finding[] => {
    const place = {
      line: message.line,
      column: message.column,
      ...(message.endLine !== undefined && { endLine: message.endLine }),
      ...(message.endColumn !== undefined && { endColumn: message.endColumn }),
    };
    const ofNoRule = (said: Pick<Finding, "message" | "remedy">): Finding => ({
      ruleId: null,
      severity: severityOf("warning"),
      level: "warning",
      isSecret: false,
      ...said,
      ...place,
      ...fixOf(message),
    });
    if (message.ruleId === null) {
      const unused = unusedSuppression(message, isQuiet);
      return unused ? [ofNoRule(unused)] : [];
    }
    if (!isKnown(message.ruleId)) return [ofNoRule(unknownRule(message.ruleId))];
    const detail = detailOf(message);
    const level = levelOf(settings.get(message.ruleId), detail?.level);
    const finding: Finding = {
      ruleId: message.ruleId,
      severity: severityOf(level),
      level,
      message: message.message,
      remedy: detail?.remedy ?? "",
      isSecret: detail?.isSecret ?? false,
      ...place,
      ...fixOf(message),
      ...(message.suggestions && { suggestions: message.suggestions.map(({ desc, fix }) => ({ desc, fix })) }),
      ...(detail && detail.related.length > 0 && { related: detail.related.map(relatedFinding) }),
    };
    if (detail?.credentials) pairs.push({ finding, credentials: detail.credentials });
    return [finding];
  });
  return { findings, pairs };
}

function levelOf(setting: RuleSetting | undefined, own: Level | undefined): Level {
  return (setting?.isChosen === true ? undefined : own) ?? setting?.level ?? "error";
}

function fixOf({ fix }: Linter.LintMessage): Pick<Finding, "fix"> {
  return fix ? { fix } : {};
}
