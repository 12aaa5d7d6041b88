import type { Expression, Range } from "../hcl/ast.ts";
import { beginAnswer, spend, TooLarge } from "./budget.ts";
import { evaluateCall } from "./call.ts";
import { evaluateConditional } from "./conditional.ts";
import { boolValue, nullValue, numberValue, tupleValue, unknownValue } from "./construct.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Evaluator, LocalName } from "./evaluator.ts";
import { evaluateFor } from "./for.ts";
import { parseNumber } from "./number-text.ts";
import { evaluateObject } from "./object.ts";
import { evaluateBinary, evaluateUnary } from "./operators.ts";
import type { Origin } from "./origin.ts";
import { references } from "./references.ts";
import type { Scope } from "./scope.ts";
import { evaluateSplat } from "./splat.ts";
import { evaluateTemplate } from "./template.ts";
import { getElement, traverse } from "./traverse.ts";
import { dynamicType } from "./type.ts";
import type { UnknownValue, Value } from "./value.ts";

/**
 * What Terraform makes of an expression. Never throws: what would cost too much is unknown, what is wrong is a diagnostic.
 */
export function evaluate(expression: Expression, scope: Scope): Evaluation {
  const { depth } = scope.budget;
  beginAnswer(scope.budget);
  try {
    const undeclared = undeclaredIn(expression, scope);
    const [first] = undeclared;
    if (first) return { value: unknownAfter(first), diagnostics: undeclared };
    return evaluateTree(expression, scope);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return { value: unknownValue(dynamicType, `it is too large to evaluate: ${error.message}`), diagnostics: [] };
  } finally {
    scope.budget.depth = depth;
  }
}

const nothing: readonly Diagnostic[] = [];

function undeclaredIn(expression: Expression, scope: Scope): readonly Diagnostic[] {
  if (!scope.names) return nothing;
  let found: Diagnostic[] | undefined;
  for (const name of references(expression)) {
    const diagnostic = scope.names.check(name, scope);
    if (diagnostic) (found ??= []).push(diagnostic);
  }
  return found ?? nothing;
}

function evaluateTree(expression: Expression, scope: Scope): Evaluation {
  const evaluator = new TreeEvaluator(scope);
  const value = evaluator.value(expression);
  const failed = evaluator.diagnostics.find(({ severity }) => severity === "error");
  return { value: failed ? unknownAfter(failed) : value, diagnostics: evaluator.diagnostics };
}

const unknownAfter = ({ summary }: Diagnostic): UnknownValue =>
  unknownValue(dynamicType, `it can't be evaluated (${summary})`);

interface Local {
  readonly name: string;
  readonly value: Value;
  readonly outer: Local | null;
}

class TreeEvaluator implements Evaluator {
  readonly scope: Scope;
  readonly diagnostics: Diagnostic[] = [];
  #locals: Local | null = null;
  #item: Value | null = null;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  value(expression: Expression): Value {
    const { budget } = this.scope;
    spend(budget, 1);
    if (budget.depth <= 0) throw new TooLarge("expressions that nest too deeply");
    budget.depth--;
    const value = this.#visit(expression);
    budget.depth++;
    return value;
  }

  within<T>(names: readonly LocalName[], evaluate: () => T): T {
    const outer = this.#locals;
    for (const [name, value] of names) this.#locals = { name, value, outer: this.#locals };
    const result = evaluate();
    this.#locals = outer;
    return result;
  }

  valueForItem(item: Value, expression: Expression): Value {
    const outer = this.#item;
    this.#item = item;
    const result = this.value(expression);
    this.#item = outer;
    return result;
  }

  evaluateIn(scope: Scope, expression: Expression): Evaluation {
    return evaluateTree(expression, scope);
  }

  fail({ start, end }: Range, summary: string, detail: string): UnknownValue {
    const diagnostic: Diagnostic = { severity: "error", summary, detail, start, end, file: this.scope.file };
    this.diagnostics.push(diagnostic);
    return unknownAfter(diagnostic);
  }

  #origin({ start, end }: Range): Origin {
    return { kind: "file", file: this.scope.file, start, end };
  }

  #visit(node: Expression): Value {
    switch (node.type) {
      case "NumberLiteral": {
        const number = parseNumber(node.raw);
        return number
          ? numberValue(number, this.#origin(node))
          : this.fail(node, "Invalid number literal", "Failed to recognize the value of this number literal.");
      }
      case "BooleanLiteral":
        return boolValue(node.value, this.#origin(node));
      case "NullLiteral":
        return nullValue(dynamicType, this.#origin(node));
      case "Template":
        return evaluateTemplate(this, node);
      case "ScopeTraversal":
        return this.#resolve(node);
      case "RelativeTraversal":
        return this.#follow(node);
      case "Index": {
        const collection = this.value(node.collection);
        return getElement(this, collection, this.value(node.key), { start: node.openBracket, end: node.end });
      }
      case "Splat":
        return evaluateSplat(this, node);
      case "SplatItem":
        return this.#item ?? unknownValue(dynamicType, "it has no element");
      case "FunctionCall":
        return evaluateCall(this, node);
      case "Conditional":
        return evaluateConditional(this, node.condition, {
          consequent: { place: node.consequent, value: () => this.value(node.consequent) },
          alternate: { place: node.alternate, value: () => this.value(node.alternate) },
        });
      case "UnaryOperation":
        return evaluateUnary(this, node);
      case "BinaryOperation":
        return evaluateBinary(this, node);
      case "TupleConstructor":
        return tupleValue(node.items.map((item) => this.value(item)));
      case "ObjectConstructor":
        return evaluateObject(this, node);
      case "ForExpression":
        return evaluateFor(this, node);
      case "Parentheses":
        return this.value(node.expression);
      case "InvalidExpression":
        return unknownValue(dynamicType, "it could not be read");
    }
  }

  #resolve(node: Extract<Expression, { type: "ScopeTraversal" }>): Value {
    for (let local = this.#locals; local; local = local.outer) {
      if (local.name === node.root.text) return traverse(this, local.value, node.steps);
    }
    const { names } = this.scope;
    if (names === null) return this.fail(node.root, "Variables not allowed", "Variables may not be used here.");
    const { value, steps } = names.resolve(node, this.scope);
    return traverse(this, value, node.steps.slice(steps));
  }

  #follow(node: Extract<Expression, { type: "RelativeTraversal" }>): Value {
    const source = this.value(node.source);
    return traverse(this, source, node.steps);
  }
}
