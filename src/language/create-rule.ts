import { RuleCreator } from "@typescript-eslint/utils/eslint-utils";
import type { Rule as ESLintRule } from "eslint";
import type { Problem, Rule, RuleInit } from "./rule.ts";
import type { TerraformSourceCode } from "./source-code.ts";

interface CreatorInput {
  readonly name: string;
  readonly meta: object;
  readonly defaultOptions: readonly [];
  readonly create: (context: ESLintRule.RuleContext) => object;
}

/** `RuleCreator` types its rules against the ESTree but never looks at the nodes: one cast gives them our tree. */
const creator = RuleCreator(
  (name) => `https://github.com/tf-preflight/tf-preflight/blob/main/rules/README.md#${name}`,
) as unknown as (rule: CreatorInput) => Omit<Rule, "listensTo">;

/**
 * Makes a rule. Beside ESLint's own context a rule gets `services` (what the module and the machine mean), and its reports
 * may carry related places, a level of their own and the credentials that live mode may ask about. Reports of the same words at the
 * same place are one.
 */
export function createRule<MessageId extends string, Options extends readonly unknown[] = readonly []>(
  init: RuleInit<MessageId, Options>,
): Rule {
  let selectors: readonly string[] = [];
  const create = (context: ESLintRule.RuleContext): object => {
    const sourceCode = context.sourceCode as unknown as TerraformSourceCode;
    const said = new Set<string>();
    const listeners = init.create({
      report: (problem) => {
        // A module that is called twice is looked at twice.
        const words = JSON.stringify([problem.at.start, problem.at.end, problem.messageId, problem.data]);
        if (said.has(words)) return;
        said.add(words);
        report(context, sourceCode, problem);
      },
      services: sourceCode.parserServices,
      options: context.options as unknown as Options,
      text: (range) => sourceCode.getText(range),
      comments: sourceCode.comments,
    });
    if (selectors.length === 0) selectors = Object.keys(listeners);
    sourceCode.listen(selectors);
    return listeners;
  };
  // ESLint has already merged `meta.defaultOptions`; RuleCreator's own wrapper would clone them again for every file.
  return {
    ...creator({ ...init, defaultOptions: [], create }),
    create: create as ESLintRule.RuleModule["create"],
    listensTo: () => (selectors.length > 0 ? selectors : null),
  };
}

function report<MessageId extends string>(
  context: ESLintRule.RuleContext,
  sourceCode: TerraformSourceCode,
  {
    at,
    messageId,
    data = {},
    level,
    related = [],
    fix,
    suggestions,
    credentials,
    isSecret = false,
  }: Problem<MessageId>,
): void {
  const loc = sourceCode.getLoc(at);
  sourceCode.details.push({
    ruleId: context.id,
    ...loc.start,
    messageId,
    remedy: typeof data.remedy === "string" ? data.remedy : undefined,
    level,
    related,
    credentials,
    isSecret,
  });
  context.report({
    loc,
    messageId,
    data: { ...data },
    ...(fix && { fix: (fixer) => fixer.replaceTextRange([...fix.range], fix.text) }),
    ...(suggestions && {
      suggest: suggestions.map((suggestion) => ({
        messageId: suggestion.messageId,
        ...(suggestion.data && { data: suggestion.data }),
        fix: (fixer) => fixer.replaceTextRange([...suggestion.fix.range], suggestion.fix.text),
      })),
    }),
  });
}
