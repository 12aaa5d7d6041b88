import type { Range } from "../../hcl/ast.ts";
import { isNameOf, isNamedBefore } from "./credential-names.ts";
import { embeddedText } from "./embedded-text.ts";
import { runs } from "./runs.ts";
import { looksRandom, secretLength } from "./secret-shape.ts";
import { standIn } from "./stand-in.ts";

export type KeyShape = "access-key-id" | "secret-access-key" | "session-token" | "bedrock-api-key";

/** A credential of AWS in a piece of text. */
export interface FoundKey extends Range {
  readonly shape: KeyShape;
  /** The credential itself: for classification and live mode only, never for output. */
  readonly value: string;
  /** How it stands in the text. */
  readonly encoding: "plain" | "base64";
}

/**
 * The name that the surroundings of an offset give to what stands there — an argument, an object key, a block's label —
 * when the text right before it does not.
 */
export type NameAt = (offset: number) => string | null;

const keyIdLength = 20;
const keyId = /(?<![A-Za-z0-9])A(?:[KSB]I|CC)A[A-Z2-7]{16}(?![A-Za-z0-9])/gu;

/** How far from a key id forty random characters are taken for its secret. */
const neighbourhood = 400;

const shortestToken = 100;
/** Decoded, a session token begins with a byte, a line feed, and one of these names after its length. */
const tokenIssuers = ["\u0009origin_ec", "\u0006er/aws", "\u0003aws"];

/** Long-term keys of Bedrock; short-term ones are a prefix and a signed request whose base64 begins with the service's address. */
const bedrockKey = /^ABSK[A-Za-z0-9+/]{109,269}$/u;
const bedrockSession = "bedrock-api-key-";
const bedrockAddress = "YmVkcm9jay5hbWF6b25hd3MuY29t";

/**
 * Finds access key ids, their secrets, session tokens and Bedrock keys, in plain text and one level of base64.
 *
 * An id, a token and a Bedrock key are known by their shape. Forty characters are a secret only where a name or a key id
 * says so, and never a hash. Time is linear in the length of the text, and most of it is skipped twenty characters at a time.
 */
export function findKeys(text: string, nameAt: NameAt = () => null): FoundKey[] {
  return find(text, nameAt, true);
}

function find(text: string, nameAt: NameAt, decodes: boolean): FoundKey[] {
  const found: FoundKey[] = [];
  const candidates: FoundKey[] = [];
  let decodedUntil = 0;
  for (const run of runs(text, keyIdLength)) {
    if (run.start < decodedUntil) continue;
    const named = (shape: "secret-access-key" | "session-token"): boolean =>
      isNamedBefore(shape, text, run.start) || isNameOf(shape, nameAt(run.start) ?? "");
    const key = wholeRun(text, run, named);
    if (key) {
      found.push(key);
      continue;
    }
    for (const id of idsIn(text, run)) found.push(id);
    const embedded = decodes ? embeddedText(text, run) : null;
    if (embedded) {
      decodedUntil = embedded.end;
      for (const inner of find(embedded.text, () => null, false)) {
        found.push({ ...inner, ...embedded.source(inner), encoding: "base64" });
      }
    } else if (looksRandom(text.slice(run.start, run.end))) {
      candidates.push(plain("secret-access-key", text, run));
    }
  }
  return [...found, ...nearAnId(candidates, found)].sort((a, b) => a.start - b.start);
}

/** The credential that a run of characters is as a whole. */
function wholeRun(
  text: string,
  run: Range,
  named: (shape: "secret-access-key" | "session-token") => boolean,
): FoundKey | null {
  const length = run.end - run.start;
  if (length === secretLength && named("secret-access-key") && mayBeSecret(text.slice(run.start, run.end))) {
    return plain("secret-access-key", text, run);
  }
  if (length < shortestToken) return null;
  const value = text.slice(run.start, run.end);
  const end = endOfPadding(text, run.end);
  if (bedrockKey.test(value)) return plain("bedrock-api-key", text, { start: run.start, end });
  if (value.startsWith(bedrockAddress) && text.startsWith(bedrockSession, run.start - bedrockSession.length)) {
    return plain("bedrock-api-key", text, { start: run.start - bedrockSession.length, end });
  }
  const isToken = beginsLikeToken(value) || (named("session-token") && !isHex(value));
  return isToken ? plain("session-token", text, { start: run.start, end }) : null;
}

function endOfPadding(text: string, end: number): number {
  return text.startsWith("==", end) ? end + 2 : text.startsWith("=", end) ? end + 1 : end;
}

function beginsLikeToken(value: string): boolean {
  const beginning = atob(value.slice(0, 24));
  return beginning.charAt(1) === "\n" && tokenIssuers.some((issuer) => beginning.startsWith(issuer, 2));
}

function idsIn(text: string, { start, end }: Range): FoundKey[] {
  return Array.from(text.slice(start, end).matchAll(keyId), ({ index }) =>
    plain("access-key-id", text, { start: start + index, end: start + index + keyIdLength }),
  );
}

/** A name makes forty characters a secret unless they are a hash or speak to the reader. */
function mayBeSecret(value: string): boolean {
  const kind = standIn(value);
  return !isHex(value) && (kind === null || kind === "example");
}

function isHex(value: string): boolean {
  return /^(?:[0-9a-f]+|[0-9A-F]+)$/u.test(value);
}

function nearAnId(candidates: readonly FoundKey[], found: readonly FoundKey[]): FoundKey[] {
  const ids = found.filter(
    ({ shape, encoding, value }) =>
      shape === "access-key-id" && encoding === "plain" && standIn(value) !== "placeholder",
  );
  let next = 0;
  return candidates.filter(({ start, end }) => {
    while ((ids[next]?.end ?? Infinity) < start - neighbourhood) next += 1;
    return (ids[next]?.start ?? Infinity) <= end + neighbourhood;
  });
}

function plain(shape: KeyShape, text: string, { start, end }: Range): FoundKey {
  return { shape, start, end, value: text.slice(start, end), encoding: "plain" };
}
