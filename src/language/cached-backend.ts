import { schemaOf } from "../aws/backend/schema.ts";
import type { Argument, Arguments } from "../aws/consumer.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import type { FilePlace, Place } from "../aws/place.ts";
import { argumentsOf } from "../aws/terraform-arguments.ts";
import { compareText } from "../values/text.ts";

/** An argument of a backend that an earlier `init` was told otherwise. */
export interface CachedDifference {
  /** `profile`, `assume_role.role_arn`. */
  readonly name: string;
  readonly here: string;
  /** What init settled on; `null`: it wasn't set. */
  readonly there: string | null;
  readonly places: readonly Place[];
  /** Where that stands. */
  readonly cachedPlace: FilePlace | undefined;
}

/** What an earlier `init` settled on for a root module, and where that differs from its s3 backend. */
export interface CachedDifferences {
  readonly program: "Terraform" | "OpenTofu";
  /** The command that settles it anew. */
  readonly init: "terraform init" | "tofu init";
  /** The type of the backend that init was told. */
  readonly type: string;
  /** `.terraform/terraform.tfstate:9` */
  readonly file: string;
  /** In the order of the source; arguments that only the earlier init knows may have come by `-backend-config`. */
  readonly differences: readonly CachedDifference[];
}

/** `null`: there was no init here, or nobody looks (a run without the environment). */
export function cachedDifferences({ consumer, module }: PlacedConsumer): CachedDifferences | null {
  const cached = module.root.cachedBackend;
  if (!cached || consumer.kind !== "backend") return null;
  const { place, ...body } = argumentsOf(cached.body);
  const known = schemaOf(consumer.program);
  const there = new Map(flattened(body.attributes));
  const differences = flattened(consumer.arguments.attributes).flatMap(([name, argument]): CachedDifference[] => {
    const here = textOf(argument);
    const earlier = there.get(name);
    const text = earlier ? textOf(earlier) : null;
    if (here === null || here === text || !known.has(name.split(".", 1)[0] ?? "")) return [];
    return [{ name, here, there: text, places: argument.places, cachedPlace: earlier?.places.find(isInFile) }];
  });
  const at = differences.find(({ cachedPlace }) => cachedPlace)?.cachedPlace ?? place;
  const file = cached.file.fileName.split(/[\\/]/u).slice(-2).join("/");
  return {
    ...(consumer.program.name === "terraform"
      ? { program: "Terraform", init: "terraform init" }
      : { program: "OpenTofu", init: "tofu init" }),
    type: cached.type,
    file: at?.kind === "file" ? `${file}:${at.line}` : file,
    differences,
  };
}

const isInFile = (place: Place): place is FilePlace => place.kind === "file";

/** The arguments, those of nested objects as `object.name`. */
function flattened(attributes: Arguments["attributes"], prefix = ""): (readonly [name: string, argument: Argument])[] {
  return Array.from(attributes).flatMap(([name, argument]) => {
    const isObject = argument.known && typeof argument.value === "object" && !Array.isArray(argument.value);
    return isObject && argument.value !== null
      ? flattened(new Map(Object.entries(argument.value)), `${prefix}${name}.`)
      : [[`${prefix}${name}`, argument] as const];
  });
}

/** A value as a text that can be compared, whatever type it is written as; `null`: not set, or not known. */
function textOf(argument: Argument): string | null {
  if (!argument.known || argument.value === null || argument.value === "") return null;
  if (typeof argument.value !== "object") return String(argument.value);
  const elements = argument.value as readonly Argument[];
  const texts = elements.map(textOf);
  return texts.includes(null) ? null : [...new Set(texts.map(String))].sort(compareText).join(", ");
}
