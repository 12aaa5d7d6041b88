import { characterLength, identifierEnd, identifierStartLength, isDigit } from "./characters.ts";
import * as T from "./token.ts";
import { Tokens } from "./token.ts";
import { scanHeredoc, scanQuoted, scanTemplate } from "./lexer-templates.ts";

/** What the scanner is inside of: the language itself, or the literal text of one of the three kinds of template. */
export type Mode = "main" | "quoted" | "heredoc" | "template";

/**
 * Splits a source into tokens exactly as HCL 2.25.0 does (scan_tokens.rl), quirks included, since the places of its
 * errors hang on them. One exception, for a tree worth having after an error: a `tolerant` lexer ends a quoted string at
 * the end of its line, where HashiCorp's reads on to the next quote in the file.
 */
export class Lexer {
  readonly source: string;
  readonly tolerant: boolean;
  readonly tokens: Tokens = new Tokens();
  /** Offset of the next character to look at. */
  at = 0;
  /** The enclosing templates, innermost last. */
  readonly modes: Mode[];
  readonly heredocs: HeredocInProgress[] = [];
  private braces = 0;
  /** The depths of braces that end a template sequence. */
  private readonly sequenceBraces: number[] = [];
  private commentsEnd = true;

  constructor(source: string, start: "main" | "template", tolerant: boolean) {
    this.source = source;
    this.modes = [start];
    this.tolerant = tolerant;
  }

  scan(): Tokens {
    const { source, modes, tokens } = this;
    while (this.at < source.length) {
      const mode = modes[modes.length - 1];
      if (mode === "quoted") scanQuoted(this);
      else if (mode === "heredoc") scanHeredoc(this);
      else if (mode === "template") scanTemplate(this);
      else this.scanMain();
    }
    tokens.push(T.endOfFile, source.length, source.length);
    return tokens;
  }

  /** Adds the token from `at` to `end` and goes on behind it. */
  take(kind: number, end: number): void {
    this.tokens.push(kind, this.at, end);
    this.at = end;
  }

  /** Goes into `${` or `%{`; `end` is the offset after the marker. */
  openSequence(kind: number, end: number): void {
    this.take(kind, end);
    this.braces++;
    this.sequenceBraces.push(this.braces);
    const heredoc = this.heredocs[this.heredocs.length - 1];
    if (heredoc) heredoc.startOfLine = false;
    this.modes.push("main");
  }

  /** Tokens of the language itself, up to the next change of mode. */
  private scanMain(): void {
    const { source } = this;
    const depth = this.modes.length;
    while (this.at < source.length && this.modes.length === depth) {
      const { at } = this;
      const code = source.charCodeAt(at);
      const letters = identifierStartLength(source, at);
      if (letters > 0) this.take(T.identifier, identifierEnd(source, at + letters));
      else if (code === 0x20 || code === 0x09) this.at++;
      else if (isDigit(code)) this.take(T.numberLiteral, numberEnd(source, at));
      else this.scanSymbol(code);
    }
  }

  private scanSymbol(code: number): void {
    const { source, at } = this;
    const next = source.charCodeAt(at + 1);
    if (code === 0x22) {
      this.take(T.openQuote, at + 1);
      this.modes.push("quoted");
    } else if (code === 0x7b) {
      this.braces++;
      this.take(T.openBrace, at + 1);
    } else if (code === 0x7d) {
      this.closeBrace(T.closeBrace, at + 1);
    } else if (code === 0x7e && next === 0x7d) {
      this.closeBrace(T.templateSequenceEnd, at + 2);
    } else if (code === 0x23 || (code === 0x2f && next === 0x2f)) {
      this.lineComment();
    } else if (code === 0x0d && next === 0x0a) {
      this.take(T.newline, at + 2);
    } else if (code === 0x2e && next === 0x2e && source.charCodeAt(at + 2) === 0x2e) {
      this.take(T.ellipsis, at + 3);
    } else if (code === 0x2f && next === 0x2a && this.blockComment()) {
      return;
    } else if (code === 0x3c && next === 0x3c && this.openHeredoc()) {
      return;
    } else {
      this.takeSymbol(code, next);
    }
  }

