import { Linter } from "eslint/universal";
import { rules, topics } from "../../rules/index.ts";
import type { RelatedPlace } from "../language/rule.ts";
import type { Services } from "../language/services.ts";
import { mayHear, nounsIn } from "../language/nouns-in.ts";
import { TerraformSourceCode } from "../language/source-code.ts";
import type { FileSettings } from "./configurations.ts";
import type { Finding, FoundPair, RelatedFinding } from "./finding.ts";
import { findingsOf } from "./findings-of.ts";
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
  const isEnvironmental = (id: string): boolean => topics[id] === "environment";
  const configs = speakingConfigs((id) => useEnvironment || !isEnvironmental(id));

  return ({ file, hasBOM }, services, settings) => {
    const config = configs(settings, nounsIn(file, services));
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

/** Configurations with only the rules that may speak about a file, for what ESLint does for a rule it does once a file. */
function speakingConfigs(
  isInForce: (ruleId: string) => boolean,
): (settings: FileSettings, nouns: ReadonlySet<string>) => Linter.Config[] {
  const known = new Map<FileSettings, Map<string, Linter.Config[]>>();
  const asked = new Set<string>();
  return (settings, nouns) => {
    const ofSettings = known.get(settings) ?? new Map<string, Linter.Config[]>();
    known.set(settings, ofSettings);
    const key = [...nouns].sort().join();
    const before = ofSettings.get(key);
    if (before) return before;
    const speaking = [...settings.rules].filter(([id]) => {
      const selectors = rules[id]?.listensTo() ?? null;
      return isInForce(id) && (selectors === null || mayHear(selectors, nouns));
    });
    const config = resolvedConfig(rules, new Map(speaking));
    // What a rule listens to is known when it has looked at a file.
    if (speaking.every(([id]) => asked.has(id))) ofSettings.set(key, config);
    for (const [id] of speaking) asked.add(id);
    return config;
  };
}
