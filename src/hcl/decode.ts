/**
 * Bytes → text, a byte order mark included. A byte that is part of no well-formed UTF-8 sequence becomes the lone
 * surrogate U+DC00 + byte: one unit per byte, so that offsets can be led back to the bytes, and never a character that
 * the source could hold otherwise.
 */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

function decodeBroken(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieces: string[] = [];
  let at = 0;
  let wellFormed = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(decoder.decode(bytes.subarray(wellFormed, at)), String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
    wellFormed = ++at;
  }
  pieces.push(decoder.decode(bytes.subarray(wellFormed)));
  return pieces.join("");
}

/** Bounds of the second byte by lead byte where they are narrower than 80..BF (Unicode, table 3-7). */
const secondByte: Readonly<Record<number, readonly [low: number, high: number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};

/** Length of the well-formed sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (at + length > bytes.length) return 0;
  const [low, high] = secondByte[lead] ?? [0x80, 0xbf];
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf)) return 0;
  }
  return length;
}
