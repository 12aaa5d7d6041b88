const shortEscapes: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/** A string as Go's `%q` writes it, for HashiCorp's error texts (strconv.Quote). */
export function goQuote(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (shortEscapes[character] !== undefined) quoted += shortEscapes[character];
    else if (isPrintable(code, character)) quoted += character;
    else if (code >= 0xdc80 && code <= 0xdcff) quoted += hexadecimal("\\x", code & 0xff, 2);
    else if (code < 0x20 || code === 0x7f) quoted += hexadecimal("\\x", code, 2);
    else quoted += code > 0xffff ? hexadecimal("\\U", code, 8) : hexadecimal("\\u", code, 4);
  }
  return `${quoted}"`;
}

function isPrintable(code: number, character: string): boolean {
  return code < 0x7f ? code >= 0x20 : /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);
}

function hexadecimal(prefix: string, code: number, digits: number): string {
  return prefix + code.toString(16).padStart(digits, "0");
}