  private takeSymbol(code: number, next: number): void {
    const { at } = this;
    const symbol = code < 128 ? symbols[code] : undefined;
    if (symbol === undefined) {
      const length = characterLength(this.source, at);
      this.take(length === 0 ? T.badUtf8 : T.invalid, at + Math.max(1, length));
      return;
    }
    for (const [second, kind] of symbol.pairs) {
      if (second === next) {
        this.take(kind, at + 2);
        return;
      }
    }
    this.take(symbol.kind, at + 1);
  }

  private lineComment(): void {
    const lineFeed = this.source.indexOf("\n", this.at);
    if (lineFeed < 0) this.take(T.blockComment, this.source.length);
    else this.take(T.lineComment, lineFeed + 1);
  }

  /** An unclosed comment is none: its characters are read as operators. */
  private blockComment(): boolean {
    if (!this.commentsEnd) return false;
    const end = this.source.indexOf("*/", this.at + 2);
    if (end < 0) this.commentsEnd = false;
    else this.take(T.blockComment, end + 2);
    return end >= 0;
  }

  private closeBrace(kind: number, end: number): void {
    const { sequenceBraces } = this;
    const endsSequence = sequenceBraces.length > 0 && sequenceBraces[sequenceBraces.length - 1] === this.braces;
    this.take(endsSequence ? T.templateSequenceEnd : kind, end);
    this.braces--;
    if (!endsSequence) return;
    sequenceBraces.pop();
    this.modes.pop();
  }

  private openHeredoc(): boolean {
    const { source, at } = this;
    const start = source.charCodeAt(at + 2) === 0x2d ? at + 3 : at + 2;
    const letters = identifierStartLength(source, start);
    if (letters === 0) return false;
    const end = identifierEnd(source, start + letters);
    const lineFeed = source.charCodeAt(end) === 0x0d ? end + 1 : end;
    if (source.charCodeAt(lineFeed) !== 0x0a) return false;
    this.take(T.openHeredoc, lineFeed + 1);
    this.heredocs.push({ marker: source.slice(start, end), startOfLine: true });
    this.modes.push("heredoc");
    return true;
  }
}

interface HeredocInProgress {
  readonly marker: string;
  startOfLine: boolean;
}

/** Digits, dots and exponents in any order, but never a dot at the end: what they mean is checked later. */
function numberEnd(source: string, start: number): number {
  let at = start + 1;
  let end = at;
  for (;;) {
    const code = source.charCodeAt(at);
    if (isDigit(code)) {
      end = ++at;
    } else if (code === 0x2e) {
      at++;
    } else if (code === 0x65 || code === 0x45) {
      const sign = source.charCodeAt(at + 1);
      const digit = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
      if (!isDigit(source.charCodeAt(digit))) return end;
      end = at = digit + 1;
    } else {
      return end;
    }
  }
}

interface Symbol {
  readonly kind: number;
  /** Second characters that make a longer token. */
  readonly pairs: readonly (readonly [second: number, kind: number])[];
}

const symbols: readonly (Symbol | undefined)[] = symbolTable({
  "\n": T.newline,
  "[": T.openBracket,
  "]": T.closeBracket,
  "(": T.openParenthesis,
  ")": T.closeParenthesis,
  ",": T.comma,
  ".": T.dot,
  "/": T.slash,
  "~": T.bitwiseNot,
  "*": T.star,
  "%": T.percent,
  "+": T.plus,
  "-": T.minus,
  "?": T.question,
  "^": T.bitwiseXor,
  ";": T.semicolon,
  "`": T.backtick,
  "'": T.apostrophe,
  "=": T.equal,
  "==": T.equalTo,
  "=>": T.fatArrow,
  "!": T.bang,
  "!=": T.notEqual,
  "<": T.lessThan,
  "<=": T.lessThanOrEqual,
  ">": T.greaterThan,
  ">=": T.greaterThanOrEqual,
  ":": T.colon,
  "::": T.doubleColon,
  "&": T.bitwiseAnd,
  "&&": T.and,
  "|": T.bitwiseOr,
  "||": T.or,
});

function symbolTable(kinds: Readonly<Record<string, number>>): readonly (Symbol | undefined)[] {
  const table = new Array<Symbol | undefined>(128).fill(undefined);
  for (const [text, kind] of Object.entries(kinds)) {
    if (text.length > 1) continue;
    const pairs = Object.entries(kinds).filter(([longer]) => longer.length === 2 && longer.startsWith(text));
    table[text.charCodeAt(0)] = { kind, pairs: pairs.map(([longer, pair]) => [longer.charCodeAt(1), pair]) };
  }
  return table;
}
