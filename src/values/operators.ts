import type { BinaryOperation, BinaryOperator, UnaryOperation } from "../hcl/ast.ts";
import { boolValue, marksWithin, numberValue, unknownValue, withMarks } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { equals } from "./equality.ts";
import { apart, type Evaluator, failedSince } from "./evaluator.ts";
import { callFunction, FunctionError, type FunctionSpec, type Parameter, unknownFrom } from "./function.ts";
import { add, type BigFloat, compare, divide, modulo, multiply, negate, NotANumber, subtract } from "./number.ts";
import { boolType, dynamicType, numberType, type Type } from "./type.ts";
import type { Value } from "./value.ts";

const numbers: readonly Parameter[] = ["a", "b"].map((name) => ({ name, type: numberType, allows: { dynamic: true } }));
const compared: readonly Parameter[] = numbers.map((parameter) => ({
  ...parameter,
  allows: { dynamic: true, unknown: true, marked: true },
}));
const truths: readonly Parameter[] = ["a", "b"].map((name) => ({
  name,
  type: boolType,
  allows: { dynamic: true, marked: true },
}));
const anything: readonly Parameter[] = ["a", "b"].map((name) => ({
  name,
  type: dynamicType,
  allows: { dynamic: true, unknown: true, null: true, marked: true },
}));

const arithmetic = (compute: (a: BigFloat, b: BigFloat) => BigFloat, undefinedResult: string): FunctionSpec => ({
  parameters: numbers,
  type: numberType,
  run([a, b]) {
    try {
      return a?.kind === "number" && b?.kind === "number"
        ? numberValue(compute(a.number, b.number))
        : unknownValue(numberType, "an operand is not known");
    } catch (error) {
      throw error instanceof NotANumber ? new FunctionError(error.message || undefinedResult) : error;
    }
  },
});

const comparison = (holds: (order: number) => boolean): FunctionSpec => ({
  parameters: compared,
  type: boolType,
  run([a, b]) {
    if (a?.kind !== "number" || b?.kind !== "number")
      return unknownFrom(
        boolType,
        [a, b].filter((x) => x !== undefined),
      );
    return withMarks(boolValue(holds(compare(a.number, b.number))), a.marks | b.marks);
  },
});

const logical = (combine: (a: boolean, b: boolean) => boolean): FunctionSpec => ({
  parameters: truths,
  type: boolType,
  run([a, b]) {
    if (a?.kind !== "bool" || b?.kind !== "bool") return unknownValue(boolType, "an operand is not known");
    return withMarks(boolValue(combine(a.truth, b.truth)), a.marks | b.marks);
  },
});

const equality = (expected: boolean): FunctionSpec => ({
  parameters: anything,
  type: boolType,
  run([a, b]) {
    if (a === undefined || b === undefined) return boolValue(!expected);
    // Beside a null, only the marks of the values themselves matter: nothing within them is looked at.
    const shallow = (a.kind === "null") !== (b.kind === "null");
    const marks = shallow ? a.marks | b.marks : marksWithin(a) | marksWithin(b);
    const answer = equals(a, b);
    return withMarks(answer === "unknown" ? unknownFrom(boolType, [a, b]) : boolValue(answer === expected), marks);
  },
});

const operations: Readonly<Record<BinaryOperator, FunctionSpec>> = {
  "||": logical((a, b) => a || b),
  "&&": logical((a, b) => a && b),
  "==": equality(true),
  "!=": equality(false),
  "<": comparison((order) => order < 0),
  "<=": comparison((order) => order <= 0),
  ">": comparison((order) => order > 0),
  ">=": comparison((order) => order >= 0),
  "+": arithmetic(add, "can't compute sum of opposing infinities"),
  "-": arithmetic(subtract, "can't subtract infinity from itself"),
  "*": arithmetic(multiply, "can't multiply zero by infinity"),
  "/": arithmetic(divide, "can't divide zero by zero or infinity by infinity"),
  "%": arithmetic(modulo, "can't use modulo with zero and infinity"),
};

