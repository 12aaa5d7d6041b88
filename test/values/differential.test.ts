import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Length } from "../../src/hcl/source-positions.ts";
import { isWhollyKnown, withoutMarksWithin } from "../../src/values/construct.ts";
import { toJson } from "../../src/values/functions/json.ts";
import { expressions } from "./expression-generator.ts";
import { evaluateText } from "./scopes.ts";
import { askTerraform, comparable, hasTerraform, type ProgramAnswer } from "./terraform-program.ts";

/** How many expressions to compare: few in each run, many when somebody asks for it. */
const count = Number(process.env.DIFFERENTIAL_EXPRESSIONS ?? 200);
const seed = Number(process.env.DIFFERENTIAL_SEED ?? 4);
const batch = 400;

function ours(source: string): ProgramAnswer | null {
  const { value, diagnostics } = evaluateText(source);
  if (diagnostics.length > 0) {
    return {
      errors: diagnostics.map(({ summary, detail, start, end }) => ({
        summary,
        detail: comparable(detail),
        start: utf8Length(source, 0, start),
        end: utf8Length(source, 0, Math.max(end, start + 1)),
      })),
    };
  }
  if (!isWhollyKnown(value)) return null;
  try {
    return { json: toJson(withoutMarksWithin(value)) };
  } catch {
    // What has no JSON (infinity) is an error of the program's jsonencode only.
    return { errors: [] };
  }
}

describe("expressions, as the terraform program evaluates them", () => {
  const here = hasTerraform();
  if (!here) console.log("no terraform on PATH: the comparison with the program is skipped");

  it.skipIf(!here)(`gives the same answer for ${count} generated ones`, { timeout: 3_600_000 }, () => {
    const sample = fc.sample(expressions(), { numRuns: count, seed });
    const differences: unknown[] = [];
    for (let at = 0; at < sample.length; at += batch) {
      const sources = sample.slice(at, at + batch);
      askTerraform(sources).forEach((theirs, index) => {
        const source = sources[index] ?? "";
        const answer = ours(source);
        if (JSON.stringify(answer) !== JSON.stringify(theirs)) differences.push({ source, theirs, ours: answer });
      });
    }
    expect(differences).toEqual([]);
  });
});
