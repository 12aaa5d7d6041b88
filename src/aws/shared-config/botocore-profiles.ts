import type { Section, Sections } from "./section.ts";

export interface BotocoreConfig {
  readonly profiles: Map<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
}

/**
 * The profiles of a config file as botocore names them: `[default]`, and `[profile x]` whose name is split as a shell would
 * (`[profile "my team"]`). A name of two bare words is no profile.
 */
export function botocoreProfiles(sections: Sections): BotocoreConfig {
  const profiles = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  for (const [header, section] of sections) {
    const target = header.startsWith("profile") ? profiles : header.startsWith("sso-session") ? ssoSessions : null;
    if (target) {
      const words = shellWords(header);
      if (words?.length === 2 && words[1] !== undefined) target.set(words[1], section);
    } else if (header === "default") profiles.set(header, section);
  }
  return { profiles, ssoSessions };
}

/** Python's `shlex.split`; `null` when a quote isn't closed. */
export function shellWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (/[ \t\r\n]/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === "\\") {
      if (index + 1 === text.length) return null;
      word = (word ?? "") + text.charAt(++index);
    } else if (character === '"' || character === "'") {
      let quoted = "";
      for (index++; text.charAt(index) !== character; index++) {
        if (index >= text.length) return null;
        const escapes = character === '"' && /^\\["\\]/.test(text.slice(index, index + 2));
        quoted += text.charAt(escapes ? ++index : index);
      }
      word = (word ?? "") + quoted;
    } else word = (word ?? "") + character;
  }
  if (word !== null) words.push(word);
  return words;
}
