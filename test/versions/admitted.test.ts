import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newestAdmitted, oldestAdmitted } from "../../src/versions/admitted.ts";
import { parseConstraint } from "../../src/versions/constraint.ts";
import { releaseTable } from "../../src/versions/releases.ts";
import { satisfies } from "../../src/versions/satisfies.ts";

const tables = ["hashicorp/aws", "terraform", "opentofu"].map((product) => releaseTable(product)!);

const number = fc.integer({ min: 0, max: 12 });
const term = fc
  .tuple(
    fc.constantFrom("", "=", "!=", ">", ">=", "<", "<=", "~>"),
    fc.array(number, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "", "", "-beta1"),
  )
  .map(([operator, numbers, suffix]) => `${operator} ${numbers.join(".")}${numbers.length === 3 ? suffix : ""}`.trim());
const constraintText = fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(", "));

describe("the releases at the ends of a constraint", () => {
  it("are those that looking at every release finds", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...tables),
        fc.constantFrom("provider", "core"),
        constraintText,
        (table, dialect, text) => {
          const constraint = parseConstraint(text, dialect);
          fc.pre(constraint.valid);
          const admitted = table.releases.filter(
            ({ version, withdrawn }) => withdrawn === null && satisfies(version, constraint),
          );
          expect(newestAdmitted(table, constraint)).toBe(admitted.at(-1) ?? null);
          expect(oldestAdmitted(table, constraint)).toBe(admitted[0] ?? null);
        },
      ),
      { numRuns: 300 },
    );
  });
});
