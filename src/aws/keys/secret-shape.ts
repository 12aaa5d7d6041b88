/** Letters, digits, `+` and `/`: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html. */
export const secretLength = 40;

/**
 * Whether forty characters look drawn at random, as a secret access key is, and not like a hash, a path or a name.
 *
 * Of 200,000 random secrets none had less than 4.065 bits a character; of 200,000 SHA-1 sums in hexadecimal none had more
 * than 3.971. Words in camel case and paths reach 4 bits, too, but they change between capitals, small letters, digits and
 * signs some ten times, random text twenty-five times (± 3), and half of them stands in words.
 */
export function looksRandom(text: string): boolean {
  return text.length === secretLength && entropy(text) >= 4 && changes(text) >= 13 && inWords(text) < 20;
}

/** Shannon's entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How often neighbours are of different kinds. */
function changes(text: string): number {
  let count = 0;
  for (let i = 1; i < text.length; i++) {
    if (kindOf(text.charCodeAt(i)) !== kindOf(text.charCodeAt(i - 1))) count += 1;
  }
  return count;
}

/** How many characters belong to a word (four small letters or more) or to a number (five digits or more). */
function inWords(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(/[a-z]{4,}|[0-9]{5,}/gu)) count += word.length;
  return count;
}

function kindOf(code: number): number {
  if (code >= 0x61) return 0;
  if (code >= 0x41) return 1;
  return code >= 0x30 ? 2 : 3;
}
