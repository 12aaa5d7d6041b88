/** A character encoding under its name at IANA. */
export interface TextEncoding {
  readonly name: string;
  /** `null` when a character has no place in it. */
  encode(text: string): Uint8Array | null;
  /** `null` when the bytes stand for nothing in it. */
  decode(bytes: Uint8Array): string | null;
}

/** Encodings of one byte a character: IANA's name and the label under which `TextDecoder` has it. */
const singleByte: Readonly<Record<string, string>> = {
  IBM866: "ibm866",
  "ISO-8859-2": "iso-8859-2",
  "ISO-8859-3": "iso-8859-3",
  "ISO-8859-4": "iso-8859-4",
  "ISO-8859-5": "iso-8859-5",
  "ISO-8859-6": "iso-8859-6",
  "ISO-8859-7": "iso-8859-7",
  "ISO-8859-8": "iso-8859-8",
  "ISO-8859-10": "iso-8859-10",
  "ISO-8859-13": "iso-8859-13",
  "ISO-8859-14": "iso-8859-14",
  "ISO-8859-15": "iso-8859-15",
  "ISO-8859-16": "iso-8859-16",
  "KOI8-R": "koi8-r",
  "KOI8-U": "koi8-u",
  macintosh: "macintosh",
  "windows-874": "windows-874",
  "windows-1250": "windows-1250",
  "windows-1251": "windows-1251",
  "windows-1252": "windows-1252",
  "windows-1253": "windows-1253",
  "windows-1254": "windows-1254",
  "windows-1255": "windows-1255",
  "windows-1256": "windows-1256",
  "windows-1257": "windows-1257",
  "windows-1258": "windows-1258",
};

/** Encodings of one or two bytes a character. */
const doubleByte: Readonly<Record<string, string>> = {
  Big5: "big5",
  "EUC-KR": "euc-kr",
  GBK: "gbk",
  Shift_JIS: "shift_jis",
};

const aliases: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  latin1: "iso-8859-1",
  l1: "iso-8859-1",
  "iso_8859-1": "iso-8859-1",
  ms_kanji: "shift_jis",
  csshiftjis: "shift_jis",
  cp936: "gbk",
  ms936: "gbk",
  "windows-936": "gbk",
  csbig5: "big5",
  cseuckr: "euc-kr",
  cskoi8r: "koi8-r",
  cp866: "ibm866",
  mac: "macintosh",
};

const replacement = "\ufffd";

/** The text, unless something in it could not be decoded: a replacement character in the bytes counts as that, too. */
const sound = (text: string): string | null => (text.includes(replacement) ? null : text);

function utf16(name: string, littleEndian: boolean, mark: boolean): TextEncoding {
  return {
    name,
    encode(text) {
      const units = mark ? `\ufeff${text}` : text;
      const bytes = new DataView(new ArrayBuffer(units.length * 2));
      for (let at = 0; at < units.length; at++) bytes.setUint16(at * 2, units.charCodeAt(at), littleEndian);
      return new Uint8Array(bytes.buffer);
    },
    decode(bytes) {
      const marked = mark && bytes.length >= 2 ? ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0) : 0;
      if (mark && marked !== 0xfeff && marked !== 0xfffe) return null;
      const little = mark ? marked === 0xfffe : littleEndian;
      const label = little ? "utf-16le" : "utf-16be";
      return sound(new TextDecoder(label, { ignoreBOM: true }).decode(mark ? bytes.subarray(2) : bytes));
    },
  };
}

const latin1: TextEncoding = {
  name: "ISO-8859-1",
  encode: (text) => (/^[\0-\xff]*$/.test(text) ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : null),
  decode: (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""),
};

const utf8Encoding: TextEncoding = {
  name: "UTF-8",
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => sound(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
};

/** Encodes with the inverse of what `TextDecoder` does, found out once by decoding every code. */
function tabulated(name: string, label: string, wide: boolean): TextEncoding {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  let codes: Map<string, readonly number[]> | undefined;
  const invert = (): Map<string, readonly number[]> => {
    const found = new Map<string, readonly number[]>();
    const note = (bytes: readonly number[]): void => {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (!text.includes(replacement) && Array.from(text).length === 1 && !found.has(text)) found.set(text, bytes);
    };
    for (let byte = 0; byte < 256; byte++) note([byte]);
    if (wide)
      for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) note([lead, trail]);
    return found;
  };
  return {
    name,
    encode(text) {
      codes ??= invert();
      const bytes: number[] = [];
      for (const character of text) {
        const code = codes.get(character);
        if (code === undefined) return null;
        bytes.push(...code);
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => sound(decoder.decode(bytes)),
  };
}

const fixed: Readonly<Record<string, () => TextEncoding>> = {
  "utf-8": () => utf8Encoding,
  "utf-16": () => utf16("UTF-16", false, true),
  "utf-16be": () => utf16("UTF-16BE", false, false),
  "utf-16le": () => utf16("UTF-16LE", true, false),
  "iso-8859-1": () => latin1,
};

/** The encoding of an IANA name, in any case; `null` for one that is not known. */
export function findEncoding(given: string): TextEncoding | null {
  const lower = given.toLowerCase();
  const name = aliases[lower] ?? lower;
  const make = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  if (make) return make();
  for (const [table, wide] of [
    [singleByte, false],
    [doubleByte, true],
  ] as const) {
    const found = Object.keys(table).find((candidate) => candidate.toLowerCase() === name);
    if (found !== undefined) return tabulated(found, table[found] ?? found, wide);
  }
  return null;
}
