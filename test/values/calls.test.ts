import { describe, expect, it } from "vitest";
import { memoryMachine } from "../../src/machine/memory.ts";
import cases from "../conformance/data/hcl-functions.json" with { type: "json" };
import { evaluateText } from "./scopes.ts";

/** Every function that the measured cases call. */
const names = [...new Set(JSON.stringify(cases).match(/\b[a-z][a-z0-9_]+(?=\()/gu))];
/** With nulls in all places where one may hide. */
const values = ["null", '["a", null]', '{ a = "x", b = null }', "[[null]]", "[]", "1", '"x"', "toset([null])"];
const machine = memoryMachine({ files: {} });

describe("a call", () => {
  it.each(["terraform", "opentofu"] as const)("gives a value or an error of %s, whatever it is given", (program) => {
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) {
      for (const first of values) {
        for (const call of [
          first,
          `${first}...`,
          ...values.flatMap((second) => [`${first}, ${second}`, `${first}, ${second}, null`]),
        ]) {
          expect(() => evaluateText(`${name}(${call})`, { machine, program })).not.toThrow();
        }
      }
    }
  });
});
