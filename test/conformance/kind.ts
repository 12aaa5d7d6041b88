/** One measured case, ready to be run. */
export interface Case {
  readonly id: string;
  /** Runs the case; `null` when our answer is the measured one. A throw counts as a failure. */
  readonly check: () => Failure | null;
}

export interface Failure {
  readonly expected: unknown;
  readonly actual: unknown;
}

/** A file format of the conformance data. */
export interface Kind {
  readonly name: string;
  /** Told by its content, so that a file may have any name. */
  recognises(data: unknown): boolean;
  cases(data: unknown): readonly Case[];
}
