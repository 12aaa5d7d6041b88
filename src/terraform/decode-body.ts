import { listValue, nullValue, objectValue, tupleValue, unknownValue } from "../values/construct.ts";
import { convert, ConversionError } from "../values/convert.ts";
import type { Program } from "../values/scope.ts";
import { dynamicType, type Type } from "../values/type.ts";
import type { Value } from "../values/value.ts";
import { missingArgument, unsupportedArgument, unsupportedBlock } from "./body-schema.ts";
import { errorAt, inTerraformsOrder, type ModuleDiagnostic, type Report } from "./diagnostic.ts";
import type { Evaluated } from "./evaluated.ts";
import type { Argument, EvaluatedBody, NestedBlock } from "./evaluated-body.ts";
import type { SourceRange } from "./source-range.ts";

/** What a provider or backend says about the content of its block. */
export interface ConfigurationSchema {
  readonly attributes: Readonly<Record<string, { readonly type: Type; readonly isRequired?: boolean }>>;
  /** Nested blocks, each of which may be repeated. */
  readonly blocks: Readonly<Record<string, ConfigurationSchema>>;
}

/** The arguments as Terraform hands them over: converted to their types, with `null` for those that aren't set. */
export function decodeBody(body: EvaluatedBody, schema: ConfigurationSchema, program: Program): Evaluated {
  const diagnostics: ModuleDiagnostic[] = [];
  const value = decode(body, schema, program, (diagnostic) => diagnostics.push(diagnostic));
  return { value, diagnostics: inTerraformsOrder(diagnostics) };
}

function decode(body: EvaluatedBody, schema: ConfigurationSchema, program: Program, report: Report): Value {
  const entries: [string, Value][] = [];
  const set = body.names();
  const free = Object.keys(schema.attributes).filter((name) => !set.includes(name));
  for (const name of set) {
    if (Object.hasOwn(schema.attributes, name)) continue;
    const argument = body.argument(name);
    const place = argument && nameOf(argument);
    if (place) report(unsupportedArgument(name, free, Object.keys(schema.blocks), place));
  }
  for (const [name, { type, isRequired = false }] of Object.entries(schema.attributes)) {
    const argument = body.argument(name);
    if (argument) entries.push([name, decodeArgument(argument, type, program, report)]);
    else {
      if (isRequired && body.place) report(missingArgument(name, body.place));
      entries.push([name, nullValue(type)]);
    }
  }
  for (const block of body.blocks()) {
    if (Object.hasOwn(schema.blocks, block.type)) continue;
    report(unsupportedBlock(block.type, Object.keys(schema.attributes), Object.keys(schema.blocks), typeOf(block)));
  }
  for (const [type, inner] of Object.entries(schema.blocks)) {
    entries.push([type, decodeBlocks(body.blocks(type), inner, program, report)]);
  }
  return objectValue(entries);
}

function decodeArgument(argument: Argument, type: Type, program: Program, report: Report): Value {
  argument.diagnostics.forEach(report);
  try {
    return convert(argument.value, type);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const { attribute, place } = argument;
    const valuePlace =
      place && attribute ? { ...place, start: attribute.value.start, end: attribute.value.end } : place;
    const detail = `Inappropriate value for attribute "${argument.name}": ${error.describeWithPath(program)}.`;
    report(errorAt(valuePlace, "Incorrect attribute value type", detail));
    return unknownValue(type, `${argument.name} has a value of the wrong type`);
  }
}

function decodeBlocks(
  blocks: readonly NestedBlock[],
  schema: ConfigurationSchema,
  program: Program,
  report: Report,
): Value {
  const values: Value[] = [];
  for (const { body, because, diagnostics } of blocks) {
    diagnostics.forEach(report);
    if (!body) return unknownValue(dynamicType, because ?? "it isn't known how often the block repeats");
    values.push(decode(body, schema, program, report));
  }
  const [first] = values;
  return first ? tupleValue(values) : listValue(dynamicType, []);
}

function nameOf({ attribute, place }: Argument): SourceRange | null {
  return place && attribute ? { ...place, start: attribute.name.start, end: attribute.name.end } : place;
}

const typeOf = ({ type, place }: NestedBlock): SourceRange => ({ ...place, end: place.start + type.length });
