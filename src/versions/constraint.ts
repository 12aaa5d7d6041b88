import { parseSegments, versionGrammar, type Version } from "./version.ts";
import { readProviderTerm } from "./provider-syntax.ts";

/**
 * Where a constraint stands decides what it means:
 * `provider` in `required_providers` and provider blocks, `module` in module blocks, `core` in `required_version`.
 */
export type Dialect = "provider" | "module" | "core";

export type Operator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~>";

/** A version constraint: all of its terms have to hold. */
export interface Constraint {
  readonly valid: true;
  readonly dialect: Dialect;
  /** As it was written. */
  readonly text: string;
  readonly terms: readonly Term[];
}

/** One comparison, `>= 1.2`. */
export interface Term {
  /** A bare version is compared with `=`. */
  readonly operator: Operator;
  readonly version: Version;
  /** How many numbers were written: 2 in `~> 1.2`. */
  readonly precision: number;
  /** UTF-16 offsets into the constraint's text: the term without the spaces around it, and the version in it. */
  readonly start: number;
  readonly versionStart: number;
  readonly end: number;
}

/** Why Terraform refuses a constraint, in its words. */
export interface InvalidConstraint {
  readonly valid: false;
  readonly dialect: Dialect;
  readonly text: string;
  readonly summary: string;
  readonly detail: string;
}

// Go's \s; JavaScript's would also take vertical tabs and the spaces of Unicode.
const space = String.raw`[\t\n\f\r ]`;

/** One term as hashicorp/go-version reads it (`constraintRegexp`), which every dialect has to pass. */
const termGrammar = new RegExp(`^(${space}*)(?:(<=|>=|!=|~>|<|>|=)(${space}*))?(${versionGrammar})${space}*$`);

/**
 * Reads a version constraint as Terraform 1.11 does (OpenTofu's readers are the same).
 * The errors are those of `terraform init`, measured in `constraint-cases*.json`.
 */
export function parseConstraint(text: string, dialect: Dialect = "provider"): Constraint | InvalidConstraint {
  const invalid = (detail: string, summary = "Invalid version constraint"): InvalidConstraint => ({
    valid: false,
    dialect,
    text,
    summary,
    detail,
  });
  const pieces = text.split(",");
  const terms: Term[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const term = readTerm(piece, offset);
    if (!term) return invalid("This string does not use correct version constraint syntax.");
    terms.push(term);
    offset += piece.length + 1;
  }

  switch (dialect) {
    case "module":
      break;
    case "core": {
      const prerelease = terms.findIndex(({ version }) => version.prerelease !== "");
      if (prerelease >= 0) {
        return invalid(
          `Prerelease version constraints are not supported: ${pieces[prerelease] ?? ""}. Remove the prerelease information from the constraint. Prerelease versions of terraform will match constraints using their version core only.`,
          "Invalid required_version constraint",
        );
      }
      break;
    }
    case "provider":
      for (const [index, term] of terms.entries()) {
        const read = readProviderTerm(text.slice(term.start, term.end));
        if (typeof read === "string") return invalid(`Incorrect version constraint syntax: ${read}.`);
        terms[index] = { ...term, version: { ...term.version, ...read } };
      }
  }
  return { valid: true, dialect, text, terms };
}

function readTerm(piece: string, offset: number): Term | null {
  const match = termGrammar.exec(piece);
  if (!match) return null;
  const [, before = "", operator = "", between = "", written = "", numbers = ""] = match;
  const segments = parseSegments(numbers);
  if (!segments) return null;
  const start = offset + before.length;
  const versionStart = start + operator.length + between.length;
  return {
    operator: (operator || "=") as Operator,
    version: { segments, prerelease: match[6] ?? match[7] ?? "", metadata: match[8] ?? "" },
    precision: numbers.split(".").length,
    start,
    versionStart,
    end: versionStart + written.length,
  };
}
