import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exclusions } from "./exclusions.ts";
import { runConformance } from "./run.ts";

const data = path.join(import.meta.dirname, "data");

describe("conformance", () => {
  it("excludes no more cases than this", () => {
    expect(Object.keys(exclusions)).toHaveLength(1);
  });

  for (const file of readdirSync(data)) {
    it(`measured cases: ${file}`, () => {
      expect(runConformance(path.join(data, file)).failures).toEqual([]);
    });
  }
});
