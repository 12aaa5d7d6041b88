const escapeLengths: Readonly<Record<string, number>> = { u: 6 };

/** Text as Go takes it from JSON: what is no character (half a surrogate pair, a byte that is no UTF-8) is U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/**
 * Leads from offsets in the text of a JSON string to offsets in the file.
 *
 * @param start of the literal, at its opening quote.
 */
export function stringPlaces(source: string, start: number, end: number): (offset: number) => number {
  const first = start + 1;
  if (!source.slice(first, end).includes("\\")) return (offset) => first + offset;
  const places: number[] = [];
  for (let at = first; at < end - 1; at += characterLength(source, at)) places.push(at);
  return (offset) => places[offset] ?? end - 1;
}

/** How many characters of the file make one unit of the text. */
function characterLength(source: string, at: number): number {
  return source[at] === "\\" ? (escapeLengths[source[at + 1] ?? ""] ?? 2) : 1;
}
