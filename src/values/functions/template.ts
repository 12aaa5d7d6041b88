import { goQuote } from "../../hcl/go-quote.ts";
import type { Expression } from "../../hcl/ast.ts";
import { identifierEnd, identifierStartLength } from "../../hcl/characters.ts";
import { parseTemplate } from "../../hcl/parse.ts";
import { isSensitive, withMarks, withoutMarks, withoutMarksWithin, marksWithin } from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Evaluation } from "../evaluation.ts";
import { apart, type Evaluator } from "../evaluator.ts";
import { type Call, FunctionError, type Functions, unknownFrom } from "../function.ts";
import type { SourceText } from "../origin.ts";
import { references } from "../references.ts";
import type { Names, Scope } from "../scope.ts";
import type { SpecialForm } from "../special-form.ts";
import { dynamicType, stringType } from "../type.ts";
import type { Value } from "../value.ts";
import { anything, argument, string, textOf } from "./arguments.ts";
import { describePlace } from "./attempt.ts";
import { readTextFile } from "./filesystem.ts";

const stringTemplate = "<templatestring argument>";

/** The texts of several diagnostics as one, as HCL's `Diagnostics.Error`. */
function describeAll(
  diagnostics: readonly (Omit<Diagnostic, "file" | "severity"> & { readonly file: SourceText })[],
): string {
  const [first, ...others] = diagnostics;
  if (first === undefined) return "no diagnostics";
  const text = `${describePlace(first)}: ${first.summary}; ${first.detail}`;
  return others.length === 0 ? text : `${text}, and ${others.length} other diagnostic(s)`;
}

function read(
  text: string,
  shownAs: string,
  fileName = shownAs,
): { readonly template: Expression; readonly file: SourceText } {
  const { expression, errors, source } = parseTemplate(text, shownAs);
  const file = { fileName, source, shownAs };
  if (errors.length > 0) throw new FunctionError(describeAll(errors.map((error) => ({ ...error, file }))));
  return { template: expression, file };
}

const isIdentifier = (name: string): boolean =>
  identifierStartLength(name, 0) > 0 && identifierEnd(name, 0) === name.length;

/** The variables of a template are all that it knows. */
const templateNames = (variables: ReadonlyMap<string, Value>): Names => ({
  check: () => null,
  resolve: ({ root }) => ({
    value: argument(
      [variables.get(root.text)].filter((value) => value !== undefined),
      0,
    ),
    steps: 0,
  }),
});

function render(
  template: Expression,
  file: SourceText,
  variables: Value,
  scope: Scope,
  kind: "templatefile" | "templatestring",
  evaluate: Call["evaluate"],
): Value {
  if (variables.kind !== "mapping") throw new FunctionError("invalid vars value: must be a map", 1);
  for (const name of variables.entries.keys()) {
    if (isIdentifier(name)) continue;
    const rule = "must start with a letter, followed by zero or more letters, digits, and underscores";
    throw new FunctionError(`invalid template variable name ${goQuote(name)}: ${rule}`, 1);
  }
  for (const { root } of references(template)) {
    if (variables.entries.has(root.text)) continue;
    const place = describePlace({ file, start: root.start, end: root.end });
    const where = scope.program === "opentofu" && kind === "templatestring" ? "" : `, referenced at ${place}`;
    throw new FunctionError(`vars map does not contain key ${goQuote(root.text)}${where}`, 1);
  }
  const inner: Scope = { ...scope, file, names: templateNames(variables.entries), insideTemplate: kind };
  const { value, diagnostics } = evaluate(template, inner);
  if (diagnostics.some(({ severity }) => severity === "error")) throw new FunctionError(describeAll(diagnostics));
  if (value.kind === "null") {
    const detail = "The result of the template is null, which is not a valid result for a templatestring call.";
    throw new FunctionError(`${describePlace({ file, ...template })}: Template result is null; ${detail}`);
  }
  return value;
}

