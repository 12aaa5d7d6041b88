import { maskKeyId } from "../aws/keys/access-key.ts";
import type { KeyPair } from "./sts.ts";

/**
 * A text of AWS's, as it may be shown. STS quotes what it can't read, and with swapped or mangled keys that is the secret:
 * whole values go, and so do their pieces, since STS splits them at blanks, slashes and commas. Key ids are masked. It is one line
 * without control characters: whoever plays AWS doesn't write on the terminal.
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let shown = text;
  for (const piece of piecesOf(secrets)) shown = shown.replaceAll(piece, "…");
  return shown
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/Authorization header: .*$/gs, "Authorization header")
    .replaceAll(/\bA(?:[KSB]I|CC)A[A-Z0-9]{12,}\b/g, (id) => maskKeyId(id));
}

/** A shorter piece tells nothing, and may be a word of the sentence. */
const shortest = 5;

function piecesOf(secrets: readonly (string | undefined)[]): string[] {
  const pieces = secrets
    .filter((secret) => secret !== undefined)
    .flatMap((secret) => [secret, encodeURIComponent(secret), ...secret.split(/[\s/,=+]+/)])
    .filter((piece) => piece.length >= shortest);
  return [...new Set(pieces)].sort((a, b) => b.length - a.length);
}

/** What must not be seen of a pair: everything but a well-formed key id, which is masked by its shape. */
export function secretsOf(keys: KeyPair | null): (string | undefined)[] {
  if (!keys) return [];
  const isKeyId = maskKeyId(keys.accessKeyId).length > 5;
  return [keys.secretAccessKey, keys.sessionToken, ...(isKeyId ? [] : [keys.accessKeyId])];
}
