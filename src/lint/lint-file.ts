import { Linter } from "eslint/universal";
import { rules, topics } from "../../rules/index.ts";
import type { RelatedPlace } from "../language/rule.ts";
import type { Services } from "../language/services.ts";
import { TerraformSourceCode } from "../language/source-code.ts";
import type { FileSettings } from "./configurations.ts";
import type { Finding, FoundPair, RelatedFinding } from "./finding.ts";
import { findingsOf } from "./findings-of.ts";
import type { RuleSettings } from "./levels.ts";
import type { ReadFile } from "./parsed-files.ts";
import { resolvedConfig } from "./resolved-config.ts";
import { suppressionsWithoutReason } from "./suppressions.ts";

export interface LintedText {
  readonly findings: readonly Finding[];
  readonly pairs: readonly FoundPair[];
  /** How many findings suppression comments hold back. */
  readonly suppressed: number;
}

/** Documented for `Linter`, but missing in its types. */
interface SuppressedCounter {
  getSuppressedMessages(): readonly unknown[];
}

export type FileLinter = (read: ReadFile, services: Services, settings: FileSettings) => LintedText;

/** Runs the rules over one parsed file after the other; configurations are resolved once each. */
export function fileLinter(
  useEnvironment: boolean,
  relatedFinding: (place: RelatedPlace) => RelatedFinding,
): FileLinter {
  const linter = new Linter();
  const configs = new Map<FileSettings, Linter.Config[]>();
  const isEnvironmental = (id: string): boolean => topics[id] === "environment";
  const inForce = (settings: RuleSettings): RuleSettings =>
    useEnvironment ? settings : new Map([...settings].filter(([id]) => !isEnvironmental(id)));

  return ({ file, hasBOM }, services, settings) => {
    let config = configs.get(settings);
    if (!config) configs.set(settings, (config = resolvedConfig(rules, inForce(settings.rules))));
    const sourceCode = new TerraformSourceCode(file, services, { rulePrefix: "", sparse: true }, hasBOM);
    const messages = linter.verify(sourceCode as never, config, { filename: services.path });
    const { findings, pairs } = findingsOf(messages, {
      settings: settings.rules,
      details: sourceCode.details,
      isQuiet: (id) => !settings.rules.has(id) || isEnvironmental(id) || !useEnvironment,
      isKnown: (id) => id in rules,
      relatedFinding,
    });
    const unexplained = settings.wantsReasons ? suppressionsWithoutReason(sourceCode) : [];
    return {
      findings: [...findings, ...unexplained],
      pairs,
      suppressed: (linter as unknown as SuppressedCounter).getSuppressedMessages().length,
    };
  };
}
