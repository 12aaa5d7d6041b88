import type { FoundCredentials, Level } from "../language/rule.ts";
import type { LiveAnswer } from "../live/live-answer.ts";

/** One finding, in the shape of ESLint's messages; lines and columns begin at 1, columns count UTF-16 units. */
export interface Finding {
  /** `null` for what no rule reports: syntax errors, unused suppressions. */
  readonly ruleId: string | null;
  /** ESLint's scale: 2 for `error`, 1 for `warning` and `info`. */
  readonly severity: 1 | 2;
  readonly level: Level;
  /** What is wrong and, at its end, what to do. */
  readonly message: string;
  /** The end of `message` that says what to do; empty when the message has no such part. */
  readonly remedy: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** The file could not be understood as a whole. */
  readonly fatal?: true;
  readonly fix?: Fix;
  readonly suggestions?: readonly { readonly desc: string; readonly fix: Fix }[];
  readonly related?: readonly RelatedFinding[];
  readonly live?: LiveAnswer;
  /** The place holds a secret: code frames dot it out. */
  readonly isSecret: boolean;
}

export interface Fix {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

export interface RelatedFinding {
  readonly filePath: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What was found in one file. */
export interface FileResult {
  /** As people are shown it: relative to the folder the command was started in, with `/`. */
  readonly filePath: string;
  readonly findings: readonly Finding[];
  /** How many findings suppression comments hold back. */
  readonly suppressed: number;
  /** The text, for code frames; empty where nothing was found or fixed. Never part of a machine-readable report. */
  readonly source: string;
  /** Whether a byte order mark stands before the text. */
  readonly hasBOM: boolean;
}

/** A finding together with the key pair it is about: inside the run only, for the live mode. */
export interface FoundPair {
  readonly finding: Finding;
  readonly credentials: FoundCredentials;
}

/** What kept the run from doing all it was asked: one line each, with the path. Makes exit code 2. */
export interface RunProblem {
  readonly path: string;
  readonly message: string;
}

export const severityOf = (level: Level): 1 | 2 => (level === "error" ? 2 : 1);
