import { parseConstraint, type Dialect } from "../../src/versions/constraint.ts";
import { satisfies } from "../../src/versions/satisfies.ts";
import { lockFileConstraints, selectNewest } from "../../src/versions/selection.ts";
import { parseVersion, versionText } from "../../src/versions/version.ts";
import type { Case, Failure, Kind } from "./kind.ts";

interface ConstraintCase {
  readonly constraint: string;
  readonly kind: Dialect;
  readonly valid: boolean;
  readonly version?: string;
  readonly satisfies?: boolean;
  readonly error?: string | { readonly summary: string; readonly detail: string };
}

interface Selection {
  readonly versions: readonly string[];
  readonly cases: readonly {
    readonly constraint: string;
    readonly selected: string | null;
    readonly lockConstraints: string | null;
  }[];
}

/** What `terraform init` made of a constraint: its error, or whether one version satisfies it. */
export const constraintCases: Kind = {
  name: "constraints",
  recognises: (data) => Array.isArray(data) && isRecord(data[0]) && "constraint" in data[0] && "valid" in data[0],
  cases: (data) => (data as readonly ConstraintCase[]).map(toCase),
};

/** The version that `terraform init` picked out of a mirror, and what it wrote to the lock file. */
export const constraintSelection: Kind = {
  name: "constraint selection",
  recognises: (data) => isRecord(data) && Array.isArray(data.versions) && Array.isArray(data.cases),
  cases: (data) => {
    const { versions, cases } = data as Selection;
    const onOffer = versions.map((text) => parseVersion(text)!);
    return cases.map(({ constraint: text, selected, lockConstraints }): Case => ({
      id: text,
      check: () => {
        const constraint = parseConstraint(text);
        if (!constraint.valid) return { expected: { selected, lockConstraints }, actual: constraint };
        const newest = selectNewest(constraint, onOffer);
        return compare(
          { selected, lockConstraints },
          {
            selected: newest && versionText(newest),
            lockConstraints: newest && lockFileConstraints(constraint),
          },
        );
      },
    }));
  },
};

function toCase({ constraint: text, kind, valid, version, satisfies: expected, error }: ConstraintCase): Case {
  return {
    id: [kind, JSON.stringify(text), version].filter(Boolean).join(" "),
    check: () => {
      const constraint = parseConstraint(text, kind);
      if (!constraint.valid) {
        const { summary, detail } = constraint;
        return compare(valid ? { satisfies: expected } : { error }, {
          error: typeof error === "object" ? { summary, detail } : detail,
        });
      }
      if (!valid) return { expected: { error }, actual: constraint.terms };
      return compare({ satisfies: expected }, { satisfies: satisfies(version ?? "", constraint) });
    },
  };
}

function compare(expected: object, actual: object): Failure | null {
  return JSON.stringify(expected) === JSON.stringify(actual) ? null : { expected, actual };
}

function isRecord(value: unknown): value is { readonly versions?: unknown; readonly cases?: unknown } {
  return typeof value === "object" && value !== null;
}
