import type { Constraint, Term } from "./constraint.ts";
import { parseConstraint } from "./constraint.ts";
import { satisfies } from "./satisfies.ts";
import type { Version } from "./version.ts";

/**
 * The constraint changed as little as possible so that it admits `target`, in its author's style: `~> 5.0` becomes `~> 6.0`,
 * `>= 4.0, < 6.0` becomes `>= 4.0, < 7.0`, `5.31.0` becomes `6.64.0`. `null` when no change of versions alone does it.
 */
export function raiseConstraint(constraint: Constraint, target: Version): string | null {
  let { text } = constraint;
  // From the back: the offsets of the terms before stay right.
  for (const term of constraint.terms.toReversed()) {
    if (satisfies(target, { ...constraint, terms: [term] })) continue;
    const raised = raisedVersion(term, target);
    if (raised === null) return null;
    text = text.slice(0, term.versionStart) + raised + text.slice(term.end);
  }
  const raised = parseConstraint(text, constraint.dialect);
  return raised.valid && satisfies(target, raised) ? text : null;
}

function raisedVersion({ operator, precision }: Term, { segments }: Version): string | null {
  const [major = 0n] = segments;
  switch (operator) {
    case "~>":
      // `~> 5.31` asks for a minor of its major; of the new major, any will do.
      return precision < 3 ? [major, 0n].slice(0, precision).join(".") : segments.join(".");
    case "<":
      return [major + 1n, 0n, 0n].slice(0, precision).join(".");
    case "=":
    case "<=":
      return segments.join(".");
    case ">":
    case ">=":
    case "!=":
      return null;
  }
}
