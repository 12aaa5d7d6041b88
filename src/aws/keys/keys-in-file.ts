import type { ParsedFile } from "../../hcl/ast.ts";
import { findKeys, type FoundKey } from "./find-keys.ts";
import { standIn, type StandIn } from "./stand-in.ts";
import { surroundingsOf } from "./surroundings.ts";

/** A credential of AWS somewhere in a file of configuration. */
export interface KeyInFile extends FoundKey {
  /** What it is if it is no credential. */
  readonly standIn: StandIn | null;
  /** Where it stands, in the words of people: `user_data of aws_instance.web`. */
  readonly place: string;
}

/**
 * All credentials of AWS in the text of a file: in its literals, heredocs, comments and names. What only looks like a key
 * because somebody wrote `AKIAXXXXXXXXXXXXXXXX` is left out: nothing waits for it.
 */
export function keysInFile(file: ParsedFile): KeyInFile[] {
  const found = findKeys(file.source, (offset) => surroundingsOf(file, offset).name);
  return found.flatMap((key) => {
    const kind = standIn(key.value);
    if (kind === "placeholder" || kind === "dummy") return [];
    return [{ ...key, standIn: kind, place: surroundingsOf(file, key.start).place }];
  });
}
