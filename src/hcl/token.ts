/**
 * The kinds of tokens, in HashiCorp's names (hclsyntax/token.go). They are plain numbers because the scanner keeps its
 * tokens in typed arrays. The order matters: comments and newlines come first, so that one comparison tells whether a
 * token may have to be skipped; what HashiCorp's scanner lets through only to complain about it comes last.
 */
export const blockComment = 0;
/** A `#` or `//` comment together with the newline that ends it: where newlines count, it counts as one. */
export const lineComment = 1;
export const newline = 2;

export const endOfFile = 3;
export const identifier = 4;
export const numberLiteral = 5;
export const stringLiteral = 6;
export const quotedLiteral = 7;

export const openBrace = 8;
export const closeBrace = 9;
export const openBracket = 10;
export const closeBracket = 11;
export const openParenthesis = 12;
export const closeParenthesis = 13;
export const openQuote = 14;
export const closeQuote = 15;
export const openHeredoc = 16;
export const closeHeredoc = 17;
export const templateInterpolation = 18;
export const templateControl = 19;
export const templateSequenceEnd = 20;

export const equal = 21;
export const comma = 22;
export const dot = 23;
export const ellipsis = 24;
export const colon = 25;
export const doubleColon = 26;
export const question = 27;
export const fatArrow = 28;

export const or = 29;
export const and = 30;
export const equalTo = 31;
export const notEqual = 32;
export const greaterThan = 33;
export const greaterThanOrEqual = 34;
export const lessThan = 35;
export const lessThanOrEqual = 36;
export const plus = 37;
export const minus = 38;
export const star = 39;
export const slash = 40;
export const percent = 41;
export const bang = 42;

export const bitwiseAnd = 43;
export const bitwiseOr = 44;
export const bitwiseXor = 45;
export const bitwiseNot = 46;
export const backtick = 47;
export const apostrophe = 48;
export const semicolon = 49;
export const badUtf8 = 50;
export const quotedNewline = 51;
export const invalid = 52;

/** This kind and all after it make a file invalid wherever they stand. */
export const firstInvalid = bitwiseAnd;

/** The tokens of one source, column by column; the last one is always `endOfFile`. */
export class Tokens {
  kinds = new Uint8Array(256);
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  count = 0;
  /** Whether there is a token of `firstInvalid` or after. */
  suspect = false;

  push(kind: number, start: number, end: number): void {
    const at = this.count;
    if (at === this.kinds.length) this.grow();
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    this.count = at + 1;
    if (kind >= firstInvalid) this.suspect = true;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    this.kinds = enlarged(new Uint8Array(size), this.kinds);
    this.starts = enlarged(new Int32Array(size), this.starts);
    this.ends = enlarged(new Int32Array(size), this.ends);
  }
}

function enlarged<T extends Uint8Array | Int32Array>(larger: T, old: T): T {
  larger.set(old);
  return larger;
}
