import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import { language, pluginName } from "../src/language/language.ts";
import type { Rule } from "../src/language/rule.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ExpectedFinding extends Position {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly suggestions?: readonly { readonly messageId: string; readonly output: string; readonly data?: object }[];
}

export interface ValidCase {
  readonly name?: string;
  readonly code: string;
  /** Default `main.tf`. */
  readonly filename?: string;
  readonly options?: readonly [object];
}

export interface InvalidCase extends ValidCase {
  readonly errors: readonly ExpectedFinding[];
  /** The text after the fix; `null` when there is none. */
  readonly output?: string | null;
}

const tester = new RuleTester({
  plugins: { [pluginName]: { languages: { terraform: language } } },
  language: `${pluginName}/terraform`,
});

/**
 * ESLint's `RuleTester` for rules that need nothing beyond one file; every report is checked with its exact place. Rules that
 * ask about modules or the machine are tested with `lintFolder`.
 */
export const ruleTester = {
  run(
    name: string,
    rule: Rule,
    cases: { valid: readonly (string | ValidCase)[]; invalid: readonly InvalidCase[] },
  ): void {
    const named = <Case extends ValidCase>(each: Case): Case => ({ filename: "main.tf", ...each });
    tester.run(name, rule, {
      assertionOptions: { requireMessage: "messageId", requireLocation: true },
      valid: cases.valid.map((each) => named(typeof each === "string" ? { code: each } : each)),
      invalid: cases.invalid.map(named),
    } as never);
  },
};
