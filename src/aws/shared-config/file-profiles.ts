import type { FilePlace } from "../place.ts";
import { parseGoV2 } from "./go-v2.ts";
import type { GoV2Dialect } from "./go-v2.ts";
import type { Section } from "./section.ts";

export interface TextOfFile {
  readonly kind: "config" | "credentials";
  readonly path: string;
  readonly text: string;
}

/** What stands between the brackets of a profile. */
export const headerFor = (kind: TextOfFile["kind"], profile: string): string =>
  kind === "config" && profile !== "default" ? `profile ${profile}` : profile;

/** The profile that is looked up and those whose credentials it uses, as far as they can be found. */
export function relevantProfiles(
  files: readonly TextOfFile[],
  profile: string,
  dialect: GoV2Dialect,
): ReadonlySet<string> {
  const found = new Set([profile]);
  for (const name of found) {
    for (const { settings } of sectionsOf(files, name, dialect)) {
      const source = settings.get("source_profile")?.value ?? "";
      if (source !== "") found.add(source);
    }
  }
  return found;
}

export interface KeysBesideSso {
  readonly profile: string;
  readonly keys: FilePlace;
  readonly sso: FilePlace;
}

/** A key pair and SSO in one profile, whichever files they stand in. */
export function keysBesideSso(files: readonly TextOfFile[], profile: string, dialect: GoV2Dialect): KeysBesideSso[] {
  const placeOf = (key: string): FilePlace | undefined => settingIn(files, profile, key, dialect);
  const keys = placeOf("aws_access_key_id");
  const sso = placeOf("sso_session") ?? placeOf("sso_start_url");
  return keys && sso && placeOf("aws_secret_access_key") ? [{ profile, keys, sso }] : [];
}

/** Where a profile has a setting that isn't empty; the last place counts. */
export function settingIn(
  files: readonly TextOfFile[],
  profile: string,
  key: string,
  dialect: GoV2Dialect,
): FilePlace | undefined {
  const found = sectionsOf(files, profile, dialect).map(({ settings }) => settings.get(key));
  return found.findLast((setting) => setting && setting.value !== "")?.place;
}

function sectionsOf(files: readonly TextOfFile[], profile: string, dialect: GoV2Dialect): Section[] {
  return files.flatMap(({ kind, path, text }) => {
    const sections = parseGoV2(text, path, dialect);
    const replacement = kind === "config" && profile === "default" ? sections.get("profile default") : undefined;
    return replacement ?? sections.get(headerFor(kind, profile)) ?? [];
  });
}
