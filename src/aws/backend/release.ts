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

/** Whether the program has it. A prerelease has what its release has. */
export function has({ name, version }: Program, spans: Spans): boolean {
  const span = spans[name];
  if (!span) return false;
  const [since, until] = span;
  return order(version, since) >= 0 && (until === undefined || order(version, until) < 0);
}

/** The value of the newest row that the program has reached; rows go from old to new. */
export function newest<T>(version: string, rows: readonly (readonly [since: string, value: T])[]): T | undefined {
  return rows.findLast(([since]) => order(version, since) >= 0)?.[1];
}

function order(one: string, other: string): number {
  const [left, right] = [numbers(one), numbers(other)];
  const index = left.findIndex((number, position) => number !== right[position]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

function numbers(version: string): number[] {
  const parts = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version)?.slice(1) ?? [];
  return [0, 1, 2].map((index) => Number(parts[index] ?? 0));
}
