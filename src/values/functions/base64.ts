/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  // In pieces: a call takes no more than some ten thousand arguments.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** The bytes, or the offset of what Go's `StdEncoding` stops at: line breaks are skipped, padding is required. */
export function decodeBase64(text: string): Uint8Array | number {
  const compact = text.replace(/[\r\n]/g, "");
  const match = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(compact);
  const valid = match?.[0].length ?? 0;
  if (valid === compact.length) return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
  return corruptOffset(text, valid);
}

/** Where Go sees the fault: at the first character that can't stand there, or at the end of an incomplete group. */
function corruptOffset(text: string, validCharacters: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\r" || character === "\n") continue;
    if (seen >= validCharacters && !/[A-Za-z0-9+/]/.test(character)) return at;
    seen++;
  }
  return text.length - ((seen - validCharacters) % 4);
}
