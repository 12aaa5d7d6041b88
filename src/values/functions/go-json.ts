import { FunctionError } from "../function.ts";

/** What to make of the parts of a JSON text. */
export interface JsonBuilder<T> {
  null(): T;
  boolean(value: boolean): T;
  string(value: string): T;
  number(raw: string): T;
  array(elements: readonly T[]): T;
  object(entries: readonly (readonly [string, T])[]): T;
}

/** Deeper nesting ends in Go's error, too (its own limit is 10000 levels; the parts are built from the innermost). */
const nestingLimit = 1000;

/**
 * Reads JSON with the token reader of Go's `encoding/json`, as cty does: its errors, and its indulgence with what follows the value.
 *
 * @throws FunctionError
 */
export function readGoJson<T>(text: string, builder: JsonBuilder<T>): T {
  const reader = new Reader(text, builder);
  const value = reader.value(0);
  const rest = reader.peek();
  if (rest !== undefined && rest !== "]" && rest !== "}") throw new FunctionError("extraneous data after JSON object");
  return value;
}

const lookingForValue = " looking for beginning of value";

class Reader<T> {
  readonly #text: string;
  readonly #builder: JsonBuilder<T>;
  #at = 0;

  constructor(text: string, builder: JsonBuilder<T>) {
    this.#text = text;
    this.#builder = builder;
  }

  /** The next character that is no blank. */
  peek(): string | undefined {
    while (/^[ \t\r\n]/.test(this.#text.charAt(this.#at))) this.#at++;
    const code = this.#text.codePointAt(this.#at);
    return code === undefined ? undefined : String.fromCodePoint(code);
  }

  #next(): string {
    const character = this.peek();
    if (character === undefined) throw new FunctionError("EOF");
    return character;
  }

  value(depth: number, context = lookingForValue): T {
    const character = this.#next();
    if (depth > nestingLimit) throw new FunctionError("exceeded max depth");
    if (character === "{") return this.#object(depth);
    if (character === "[") return this.#array(depth);
    if (character === '"') return this.#builder.string(this.#string());
    if (/[\]}:,]/.test(character)) throw invalid(character, context);
    return this.#scalar();
  }

  #array(depth: number): T {
    this.#at++;
    const elements: T[] = [];
    if (this.#next() === "]") return this.#close(() => this.#builder.array([]));
    for (;;) {
      elements.push(this.value(depth + 1));
      const character = this.#next();
      if (character === "]") return this.#close(() => this.#builder.array(elements));
      if (character !== ",") throw invalid(character, " after array element");
      this.#at++;
    }
  }

  #object(depth: number): T {
    this.#at++;
    const entries: [string, T][] = [];
    if (this.#next() === "}") return this.#close(() => this.#builder.object([]));
    for (let context = ""; ; context = " looking for beginning of object key string") {
      const first = this.#next();
      if (first !== '"') throw invalid(first, context);
      const key = this.#string();
      const colon = this.#next();
      if (colon !== ":") throw invalid(colon, " after object key");
      this.#at++;
      entries.push([key, this.value(depth + 1)]);
      const character = this.#next();
      if (character === "}") return this.#close(() => this.#builder.object(entries));
      if (character !== ",") throw invalid(character, " after object key:value pair");
      this.#at++;
    }
  }

  #close(build: () => T): T {
    this.#at++;
    return build();
  }

  #string(): string {
    let end = this.#at + 1;
    for (; ; end++) {
      const character = this.#text[end];
      if (character === undefined) throw new FunctionError("unexpected EOF");
      if (character === '"') break;
      if (character < " ") throw invalid(character, " in string literal");
      if (character === "\\") end = this.#escape(end + 1);
    }
    const raw = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return JSON.parse(raw) as string;
  }

  /** Checks the escape behind a backslash; its last offset. */
  #escape(at: number): number {
    const character = this.#text[at];
    if (character === undefined) throw new FunctionError("unexpected EOF");
    if ('"\\/bfnrt'.includes(character)) return at;
    if (character !== "u") throw invalid(character, " in string escape code");
    for (let digit = at + 1; digit <= at + 4; digit++) {
      const hex = this.#text[digit];
      if (hex === undefined) throw new FunctionError("unexpected EOF");
      if (!/[0-9a-fA-F]/.test(hex)) throw invalid(hex, " in \\u hexadecimal character escape");
    }
    return at + 4;
  }

  #scalar(): T {
    const first = this.#next();
    for (const [word, build] of this.#words) if (word.startsWith(first)) return this.#word(word, build);
    if (!/[-0-9]/.test(first)) throw invalid(first, lookingForValue);
    return this.#number();
  }

  get #words(): readonly (readonly [string, () => T])[] {
    return [
      ["true", () => this.#builder.boolean(true)],
      ["false", () => this.#builder.boolean(false)],
      ["null", () => this.#builder.null()],
    ];
  }

  #word(word: string, build: () => T): T {
    for (const letter of word) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new FunctionError("unexpected EOF");
      if (character !== letter) throw invalid(character, ` in literal ${word} (expecting ${quotedCharacter(letter)})`);
      this.#at++;
    }
    return build();
  }

  #number(): T {
    const start = this.#at;
    const take = (pattern: RegExp): boolean => {
      const match = pattern.exec(this.#text.slice(this.#at));
      this.#at += match?.[0].length ?? 0;
      return match !== null;
    };
    const need = (context: string): void => {
      if (take(/^[0-9]+/)) return;
      const character = this.#text[this.#at];
      throw character === undefined ? new FunctionError("unexpected EOF") : invalid(character, context);
    };
    take(/^-/);
    if (!take(/^0/)) need(" in numeric literal");
    if (take(/^\./)) need(" after decimal point in numeric literal");
    if (take(/^[eE]/)) {
      take(/^[+-]/);
      need(" in exponent of numeric literal");
    }
    return this.#builder.number(this.#text.slice(start, this.#at));
  }
}

const invalid = (character: string, context: string): FunctionError =>
  new FunctionError(`invalid character ${quotedCharacter(character)}${context}`);

/** Go's `quoteChar`, which sees bytes. */
function quotedCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  const [byte = 0] = new TextEncoder().encode(character);
  const text = byte < 0x80 ? character : String.fromCharCode(byte);
  const inner = JSON.stringify(text).slice(1, -1);
  return `'${inner.replace(/^\\u00([0-1].)$/, "\\x$1")}'`;
}
