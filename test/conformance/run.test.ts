import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exclusions } from "./exclusions.ts";
import { kinds } from "./kinds.ts";
import { runConformance } from "./run.ts";

const data = path.join(import.meta.dirname, "data");

describe("conformance", () => {
  it("excludes no more cases than this", () => {
    expect(Object.keys(exclusions)).toHaveLength(0);
  });

  for (const file of kinds.length === 0 ? [] : readdirSync(data)) {
    it(`measured cases: ${file}`, () => {
      expect(runConformance(path.join(data, file)).failures).toEqual([]);
    });
  }
});
