import { isSensitive, stringValue } from "../construct.ts";
import { FunctionError, type Functions, type FunctionSpec } from "../function.ts";
import type { Scope } from "../scope.ts";
import { utf8 } from "../text.ts";
import { stringType } from "../type.ts";
import { string, textOf } from "./arguments.ts";
import { encodeBase64 } from "./base64.ts";

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Name of the function → what it makes of bytes. With `file` before the name it is a function of a file's content. */
export const hashFunctionsOf: Readonly<Record<string, (bytes: Uint8Array, scope: Scope) => string>> = {
  md5: (bytes, { libraries }) => hexadecimal(libraries.legacyHashes.md5(bytes)),
  sha1: (bytes, { libraries }) => hexadecimal(libraries.legacyHashes.sha1(bytes)),
  sha256: (bytes, { libraries }) => hexadecimal(libraries.sha2.sha256(bytes)),
  sha512: (bytes, { libraries }) => hexadecimal(libraries.sha2.sha512(bytes)),
  base64sha256: (bytes, { libraries }) => encodeBase64(libraries.sha2.sha256(bytes)),
  base64sha512: (bytes, { libraries }) => encodeBase64(libraries.sha2.sha512(bytes)),
};

const ofText = (hash: (bytes: Uint8Array, scope: Scope) => string): FunctionSpec => ({
  parameters: [string("str")],
  type: stringType,
  run: ([text], { scope }) => stringValue(hash(utf8(textOf(text)), scope)),
});

/** The namespaces that RFC 4122 names. */
const namespaces: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

function parseUuid(text: string): Uint8Array | string {
  const forms = [
    /^(?:urn:uuid:)?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i,
    /^\{(.{36})\}$/,
    /^([0-9a-f]{32})$/i,
  ];
  const lengths = [32, 36, 38, 45];
  const { length } = utf8(text);
  if (!lengths.includes(length)) return `invalid UUID length: ${length}`;
  const digits = forms
    .map((form) => form.exec(text)?.[1])
    .find((found) => found !== undefined)
    ?.replaceAll("-", "");
  if (digits === undefined || !/^[0-9a-f]{32}$/i.test(digits)) return "invalid UUID format";
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export const hashFunctions: Functions = {
  ...Object.fromEntries(Object.entries(hashFunctionsOf).map(([name, hash]) => [name, ofText(hash)])),
  uuidv5: {
    parameters: [string("namespace"), string("name")],
    type: stringType,
    run([space, name], { scope }) {
      const given = textOf(space);
      const bytes = parseUuid(namespaces[given] ?? given);
      if (typeof bytes === "string") {
        const shown = space && isSensitive(space) ? "(sensitive value)" : given;
        throw new FunctionError(`uuidv5() doesn't support namespace ${shown} (${bytes})`);
      }
      const digest = scope.libraries.legacyHashes.sha1(new Uint8Array([...bytes, ...utf8(textOf(name))]));
      const marked = digest.slice(0, 16);
      marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x50;
      marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
      return stringValue(hexadecimal(marked).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
    },
  },
};
