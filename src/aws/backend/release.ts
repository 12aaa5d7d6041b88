import { atLeast, rowFor } from "../release.ts";

/** The program that reads the backend block. */
export interface Program {
  readonly name: "terraform" | "opentofu";
  /** `1.11.4` */
  readonly version: string;
}

/** From the first release that has something up to, not including, the first that has it no more. */
export type Span = readonly [since: string, until?: string];

/** In which releases of which program; a program that isn't named never. */
export interface Spans {
  readonly terraform?: Span;
  readonly opentofu?: Span;
}

/** Whether the program has it. */
export function has(program: Program, spans: Spans): boolean {
  const span = spans[program.name];
  if (!span) return false;
  const [since, until] = span;
  const release = releaseOf(program);
  return atLeast(release, since) && (until === undefined || !atLeast(release, until));
}

/** The value of the newest row that the program has reached; rows go from old to new. */
export function newest<T>(program: Program, rows: readonly (readonly [since: string, value: T])[]): T | undefined {
  return rowFor(rows, releaseOf(program))?.[1];
}

/** A prerelease has what its release has. */
const releaseOf = ({ version }: Program): string => version.split("-")[0] ?? version;
