import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBotocore } from "../../../src/aws/shared-config/botocore.ts";
import { parseGoV1 } from "../../../src/aws/shared-config/go-v1.ts";
import { parseGoV2 } from "../../../src/aws/shared-config/go-v2.ts";
import type { Section } from "../../../src/aws/shared-config/section.ts";
import { answer, cli, provider } from "../situation.ts";

type Parsed = ReadonlyMap<string, Section> | { readonly error: string };

const readers: readonly ((text: string) => Parsed)[] = [
  (text) => parseGoV2(text, "f", { backslashEscapes: true, indentedKeys: true }),
  (text) => parseGoV2(text, "f", { backslashEscapes: false, indentedKeys: false }),
  (text) => parseGoV1(text, "f", { lowerCaseKeys: true, repeatedSection: "continues" }),
  (text) => parseBotocore(text, "f"),
];

/** Text that is nearly a shared file. */
const piece = fc.constantFrom(
  "[",
  "]",
  "=",
  ":",
  "#",
  ";",
  " ",
  "\t",
  "\n",
  "\r\n",
  "\r",
  '"',
  "'",
  "\\",
  ",",
  "\uFEFF",
  "[a]\n",
  "[profile b]\n",
  "x = 1\n",
  "  y = 2\n",
  "source_profile = b\n",
  "role_arn = r\n",
  "ä",
  "\u0000",
  "💥",
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

describe("whatever a shared file holds", () => {
  it("no reader throws, and every place is inside the file", () => {
    fc.assert(
      fc.property(text, (source) => {
        const length = source.replace(/^\uFEFF/, "").length;
        for (const read of readers) {
          const parsed = read(source);
          if ("error" in parsed) continue;
          for (const { place, settings } of parsed.values()) {
            for (const { range } of [place, ...[...settings.values()].map((setting) => setting.place)]) {
              expect(range.start).toBeLessThanOrEqual(range.end);
              expect(range.start).toBeGreaterThanOrEqual(0);
              expect(range.end).toBeLessThanOrEqual(length);
            }
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("no trace throws", () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom("a", "b", "default"), (config, credentials, profile) => {
        const situation = { config, credentials, arguments: { profile } };
        for (const trace of [
          provider(situation),
          provider({ ...situation, version: "4.0.0" }),
          provider({ ...situation, version: "3.76.1" }),
          cli(situation),
        ]) {
          expect(answer(trace)).not.toBe("");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("a long chain of source profiles ends", () => {
    const count = 2000;
    const config = Array.from(
      { length: count },
      (_, at) => `[profile p${at}]\nrole_arn = arn:aws:iam::111122223333:role/r${at}\nsource_profile = p${at + 1}\n`,
    ).join("");
    const situation = { config, arguments: { profile: "p0" } };
    expect(answer(provider(situation))).toMatch(/^error: failed to load assume role/);
    expect(answer(cli(situation))).toMatch(/^error: The source_profile/);
  });

  it("a megabyte in one line takes no time to speak of", () => {
    const line = " ".repeat(500_000) + "x".repeat(500_000);
    const started = performance.now();
    for (const read of readers) read(`[a]\n${line}\nkey = ${line}\n`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
