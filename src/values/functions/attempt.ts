import { SourcePositions } from "../../hcl/source-positions.ts";
import { boolValue, firstUnknown, unknownValue } from "../construct.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { apart, type Evaluator } from "../evaluator.ts";
import { FunctionError } from "../function.ts";
import type { Argument, SpecialForm } from "../special-form.ts";
import { boolType, dynamicType } from "../type.ts";
import type { Value } from "../value.ts";

/** `file:line,column-column` as HashiCorp's texts name a place. */
export const describePlace = ({ file, start, end }: Pick<Diagnostic, "file" | "start" | "end">): string =>
  new SourcePositions(file.source).describe(file.shownAs ?? file.fileName, start, end);

const attempt = (evaluator: Evaluator, { expression, value }: Argument): readonly [Value, readonly Diagnostic[]] =>
  value ? [value, []] : apart(evaluator, () => evaluator.value(expression));

const failed = (said: readonly Diagnostic[]): boolean => said.some(({ severity }) => severity === "error");

export const attemptForms: Readonly<Record<string, SpecialForm>> = {
  try: {
    parameters: [],
    variadic: "expressions",
    evaluate(evaluator, args) {
      if (args.length === 0) throw new FunctionError("at least one argument is required");
      const problems: Diagnostic[] = [];
      for (const argument of args) {
        const [value, said] = attempt(evaluator, argument);
        problems.push(...said);
        if (failed(said)) continue;
        // What is not known yet may still fail, and then another argument would be the result.
        const unknown = firstUnknown(value);
        return unknown ? unknownValue(dynamicType, unknown.reason) : value;
      }
      const list = problems.map(
        (problem) => `- ${problem.summary} (at ${describePlace(problem)})\n  ${problem.detail}\n`,
      );
      throw new FunctionError(
        `no expression succeeded:\n${list.join("")}\nAt least one expression must produce a successful result`,
      );
    },
  },
  can: {
    parameters: ["expression"],
    variadic: null,
    evaluate(evaluator, [argument]) {
      if (argument === undefined) return boolValue(false);
      const [value, said] = attempt(evaluator, argument);
      if (failed(said)) return boolValue(false);
      const unknown = firstUnknown(value);
      return unknown ? unknownValue(boolType, unknown.reason) : boolValue(true);
    },
  },
};
