/**
 * What an evaluation may still spend. A configuration can ask for more than any machine has (`range` in `range`, a local that is
 * twice the local before it, forty times); then the answer is unknown, in bounded time and memory.
 */
export interface Budget {
  /** Expressions to visit and elements to make. */
  work: number;
  /** How many more expressions may nest in the one that is being evaluated, through the definitions it refers to. */
  depth: number;
}

export const createBudget = (): Budget => ({ work: 2_000_000, depth: 700 });

/** Thrown by anything that finds out that an answer would cost too much; `evaluate` turns it into an unknown value. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Characters in one string. */
const textLimit = 16_000_000;

/** Passes the length on, if a string may be as long. */
export function allowedLength(length: number): number {
  if (length > textLimit) throw new TooLarge(`a string of more than ${textLimit} characters`);
  return length;
}

/** Values in one collection, at every depth. Those that are in it several times count each time: a walk meets them as often. */
const sizeLimit = 1_000_000;

/** Passes the size on, if a value may hold as many others. */
export function allowedSize(size: number): number {
  if (size > sizeLimit) throw new TooLarge(`a collection of more than ${sizeLimit} values`);
  return size;
}

export function spend(budget: Budget, work: number): void {
  budget.work -= work;
  if (budget.work < 0) throw new TooLarge("more steps than an evaluation may take");
}
