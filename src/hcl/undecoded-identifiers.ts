import { isUndecodedByte } from "./characters.ts";

/**
 * HashiCorp's scanner was generated from byte ranges of Unicode's table of identifier characters, and those let through
 * every sequence of bytes between the first and the last character of a line of that table, well-formed or not: in
 * Latin-1, `café = 1` begins with an identifier of six bytes. Which errors a file that is no UTF-8 gets hangs on it.
 *
 * @returns the length in UTF-16 units of such a sequence at `at`, where an undecoded byte stands; 0 when there is none.
 */
export function undecodedIdentifierLength(source: string, at: number, isStart: boolean): number {
  const lead = source.charCodeAt(at) & 0xff;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > source.length) return 0;
  let sequence = lead;
  for (let i = 1; i < length; i++) {
    const code = source.charCodeAt(at + i);
    if (code >= 0x80 && !isUndecodedByte(code)) return 0;
    sequence = sequence * 256 + (code & 0xff);
  }
  return isWithin(isStart ? startRanges() : continueRanges(), sequence) ? length : 0;
}

/** First and last sequences of ranges, as big-endian numbers, in order. */
type ByteRanges = readonly (readonly [first: number, last: number])[];

function isWithin(ranges: ByteRanges, sequence: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[1] ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.[0] ?? Infinity) <= sequence;
}

let starts: ByteRanges | undefined;
let continues: ByteRanges | undefined;

function startRanges(): ByteRanges {
  return (starts ??= byteRanges(/^\p{ID_Start}$/u));
}

function continueRanges(): ByteRanges {
  return (continues ??= byteRanges(/^\p{ID_Continue}$/u));
}

/** The table has a line for every run of characters of one category; cased letters count as one. */
const lineCategories = (): readonly RegExp[] => [
  /^\p{Lo}$/u,
  /^\p{LC}$/u,
  /^\p{Mn}$/u,
  /^\p{Mc}$/u,
  /^\p{Nd}$/u,
  /^\p{Lm}$/u,
  /^\p{Nl}$/u,
  /^\p{Pc}$/u,
];

/** The planes that hold identifier characters, by code point; no UTF-8 length changes within a line of the table. */
const planes: readonly (readonly [first: number, last: number])[] = [
  [0x80, 0xd7ff],
  [0xe000, 0x3ffff],
  [0xe0000, 0xe0fff],
];

function byteRanges(property: RegExp): ByteRanges {
  const categories = lineCategories();
  const ranges: [number, number][] = [];
  for (const [first, last] of planes) {
    let current = -1;
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      const category = property.test(character) ? categoryOf(character, categories) : -1;
      const range = ranges.at(-1);
      if (category >= 0 && category === current && range) range[1] = sequenceOf(code);
      else if (category >= 0) ranges.push([sequenceOf(code), sequenceOf(code)]);
      current = category;
    }
  }
  return ranges;
}

function categoryOf(character: string, categories: readonly RegExp[]): number {
  const index = categories.findIndex((category) => category.test(character));
  return index < 0 ? categories.length : index;
}

function sequenceOf(code: number): number {
  const last = 0x80 + (code & 0x3f);
  const second = (0x80 + ((code >> 6) & 0x3f)) * 0x100;
  const third = (0x80 + ((code >> 12) & 0x3f)) * 0x10000;
  if (code < 0x800) return (0xc0 + (code >> 6)) * 0x100 + last;
  if (code < 0x10000) return (0xe0 + (code >> 12)) * 0x10000 + second + last;
  return (0xf0 + (code >> 18)) * 0x1000000 + third + second + last;
}
