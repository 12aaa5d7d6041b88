import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accessKeyKind, accountOf, maskKeyId } from "../../../src/aws/keys/access-key.ts";

describe("accessKeyKind", () => {
  it.each([
    ["AKIAWCX2KB7BFDCZCGUT", "long-term"],
    ["ASIAY34FZKBOKMUTVV7A", "temporary"],
    ["ABIAWCX2KB7BFDCZCGUT", "service-bearer"],
    ["ACCAWCX2KB7BFDCZCGUT", "context-specific"],
    ["AKIAIOSFODNN7EXAMPLE", "long-term"],
  ])("%s is a %s key", (id, kind) => {
    expect(accessKeyKind(id)).toBe(kind);
  });

  it.each(["AIDA", "AROA", "AIPA", "ANPA", "ANVA", "AGPA", "APKA", "ASCA"])("%s names a thing, not a key", (prefix) => {
    expect(accessKeyKind(`${prefix}WCX2KB7BFDCZCGUT`)).toBeNull();
  });

  it.each([
    ["too short", "AKIAWCX2KB7BFDCZCGU"],
    ["too long", "AKIAWCX2KB7BFDCZCGUTA"],
    ["a digit that base32 lacks", "AKIAWCX2KB8BFDCZCGUT"],
    ["lower case", "akiawcx2kb7bfdczcgut"],
    ["text around it", " AKIAWCX2KB7BFDCZCGUT"],
    ["a comment glued to it", "AKIAWCX2KB7BFDCZCGUT#mine"],
    ["nothing", ""],
  ])("refuses %s", (_what, id) => {
    expect(accessKeyKind(id)).toBeNull();
  });
});

describe("accountOf", () => {
  it.each([
    ["ASIAY34FZKBOKMUTVV7A", "609629065308"],
    ["ASIAQNZGKIQY56JQ7WML", "029608264753"],
    ["AKIASP2TPHJSQH3FJRUX", "171436882533"],
    ["AKIAYVP4CIPPAAAAAAAA", "595918472158"],
    ["AKIA6REN7TEEIZGCT4JH", "998877665544"],
    ["AKIAVA7ARN7ZLLJ7IGE6", "345678901234"],
    ["AKIAQAQXFO33RW2H3VCO", "001122334455"],
  ])("%s belongs to %s", (id, account) => {
    expect(accountOf(id)).toBe(account);
  });

  it.each([
    ["an id of the old generation", "AKIAIOSFODNN7EXAMPLE"],
    ["a number with thirteen digits", "AKIA777777777AAAAAAA"],
    ["something that is no key", "AROAY34FZKBOKMUTVV7A"],
  ])("does not guess for %s", (_what, id) => {
    expect(accountOf(id)).toBeNull();
  });

  it("reads back every account that AWS could have written", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    fc.assert(
      fc.property(fc.bigInt(0n, 999_999_999_999n), fc.bigInt(0n, (1n << 39n) - 1n), (account, rest) => {
        let bits = (1n << 79n) | (account << 39n) | rest;
        let body = "";
        for (let i = 0; i < 16; i++, bits >>= 5n) body = letters.charAt(Number(bits & 31n)) + body;
        expect(accountOf(`AKIA${body}`)).toBe(account.toString().padStart(12, "0"));
      }),
    );
  });
});

describe("maskKeyId", () => {
  it.each([
    ["AKIAWCX2KB7BFDCZCGUT", "AKIA…CGUT"],
    ["AROAWCX2KB7BFDCZCGUT", "AROA…CGUT"],
    ["AKIAWCX2KB8BFDCZ", "AKIA…FDCZ"],
    ["AKIAWCX2KB7BFDCZCGUT#mine", "AKIA…"],
    ["ASIASHORT", "ASIA…"],
    ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "…"],
    ["hunter2", "…"],
    ["", "…"],
  ])("shows %j as %j", (id, shown) => {
    expect(maskKeyId(id)).toBe(shown);
  });

  it("never shows more than eight characters of anything", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(maskKeyId(text).length).toBeLessThanOrEqual(9);
      }),
    );
  });
});
