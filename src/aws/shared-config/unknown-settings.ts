import { firstReleaseWith as firstProgramWith, libraryOf, sdkV1 } from "../backend/library.ts";
import type { Consumer } from "../consumer.ts";
import type { FilePlace } from "../place.ts";
import { firstReleaseWith as firstProviderWith, librariesOf } from "../provider/libraries.ts";
import { atLeast } from "../release.ts";
import { relevantProfiles, settingIn, type TextOfFile } from "./file-profiles.ts";
import { settingsSince, type NewSetting } from "./profile.ts";

/** A setting of a profile that the consumer's release takes no notice of, because it is older. */
export interface UnknownSetting {
  readonly key: NewSetting;
  readonly profile: string;
  readonly place: FilePlace;
  /** The first release of the provider, or of the program, that knows it: `4.54.0`. */
  readonly since: string;
}

/** How the newest releases read the files: the settings are written for them. */
const newest = { backslashEscapes: false, indentedKeys: true } as const;

/** Of the profile that is looked up, and of those that it builds on. */
export function settingsUnknownTo(
  consumer: Exclude<Consumer, { kind: "cli" }>,
  files: readonly TextOfFile[],
  profile: string,
): UnknownSetting[] {
  const config = configOf(consumer);
  const lacking = (Object.keys(settingsSince) as NewSetting[]).filter(
    (key) => config === null || !atLeast(config, settingsSince[key]),
  );
  if (lacking.length === 0) return [];
  return [...relevantProfiles(files, profile, newest)].flatMap((name) =>
    lacking.flatMap((key) => {
      const place = settingIn(files, name, key, newest);
      const since = firstReleaseWith(consumer, settingsSince[key]);
      return place && since !== undefined ? [{ key, profile: name, place, since }] : [];
    }),
  );
}

/** The release of the SDK's module `config`; `null` for what stands on the SDK for Go v1. */
function configOf(consumer: Exclude<Consumer, { kind: "cli" }>): string | null {
  if (consumer.kind === "provider") return librariesOf(consumer.version)?.config ?? null;
  const library = libraryOf(consumer.program);
  return library === sdkV1 ? null : library.config;
}

function firstReleaseWith(consumer: Exclude<Consumer, { kind: "cli" }>, config: string): string | undefined {
  return consumer.kind === "provider" ? firstProviderWith(config) : firstProgramWith(consumer.program.name, config);
}
