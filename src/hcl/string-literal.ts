import { characterLength, isHexDigit } from "./characters.ts";
import { goQuote } from "./go-quote.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";

const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** The text that one literal token of a template stands for. Backslashes mean something in `quoted` tokens only. */
export function decodeLiteral(parser: Parser, token: number, quoted: boolean): string {
  const text = parser.text(token);
  if (text.startsWith("$${") || text.startsWith("%%{")) return text.slice(1);
  return quoted && text.includes("\\") ? decodeEscapes(parser, text, parser.start(token)) : text;
}

function decodeEscapes(parser: Parser, text: string, offset: number): string {
  let decoded = "";
  let at = 0;
  while (at < text.length) {
    const escape = text.indexOf("\\", at);
    if (escape < 0) break;
    decoded += text.slice(at, escape);
    at = escapeEnd(text, escape);
    decoded += decodeEscape(parser, text.slice(escape, at), offset + escape);
  }
  return decoded + text.slice(at);
}

/** How far an escape reaches: as many digits as there are, so that an error can name them all. */
function escapeEnd(text: string, start: number): number {
  const selector = text[start + 1];
  if (selector !== "u" && selector !== "U") return start + 1 + Math.max(1, characterLength(text, start + 1));
  const limit = start + (selector === "u" ? 6 : 10);
  let at = start + 2;
  while (at < limit && isHexDigit(text.charCodeAt(at))) at++;
  return at;
}

function decodeEscape(parser: Parser, escape: string, start: number): string {
  const selector = escape.slice(1);
  const simple = simpleEscapes[selector];
  if (simple !== undefined) return simple;
  const end = start + escape.length;
  const digits = selector.startsWith("u") ? 4 : selector.startsWith("U") ? 8 : 0;
  if (digits === 0) {
    parser.report(messages.unknownEscape(goQuote(selector)), start, end);
    return selector;
  }
  if (selector.length !== digits + 1) {
    parser.report(digits === 4 ? messages.shortUnicodeEscape : messages.longUnicodeEscape, start, end);
    return escape;
  }
  const code = parseInt(selector.slice(1), 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    parser.report(messages.unencodable(code), start, end);
    return escape;
  }
  return String.fromCodePoint(code);
}
