/** The scanner inside templates: quoted strings, heredocs, and template files. */
import { characterLength, isUndecodedByte, skipSpaces, skipSpacesBackwards } from "./characters.ts";
import type { Lexer } from "./lexer.ts";
import * as T from "./token.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const dollar = 0x24;
const percent = 0x25;
const backslash = 0x5c;
const openBrace = 0x7b;
const tilde = 0x7e;

export function scanQuoted(lexer: Lexer): void {
  const { source, at } = lexer;
  const code = source.charCodeAt(at);
  if (code === quote) {
    lexer.take(T.closeQuote, at + 1);
    lexer.modes.pop();
  } else if (code === dollar || code === percent) {
    scanMarker(lexer, code, T.quotedLiteral);
  } else if (code === lineFeed || code === carriageReturn) {
    if (lexer.tolerant) {
      lexer.take(T.closeQuote, at);
      lexer.modes.pop();
      return;
    }
    let end = at + 1;
    while (source.charCodeAt(end) === lineFeed || source.charCodeAt(end) === carriageReturn) end++;
    lexer.take(T.quotedNewline, end);
  } else {
    const end = quotedLiteralEnd(source, at);
    if (end > at) lexer.take(T.quotedLiteral, end);
    else lexer.take(code === backslash ? T.invalid : T.badUtf8, at + 1);
  }
}

function quotedLiteralEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === quote || code === dollar || code === percent || code === lineFeed || code === carriageReturn) break;
    if (code === backslash) {
      const escaped = source.charCodeAt(at + 1);
      const length = at + 1 < source.length ? characterLength(source, at + 1) : 0;
      if (length === 0 || escaped === lineFeed || escaped === carriageReturn) break;
      at += 1 + length;
    } else if (code < 0xd800) {
      at++;
    } else {
      const length = characterLength(source, at);
      if (length === 0) break;
      at += length;
    }
  }
  return at;
}

export function scanHeredoc(lexer: Lexer): void {
  const { source, at } = lexer;
  const code = source.charCodeAt(at);
  if (code === dollar || code === percent) {
    scanMarker(lexer, code, T.stringLiteral);
    return;
  }
  const heredoc = lexer.heredocs[lexer.heredocs.length - 1];
  const end = literalEnd(source, at);
  const lineEnd = lineEndLength(source, end);
  if (lineEnd > 0) {
    if (heredoc?.startOfLine === true && isMarker(source, at, end, heredoc.marker)) {
      lexer.take(T.closeHeredoc, end);
      lexer.take(T.newline, end + lineEnd);
      lexer.heredocs.pop();
      lexer.modes.pop();
      return;
    }
    lexer.take(T.stringLiteral, end + lineEnd);
    if (heredoc) heredoc.startOfLine = true;
  } else if (end > at) {
    lexer.take(T.stringLiteral, end);
    if (heredoc) heredoc.startOfLine = false;
  } else if (code === carriageReturn) {
    // HashiCorp's scanner has no way on from a lone carriage return here: all the rest is one invalid token.
    lexer.take(T.invalid, source.length);
  } else {
    lexer.take(T.badUtf8, at + 1);
  }
}

function isMarker(source: string, start: number, end: number, marker: string): boolean {
  if (end - start < marker.length) return false;
  const first = skipSpaces(source, start, end);
  return skipSpacesBackwards(source, first, end) - first === marker.length && source.startsWith(marker, first);
}

export function scanTemplate(lexer: Lexer): void {
  const { source, at } = lexer;
  const code = source.charCodeAt(at);
  if (code === dollar || code === percent) {
    scanMarker(lexer, code, T.stringLiteral);
    return;
  }
  const end = literalEnd(source, at);
  const whole = end + lineEndLength(source, end);
  if (whole > at) lexer.take(T.stringLiteral, whole);
  else if (code === carriageReturn) lexer.take(T.stringLiteral, source.length);
  else lexer.take(T.badUtf8, at + 1);
}

/** Offset of the next line end, marker character or broken byte. */
function literalEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === lineFeed || code === carriageReturn || code === dollar || code === percent) break;
    if (code < 0xd800) {
      at++;
    } else {
      const length = characterLength(source, at);
      if (length === 0) break;
      at += length;
    }
  }
  return at;
}

function lineEndLength(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code === lineFeed) return 1;
  return code === carriageReturn && source.charCodeAt(at + 1) === lineFeed ? 2 : 0;
}

/**
 * What begins with `$` or `%`: a sequence, an escaped sequence, or a literal character. The last is one token by itself,
 * except that outside quotes the single byte between it and the end of the line goes with it.
 */
function scanMarker(lexer: Lexer, code: number, literal: number): void {
  const { source, at } = lexer;
  const next = source.charCodeAt(at + 1);
  if (next === openBrace) {
    const end = source.charCodeAt(at + 2) === tilde ? at + 3 : at + 2;
    lexer.openSequence(code === dollar ? T.templateInterpolation : T.templateControl, end);
  } else if (next === code && source.charCodeAt(at + 2) === openBrace) {
    const end = source.charCodeAt(at + 3) === tilde ? at + 4 : at + 3;
    takeLiteral(lexer, literal, literal === T.quotedLiteral ? end : end + lineEndLength(source, end));
  } else if (at + 1 === source.length) {
    const bare = lexer.modes.length === 1;
    lexer.take(bare ? T.stringLiteral : T.invalid, at + 1);
  } else {
    const after = source.charCodeAt(at + 2);
    const isOneByte = next < 0x80 || isUndecodedByte(next);
    const pairs = literal === T.stringLiteral && isOneByte && (after === lineFeed || after === carriageReturn);
    takeLiteral(lexer, literal, pairs ? at + 2 : at + 1);
  }
}

function takeLiteral(lexer: Lexer, kind: number, end: number): void {
  lexer.take(kind, end);
  const heredoc = lexer.heredocs[lexer.heredocs.length - 1];
  if (heredoc && kind === T.stringLiteral) heredoc.startOfLine = lexer.source.charCodeAt(end - 1) === lineFeed;
}