export const templateFunctions: Functions = {
  templatefile: {
    parameters: [
      { ...string("path"), allows: { marked: true, unknown: true }, steers: true },
      anything("vars", { marked: true, unknown: true }),
    ],
    type: dynamicType,
    run(args, { scope, evaluate }) {
      const [path, vars] = [argument(args, 0), argument(args, 1)];
      const marks = path.marks | marksWithin(vars);
      if (path.kind === "unknown" || vars.kind === "unknown") return withMarks(unknownFrom(dynamicType, args), marks);
      const content = readTextFile(textOf(path), isSensitive(path), scope);
      if (content.kind !== "string") return withMarks(content, marks);
      const location = content.origins?.kind === "file" ? content.origins.file.fileName : textOf(path);
      const { template, file } = read(content.text, textOf(path), location);
      return withMarks(render(template, file, withoutMarksWithin(vars), scope, "templatefile", evaluate), marks);
    },
  },
};

/** OpenTofu's `templatestring` is a function like others. */
export const openTofuTemplateFunctions: Functions = {
  templatestring: {
    parameters: [string("str"), anything("vars")],
    type: dynamicType,
    run([text, vars], { scope, evaluate }) {
      const { template, file } = read(textOf(text), stringTemplate);
      return render(template, file, argument(vars ? [vars] : [], 0), scope, "templatestring", evaluate);
    },
  },
};

const onlyFromElsewhere = "templatestring is only for rendering templates retrieved dynamically from elsewhere";

/** Why the expression is none that Terraform takes a template from. */
function rejectTemplateExpression(expression: Expression): string | null {
  const { type } = expression;
  if (type === "ScopeTraversal") return null;
  if (type === "RelativeTraversal" || type === "Splat") return rejectTemplateExpression(expression.source);
  if (type === "Index") return rejectTemplateExpression(expression.collection);
  if (type !== "Template") {
    return "must be a direct reference to a single string from elsewhere, containing valid Terraform template syntax";
  }
  const [only, ...others] = expression.parts;
  if (only?.type === "Interpolation" && others.length === 0) {
    const advice = "write the reference expression directly without any template interpolation syntax";
    return `${onlyFromElsewhere}; to treat the inner expression as template syntax, ${advice}`;
  }
  const isLiteral = others.length === 0 && (only === undefined || only.type === "StringLiteral");
  return isLiteral
    ? `${onlyFromElsewhere}, and so does not support providing a literal template; consider using a template string expression instead`
    : `${onlyFromElsewhere}; to render an inline template, consider using a plain template string expression`;
}

export const templateForms: Readonly<Record<string, SpecialForm>> = {
  templatestring: {
    parameters: ["template", "vars"],
    variadic: null,
    evaluate(evaluator, [template, vars]) {
      if (template === undefined || vars === undefined) throw new FunctionError("two arguments are required");
      const reason = rejectTemplateExpression(template.expression);
      if (reason !== null) throw new FunctionError(`invalid template expression: ${reason}`, 0);
      const [text, said] = apart(evaluator, () => evaluator.value(template.expression));
      if (said.length > 0) throw new FunctionError(`invalid template expression: ${describeAll(said)}`, 0);
      const variables = evaluator.value(vars.expression);
      return renderString(evaluator, text, variables);
    },
  },
};

function renderString(evaluator: Evaluator, text: Value, variables: Value): Value {
  if (variables.kind === "null") throw new FunctionError("argument must not be null", 1);
  const marks = text.marks | marksWithin(variables);
  if (text.kind === "unknown" || variables.kind === "unknown")
    return withMarks(unknownFrom(stringType, [text, variables]), marks);
  if (text.kind !== "string") throw new FunctionError("invalid template value: a string is required", 0);
  const { template, file } = readString(withoutMarks(text).text);
  const evaluate = (expression: Expression, scope: Scope): Evaluation => evaluator.evaluateIn(scope, expression);
  const result = render(template, file, withoutMarksWithin(variables), evaluator.scope, "templatestring", evaluate);
  try {
    return withMarks(convert(result, stringType), marks);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    throw new FunctionError(`invalid template result: ${error.describe(evaluator.scope.program)}`);
  }
}

function readString(text: string): ReturnType<typeof read> {
  try {
    return read(text, stringTemplate);
  } catch (error) {
    throw error instanceof FunctionError ? new FunctionError(`invalid template: ${error.message}`, 0) : error;
  }
}
