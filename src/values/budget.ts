/**
 * What an evaluation may still spend. A configuration can ask for more than any machine has (`range` in `range`, a local that is
 * twice the local before it, forty times); then the answer is unknown, in bounded time and memory.
 */
export interface Budget {
  /** Expressions to visit and elements to make. */
  work: number;
  /** How deep the expression that is being evaluated may still go. */
  depth: number;
}

export const createBudget = (): Budget => ({ work: 5_000_000, depth: 1_000 });

/** Characters in one string, elements in one collection. */
export const sizeLimit = 16_000_000;
