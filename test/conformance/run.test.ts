import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exclusions } from "./exclusions.ts";
import { runConformance } from "./run.ts";

const data = path.join(import.meta.dirname, "data");

/** Measured already, but the part of the program that could answer is not there yet. */
const waiting = ["chain-backend.json"];

describe("conformance", () => {
  it("excludes no more cases than this", () => {
    expect(Object.keys(exclusions)).toHaveLength(1);
  });

  it.each(waiting)("%s has no runner yet", (file) => {
    expect(() => runConformance(path.join(data, file))).toThrow("no known kind");
  });

  for (const file of readdirSync(data).filter((name) => !waiting.includes(name))) {
    it(`measured cases: ${file}`, () => {
      expect(runConformance(path.join(data, file)).failures).toEqual([]);
    });
  }
});
