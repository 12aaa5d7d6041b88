import type { Constraint, Term } from "./constraint.ts";
import { successor } from "./satisfies.ts";
import { compareVersions, type Version } from "./version.ts";

/** The release at an end of what a term admits. */
export interface End {
  readonly version: Version;
  readonly isAdmitted: boolean;
}

/** The end below which the term admits nothing; `null` when it has none. */
export function lowerEnd({ operator, version }: Term): End | null {
  if (operator === "<" || operator === "<=" || operator === "!=") return null;
  return { version: release(version), isAdmitted: operator !== ">" };
}

/** The end above which the term admits no release; `null` when it has none. */
export function upperEnd({ operator, version, precision }: Term, { dialect }: Constraint): End | null {
  if (operator === "=" || operator === "<=") return { version: release(version), isAdmitted: true };
  if (operator === "<") return { version: release(version), isAdmitted: false };
  if (operator !== "~>" || (dialect !== "provider" && precision === 1)) return null;
  return { version: successor(version, precision > 2 ? 1 : 0), isAdmitted: false };
}

/** Whether a release at or above `version` is out of reach of an upper end. */
export function isBelow({ version, isAdmitted }: End, other: Version): boolean {
  const order = compareVersions(version, other);
  return order < 0 || (order === 0 && !isAdmitted);
}

/** Nothing is released between a prerelease and its release. */
function release({ segments }: Version): Version {
  return { segments, prerelease: "", metadata: "" };
}
