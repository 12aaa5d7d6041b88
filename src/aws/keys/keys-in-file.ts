import type { ParsedFile } from "../../hcl/ast.ts";
import { accessKeyKind } from "./access-key.ts";
import { findKeys, type FoundKey } from "./find-keys.ts";
import type { KeyPair } from "./secret-sources.ts";
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

/** How far the parts of one key may be apart. */
const reach = 400;

/**
 * The key that the secret at a place of a list makes with its neighbours: the id before it, else the one after it, and the
 * session token between or beside them when the id is a temporary one's.
 */
export function pairAt(index: number, keys: readonly KeyInFile[]): KeyPair | null {
  const secret = keys[index];
  if (secret?.shape !== "secret-access-key" || secret.standIn !== null) return null;
  const around = [keys[index - 1], keys[index - 2], keys[index + 1], keys[index + 2]].filter(
    (key) => key?.standIn === null && distance(key, secret) <= reach,
  );
  const id = around.find((key) => key?.shape === "access-key-id");
  if (!id) return null;
  const pair = { accessKeyId: id.value, secretAccessKey: secret.value };
  const token = accessKeyKind(id.value) === "temporary" && around.find((key) => key?.shape === "session-token");
  return token ? { ...pair, sessionToken: token.value } : pair;
}

function distance(a: KeyInFile, b: KeyInFile): number {
  return Math.max(a.start - b.end, b.start - a.end);
}
