/**
 * What an evaluation may still spend. A configuration can ask for more than any machine has (`range` in `range`, a local that is
 * twice the local before it, forty times); then the answer is unknown, in bounded time and memory.
 */
export interface Budget {
  /** Steps (expressions to visit, elements to make) that are left for the answer that is being worked out. */
  work: number;
  /** Steps that are left for all answers together: one expensive answer does not cost the others theirs. */
  total: number;
  /** How many more expressions may nest in the one that is being evaluated, through the definitions it refers to. */
  depth: number;
}

const workLimit = 2_000_000;
const depthLimit = 700;

export const createBudget = (): Budget => ({ work: workLimit, total: 10 * workLimit, depth: depthLimit });

/** Begins an answer, unless it is a part of another that is being worked out. */
export function beginAnswer(budget: Budget): void {
  if (budget.depth === depthLimit) budget.work = Math.min(workLimit, budget.total);
}

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
  budget.total -= work;
  if (budget.work < 0) throw new TooLarge("more steps than an evaluation may take");
}
