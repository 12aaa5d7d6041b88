import type { Place } from "../place.ts";
import type { Failure, Message } from "../trace.ts";
import { byBytes } from "./convert.ts";

/** What a program has said so far. */
export class Diagnostics {
  readonly #errors: Failure[] = [];
  readonly #warnings: Message[] = [];

  error(phase: Failure["phase"], summary: string, detail: string, where: readonly Place[] = []): void {
    this.#errors.push({ phase, summary, detail, where });
  }

  fail(failure: Failure): void {
    this.#errors.push(failure);
  }

  warn(summary: string, detail: string, where: readonly Place[] = []): void {
    this.#warnings.push({ summary, detail, where });
  }

  get hasErrors(): boolean {
    return this.#errors.length > 0;
  }

  /** By text: the programs sort by position, and walk through maps without an order where there is none. */
  get errors(): readonly Failure[] {
    return this.#errors.toSorted(byText);
  }

  get warnings(): readonly Message[] {
    return this.#warnings.toSorted(byText);
  }
}

const byText = (one: Message, other: Message): number =>
  byBytes(one.summary, other.summary) || byBytes(one.detail, other.detail);