const unaryOperations: Readonly<Record<UnaryOperation["operator"], FunctionSpec>> = {
  "-": {
    parameters: [{ name: "num", type: numberType, allows: { dynamic: true, marked: true } }],
    type: numberType,
    run: ([value]) =>
      value?.kind === "number"
        ? withMarks(numberValue(negate(value.number)), value.marks)
        : unknownValue(numberType, "the operand is not known"),
  },
  "!": {
    parameters: [{ name: "val", type: boolType, allows: { dynamic: true, marked: true } }],
    type: boolType,
    run: ([value]) =>
      value?.kind === "bool"
        ? withMarks(boolValue(!value.truth), value.marks)
        : unknownValue(boolType, "the operand is not known"),
  },
};

/** The operand as the operator takes it; what can't be converted is an error. */
function operand(
  evaluator: Evaluator,
  node: BinaryOperation["left"],
  value: Value,
  parameter: Parameter,
  what: string,
): Value {
  try {
    return convert(value, parameter.type);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const reason = error.describe(evaluator.scope.program);
    return evaluator.fail(node, "Invalid operand", `Unsuitable value for ${what}: ${reason}.`);
  }
}

function operate(
  evaluator: Evaluator,
  node: BinaryOperation | UnaryOperation,
  spec: FunctionSpec,
  args: Value[],
): Value {
  try {
    return callFunction(spec, args, evaluator);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    const unknown = evaluator.fail(node, "Operation failed", `Error during operation: ${error.message}.`);
    return { ...unknown, type: spec.type as Type };
  }
}

export function evaluateBinary(evaluator: Evaluator, node: BinaryOperation): Value {
  const spec = operations[node.operator];
  const [left, leftSaid] = apart(evaluator, () => evaluator.value(node.left));
  const [right, rightSaid] = apart(evaluator, () => evaluator.value(node.right));
  if (evaluator.scope.program === "opentofu" && (node.operator === "||" || node.operator === "&&")) {
    const decided = decideEarly(evaluator, node, [left, leftSaid], [right, rightSaid]);
    if (decided) return decided;
  }
  const count = evaluator.diagnostics.length;
  evaluator.diagnostics.push(...leftSaid, ...rightSaid);
  const parameter = (index: number): Parameter => spec.parameters[index] ?? { name: "b", type: dynamicType };
  const args = [
    operand(evaluator, node.left, left, parameter(0), "left operand"),
    operand(evaluator, node.right, right, parameter(1), "right operand"),
  ];
  if (failedSince(evaluator, count)) return unknownValue(spec.type as Type, "an operand can't be evaluated");
  return operate(evaluator, node, spec, args);
}

type Heard = readonly [Value, readonly Diagnostic[]];

/** OpenTofu lets one operand decide alone where it can, a null counting as false, and does not mention the other's errors. */
function decideEarly(evaluator: Evaluator, node: BinaryOperation, left: Heard, right: Heard): Value | null {
  const deciding = node.operator === "||";
  for (const [value, said] of [left, right]) {
    const truth = value.kind === "null" ? false : asTruth(value);
    if (truth !== deciding) continue;
    evaluator.diagnostics.push(...said);
    return withMarks(boolValue(deciding), value.marks);
  }
  return null;
}

function asTruth(value: Value): boolean | null {
  try {
    const converted = convert(value, boolType);
    return converted.kind === "bool" ? converted.truth : null;
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}

export function evaluateUnary(evaluator: Evaluator, node: UnaryOperation): Value {
  const spec = unaryOperations[node.operator];
  const count = evaluator.diagnostics.length;
  const value = evaluator.value(node.operand);
  const [parameter] = spec.parameters;
  const arg = parameter ? operand(evaluator, node.operand, value, parameter, "unary operand") : value;
  if (failedSince(evaluator, count)) return unknownValue(spec.type as Type, "the operand can't be evaluated");
  return operate(evaluator, node, spec, [arg]);
}
