import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact, secretsOf } from "../../src/live/redact.ts";
import { testKeys } from "./test-keys.ts";

const keys = testKeys();

describe("what is shown of AWS's texts", () => {
  test.each([
    [
      "an ordinary text",
      "The security token included in the request is invalid.",
      "The security token included in the request is invalid.",
    ],
    ["a key id", `no such key ${keys.accessKeyId} here`, `no such key AKIA…${keys.accessKeyId.slice(-4)} here`],
    ["another key id", "key ASIAQEXAMPLEEXAMPLEX", "key ASIA…PLEX"],
    ["a role's ARN", "arn:aws:iam::111122223333:role/x", "arn:aws:iam::111122223333:role/x"],
    [
      "the header that STS quotes",
      "'x' not valid in Authorization header: 'AWS4-HMAC-SHA256 Credential=AKIA…",
      "'x' not valid in Authorization header",
    ],
  ])("%s", (_, text, shown) => {
    expect(redact(text, secretsOf(keys))).toBe(shown);
  });

  test("control characters and line breaks", () => {
    expect(redact("one\u001b[31m\r\ntwo\u202ethree\u2028four", [])).toBe("one [31m two three four");
  });

  test("swapped halves: neither the secret nor its pieces", () => {
    const swapped = { accessKeyId: keys.secretAccessKey, secretAccessKey: keys.accessKeyId };
    const [first = "", second = ""] = keys.secretAccessKey.split("/");
    const shown = redact(`got '${keys.secretAccessKey}/20260909', '${second}' after ${first}`, secretsOf(swapped));
    expect(shown).not.toContain(second);
    expect(shown).not.toContain(keys.secretAccessKey);
  });
});

test("no secret, whole or split where STS splits, survives in any text", () => {
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+");
  const secret = fc.string({ unit: fc.constantFrom(...letters), minLength: 40, maxLength: 40 });
  const around = fc.string({ unit: fc.constantFrom(" ", "'", ",", ".", "é") });
  fc.assert(
    fc.property(secret, around, around, fc.boolean(), (text, before, after, isEncoded) => {
      const shown = redact(before + (isEncoded ? encodeURIComponent(text) : text) + after, [text]);
      const pieces = text.split(/[/+]/).filter(({ length }) => length >= 5);
      for (const piece of [text, ...pieces]) expect(shown).not.toContain(piece);
      expect(shown.startsWith(before)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
