import { nameSuggestion } from "../../hcl/name-suggestion.ts";
import { convert, Mismatch } from "./convert.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Schema } from "./argument-schema.ts";
import type { Setting, Settings } from "./settings.ts";
import type { Arguments } from "../consumer.ts";
import type { Place } from "../place.ts";

/** What a block may hold, as far as Terraform's core checks it. */
export interface BlockSchema {
  readonly attributes: Schema;
  readonly blocks: ReadonlyMap<string, NestedSchema>;
  /** It may also hold arguments that aren't in the list (`endpoints`). */
  readonly open?: boolean;
}

export interface NestedSchema {
  readonly content: BlockSchema;
  /** `null`: any number. */
  readonly most: number | null;
}

/** A block after conversion to the schema's types. */
export interface Block {
  readonly settings: Settings;
  readonly blocks: readonly NestedBlock[];
  readonly where: readonly Place[];
}

export interface NestedBlock extends Block {
  readonly kind: string;
  /** Why it isn't known what is in it, or whether it is there at all; `null` when it is. */
  readonly unknown: string | null;
}

/** Reads a block against the schema of a provider, with the errors of Terraform's core. */
export function checkBlock(block: Arguments, schema: BlockSchema, diagnostics: Diagnostics): Block {
  return {
    settings: attributesOf(block, schema, diagnostics),
    blocks: blocksOf(block, schema, diagnostics),
    where: block.place ? [block.place] : [],
  };
}

function attributesOf(block: Arguments, schema: BlockSchema, diagnostics: Diagnostics): Settings {
  const settings = new Map<string, Setting>();
  const unset = [...schema.attributes.keys()].filter((name) => !block.attributes.has(name)).sort();
  for (const [name, argument] of block.attributes) {
    const entry = schema.attributes.get(name);
    if (!entry && schema.open !== true) {
      const near = nameSuggestion(name, unset);
      const isBlock = schema.blocks.has(name) ? ` Did you mean to define a block of type "${name}"?` : "";
      const detail = `An argument named "${name}" is not expected here.${near === null ? isBlock : ` Did you mean "${near}"?`}`;
      diagnostics.error("schema", "Unsupported argument", detail, argument.places);
      continue;
    }
    const setting = convert(argument, entry?.shape ?? "string", true);
    if (setting instanceof Mismatch) {
      const detail = `Inappropriate value for attribute "${name}": ${setting.message}.`;
      diagnostics.error("schema", "Incorrect attribute value type", detail, argument.places);
    } else if (setting) settings.set(name, setting);
  }
  return settings;
}

function blocksOf(block: Arguments, schema: BlockSchema, diagnostics: Diagnostics): NestedBlock[] {
  const blocks: NestedBlock[] = [];
  const counts = new Map<string, number>();
  for (const { kind, arguments: content, because, place } of block.blocks) {
    const where = place ? [place] : [];
    const nested = schema.blocks.get(kind);
    if (!nested) {
      const near = nameSuggestion(kind, [...schema.blocks.keys()].sort());
      const isAttribute = schema.attributes.has(kind)
        ? ` Did you mean to define argument "${kind}"? If so, use the equals sign to assign it a value.`
        : "";
      const detail = `Blocks of type "${kind}" are not expected here.${near === null ? isAttribute : ` Did you mean "${near}"?`}`;
      diagnostics.error("schema", "Unsupported block type", detail, where);
      continue;
    }
    if (content) blocks.push({ ...checkBlock(content, nested.content, diagnostics), kind, where, unknown: null });
    else blocks.push({ kind, settings: new Map(), blocks: [], where, unknown: because ?? "its content isn't known" });
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (nested.most !== null && count === nested.most + 1) {
      const detail = `No more than ${nested.most} "${kind}" blocks are allowed`;
      diagnostics.error("schema", `Too many ${kind} blocks`, detail, where);
    }
  }
  return blocks;
}
