import type { Argument, Arguments } from "../consumer.ts";
import { nameSuggestion } from "../../hcl/name-suggestion.ts";
import { quote } from "../go.ts";
import type { Place } from "../place.ts";
import { convert, Mismatch } from "../schema/convert.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { has } from "./release.ts";
import type { Program, Spans } from "./release.ts";
import { isPrimitive, type Schema, type Shape } from "../schema/argument-schema.ts";
import type { Setting, Settings } from "../schema/settings.ts";

/** cty 1.16.3 is inside. */
const mismatchNamesGiven: Spans = { terraform: ["1.13.0"], opentofu: ["1.10.0"] };

/** Reads the options of `init` against the schema. After an error the program doesn't look at the block. */
export function decodeOptions(body: Arguments, schema: Schema, program: Program, diagnostics: Diagnostics): Settings {
  return decodeAttributes(body, fromFlag, schema, program, diagnostics);
}

/** Reads the block itself, with the errors of `hcldec`. After an error the program doesn't look at the values. */
export function decodeBlock(body: Arguments, schema: Schema, program: Program, diagnostics: Diagnostics): Settings {
  const settings = decodeAttributes(body, (places) => !fromFlag(places), schema, program, diagnostics);
  for (const { kind, place } of body.blocks) {
    const remedy = schema.has(kind)
      ? ` Did you mean to define argument ${quote(kind)}? If so, use the equals sign to assign it a value.`
      : "";
    const detail = `Blocks of type ${quote(kind)} are not expected here.${remedy}`;
    diagnostics.error("schema", "Unsupported block type", detail, place ? [place] : []);
  }
  return settings;
}

function decodeAttributes(
  body: Arguments,
  isMeant: (places: readonly Place[]) => boolean,
  schema: Schema,
  program: Program,
  diagnostics: Diagnostics,
): Settings {
  const settings = new Map<string, Setting>();
  for (const [name, argument] of body.attributes) {
    if (!isMeant(argument.places)) continue;
    const entry = schema.get(name);
    if (!entry) {
      unsupported(name, argument.places, body, schema, diagnostics);
      continue;
    }
    const setting = convert(argument, entry.shape, has(program, mismatchNamesGiven));
    if (setting instanceof Mismatch) mismatched(name, argument, entry.shape, setting, diagnostics);
    else if (setting) settings.set(name, setting);
  }
  return settings;
}

/** Reads the `config` object of `terraform_remote_state`, which `configschema` coerces: the first problem ends it. */
export function coerceConfig(body: Arguments, schema: Schema, program: Program, diagnostics: Diagnostics): Settings {
  const settings = new Map<string, Setting>();
  const invalid = (problem: string, places: readonly Place[]): Settings => {
    const detail = `The given configuration is not valid for backend "s3": ${problem}.`;
    diagnostics.error("schema", "Invalid backend configuration", detail, places);
    return settings;
  };
  for (const [name, { places }] of body.attributes) {
    if (!schema.has(name)) return invalid(`unexpected attribute ${quote(name)}`, places);
  }
  for (const name of ["bucket", "key"]) {
    if (!body.attributes.has(name))
      return invalid(`attribute ${quote(name)} is required`, body.place ? [body.place] : []);
  }
  for (const [name, argument] of body.attributes) {
    const shape = schema.get(name)?.shape ?? "string";
    const setting = convert(argument, shape, has(program, mismatchNamesGiven));
    if (setting instanceof Mismatch) return invalid(`.${name}: ${setting.message}`, argument.places);
    if (setting) settings.set(name, setting);
  }
  return settings;
}

function mismatched(
  name: string,
  argument: Argument,
  shape: Shape,
  { message }: Mismatch,
  diagnostics: Diagnostics,
): void {
  const { places } = argument;
  // Only the text of a primitive is converted where the flag is read.
  if (fromFlag(places) && isPrimitive(shape) && argument.known && typeof argument.value === "string") {
    const flag = `-backend-config=${quote(`${name}=${argument.value}`)}`;
    const detail = `Invalid backend configuration argument ${flag}: ${message}`;
    diagnostics.error("schema", "Invalid backend configuration value", detail, places);
  } else {
    const detail = `Inappropriate value for attribute ${quote(name)}: ${message}.`;
    diagnostics.error("schema", "Incorrect attribute value type", detail, places);
  }
}

function unsupported(
  name: string,
  places: readonly Place[],
  { attributes }: Arguments,
  schema: Schema,
  diagnostics: Diagnostics,
): void {
  if (fromFlag(places)) {
    const detail = `The backend configuration argument ${quote(name)} given on the command line is not expected for the selected backend type.`;
    diagnostics.error("schema", "Invalid backend configuration argument", detail, places);
    return;
  }
  const json = places.some((place) => place.kind === "file" && place.path.endsWith(".json"));
  const unset = [...schema.keys()].filter((other) => !attributes.has(other)).sort();
  const suggestion = nameSuggestion(name, unset);
  const remedy = suggestion === null ? "" : ` Did you mean ${quote(suggestion)}?`;
  if (json) {
    const detail = `No argument or block type is named ${quote(name)}.${remedy}`;
    diagnostics.error("schema", "Extraneous JSON object property", detail, places);
  } else {
    const detail = `An argument named ${quote(name)} is not expected here.${remedy}`;
    diagnostics.error("schema", "Unsupported argument", detail, places);
  }
}

const fromFlag = (places: readonly Place[]): boolean => places[0]?.kind === "flag";
