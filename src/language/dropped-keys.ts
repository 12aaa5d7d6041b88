import { schemaOf } from "../aws/backend/schema.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Place } from "../aws/place.ts";
import type { Schema } from "../aws/schema/argument-schema.ts";
import { nameSuggestion } from "../hcl/name-suggestion.ts";
import type { Services } from "./services.ts";

/** A key inside an object of an s3 backend (`assume_role = {…}`) that no release of the program has: it is dropped without a word. */
export interface DroppedKey {
  /** `assume_role`, `endpoints`, … */
  readonly object: string;
  readonly name: string;
  /** What the object may hold. */
  readonly known: readonly string[];
  /** The backend itself has an argument of this name. */
  readonly isArgument: boolean;
  /** The key that it looks like; `null`: none. */
  readonly nearest: string | null;
  readonly places: readonly Place[];
}

/** The dropped keys of a backend or a remote state, in the order of the source. Those of other releases are a question of versions. */
export function droppedKeys({ consumer }: PlacedConsumer, services: Services): readonly DroppedKey[] {
  if (consumer.kind !== "backend" && consumer.kind !== "remote-state") return [];
  const { program } = consumer;
  const schema = schemaOf(program);
  return Array.from(consumer.arguments.attributes).flatMap(([object, argument]) => {
    const keys = keysOf(schema, object);
    if (!keys || !argument.known || argument.value === null || typeof argument.value !== "object") return [];
    if (Array.isArray(argument.value)) return [];
    return Object.entries(argument.value).flatMap(([name, { places }]): DroppedKey[] => {
      const isKnown = keys.has(name) || isInOtherRelease(program.name, object, name, services);
      const known = [...keys.keys()];
      // Names of services are so short that half of them look alike.
      const nearest = name.length > 4 ? nameSuggestion(name, known) : null;
      return isKnown ? [] : [{ object, name, known, isArgument: schema.has(name), nearest, places }];
    });
  });
}

function isInOtherRelease(name: "terraform" | "opentofu", object: string, key: string, services: Services): boolean {
  const releases = services.releases(name)?.releases ?? [];
  return releases.some(({ text }) => keysOf(schemaOf({ name, version: text }), object)?.has(key));
}

function keysOf(schema: Schema, object: string): Schema | null {
  const shape = schema.get(object)?.shape;
  return shape instanceof Map ? (shape as Schema) : null;
}
