/**
 * Text that must never be seen: a secret key, a session token. Printing, joining or serialising it yields a placeholder;
 * only the code that signs a request asks for the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Only `src/live` has a reason to call this. */
  reveal(): string {
    return this.#text;
  }

  /** For facts about the text that don't show it (length, line breaks, a shape). */
  satisfies(test: (text: string) => boolean): boolean {
    return test(this.#text);
  }

  toString(): string {
    return "(hidden)";
  }

  toJSON(): string {
    return "(hidden)";
  }
}
