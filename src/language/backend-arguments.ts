import { schemaOf } from "../aws/backend/schema.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Schema } from "../aws/schema/argument-schema.ts";
import type { Block, Expression } from "../hcl/ast.ts";
import type { Program } from "../values/scope.ts";
import { parseConstraint, type Constraint } from "../versions/constraint.ts";
import type { UsedArgument } from "./provider-arguments.ts";
import type { Services } from "./services.ts";
import { attributeOf, literalText } from "./written-constraint.ts";

/** What a `backend "s3"` block uses, as it is written; `isIn` asks about releases of the program. */
export function usedBackendArguments(block: Block, program: Program): readonly UsedArgument[] {
  const schemas = new Map<string, Schema>();
  const schema = (version: string): Schema => {
    const known = schemas.get(version) ?? schemaOf({ name: program, version });
    schemas.set(version, known);
    return known;
  };
  return block.body.items.flatMap((item) => {
    if (item.type !== "Attribute") return [];
    const { text: name, start, end } = item.name;
    const argument = { name, start, end, isIn: (version: string) => schema(version).has(name) };
    return [argument, ...nestedKeys(item.value, name, (version) => schema(version).get(name)?.shape)];
  });
}

/** Whether the oldest release that may run has an argument of the s3 backend: a newer one that may run as well has it, too. */
export function oldestHas({ consumer, version }: PlacedConsumer, argument: string): boolean {
  if (consumer.kind !== "backend" && consumer.kind !== "remote-state") return false;
  return schemaOf({ ...consumer.program, version: version.oldest }).has(argument);
}

/** The keys of `assume_role = {…}` and its like. */
function nestedKeys(value: Expression, path: string, shapeAt: (version: string) => unknown): readonly UsedArgument[] {
  if (value.type !== "ObjectConstructor") return [];
  return value.items.flatMap(({ key }) => {
    const name = key.bareName ?? literalText(key.expression);
    if (name === null) return [];
    const isIn = (version: string): boolean => {
      const shape = shapeAt(version);
      return shape instanceof Map && shape.has(name);
    };
    return [{ name: `${path}.${name}`, start: key.start, end: key.end, isIn }];
  });
}

/** All `required_version` constraints of the module at once; `null` when it has none that is valid. */
export function requiredCore(own: Block, { modules }: Services): Constraint | null {
  const blocks = new Set([own]);
  for (const { body } of modules[0]?.files ?? []) {
    for (const item of body.items) if (item.type === "Block" && item.kind.text === "terraform") blocks.add(item);
  }
  const constraints = [...blocks].flatMap((block) => {
    const attribute = attributeOf(block, "required_version");
    const text = attribute ? literalText(attribute.value) : null;
    const constraint = text === null ? null : parseConstraint(text, "core");
    return constraint?.valid ? [constraint] : [];
  });
  if (constraints.length === 0) return null;
  return {
    valid: true,
    dialect: "core",
    text: constraints.map(({ text }) => text).join(", "),
    terms: constraints.flatMap(({ terms }) => terms),
  };
}
