/** What secrets look like where nothing else is known of a line: long runs of key characters, or whatever a telling name is given. */
const keyShaped = /[A-Za-z0-9+/_-]{16,}={0,2}/gu;
const tellingName = /(secret|token|password|passwd|access_?key|private_?key|api_?key|credential)/iu;
const quoted = /"(?:[^"\\]|\\.)*"/gu;

/**
 * A source line with everything dotted out that might be a secret, same width. Rather too much than too little:
 * a frame shows where to look, not what stands there.
 */
export function maskLine(line: string): string {
  const separator = Math.max(0, line.search(/[=:]/u));
  const name = line.slice(0, separator);
  const isTelling = tellingName.test(name);
  const rest = line.slice(separator);
  const value = isTelling ? rest.replace(quoted, (text) => `"${dots(text.length - 2)}"`) : rest;
  const isBare = isTelling || !line.includes('"');
  return (name + value).replace(keyShaped, (text) => (looksRandom(text, isBare) ? dots(text.length) : text));
}

/** Letters and digits mixed, as in keys; words and identifiers of people rarely are. */
function looksRandom(text: string, digitsSuffice: boolean): boolean {
  const hasDigit = /\d/u.test(text);
  const hasLetter = /[A-Za-z]/u.test(text);
  return hasDigit && (hasLetter || digitsSuffice);
}

export function dots(count: number): string {
  return "•".repeat(Math.max(0, count));
}
