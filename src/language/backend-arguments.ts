import { schemaOf } from "../aws/backend/schema.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Schema } from "../aws/schema/argument-schema.ts";
import type { Block, Expression } from "../hcl/ast.ts";
import type { Program } from "../values/scope.ts";
import type { Constraint } from "../versions/constraint.ts";
import { mergeConstraints } from "../versions/selection.ts";
import { coreConstraint, coreDemandsOf } from "./core-versions.ts";
import type { UsedArgument } from "./provider-arguments.ts";
import { rootsOf } from "./required-provider.ts";
import type { Services } from "./services.ts";
import { literalText } from "./written-constraint.ts";

/** What a `backend "s3"` block uses, as it is written; `isIn` asks about releases of the program. */
export function usedBackendArguments(block: Block, program: Program): readonly UsedArgument[] {
  const schema = (version: string): Schema => schemaOf({ name: program, version });
  return block.body.items.flatMap((item) => {
    if (item.type !== "Attribute") return [];
    const { text: name, start, end } = item.name;
    const refusal = "Unsupported argument";
    const argument = { name, start, end, refusal, isIn: (version: string) => schema(version).has(name) };
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
    return [{ name: `${path}.${name}`, start: key.start, end: key.end, refusal: "Unsupported attribute", isIn }];
  });
}

/** All `required_version` constraints of the configuration at once; `null` when it has none that is valid. */
export function requiredCore(own: Block, services: Services): Constraint | null {
  const demands = rootsOf(services).slice(0, 1).flatMap(coreDemandsOf);
  const constraints = [coreConstraint(own), ...demands.filter(({ block }) => block !== own)];
  const valid = constraints.flatMap((demand) => (demand ? [demand.constraint] : []));
  return valid.length > 0 ? mergeConstraints(valid) : null;
}
