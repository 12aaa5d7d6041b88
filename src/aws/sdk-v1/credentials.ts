import { inEnvironment } from "../place.ts";
import { Secret } from "../secret.ts";
import { defaultPath } from "../shared-config/locate.ts";
import type { Shell } from "../shell.ts";
import type { Keys } from "../trace.ts";
import { placesOf, textOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import { noValidSources } from "./error.ts";
import { readSections } from "./profile.ts";
import { profileSource } from "./profile-source.ts";
import { bundleProblem, openSession } from "./session.ts";
import type { SessionError } from "./session.ts";
import { environmentKeys, keysSource } from "./source.ts";
import type { Source, SourceError, Surroundings } from "./source.ts";
import { webIdentitySource } from "./web-identity.ts";

export const sessionFailed = (error: string): string => `Error creating AWS session: ${error}`;

/** `GetCredentials` of aws-sdk-go-base 0.7, before `role_arn`: three sources of keys, then a session of the SDK. Errors in its words. */
export function findCredentials(around: Surroundings, settings: Settings): Source | SessionError {
  const { shell } = around;
  const keys = staticKeys(settings) ?? environmentKeys(shell);
  if (keys) return keys;
  const file = textOf(settings, "shared_credentials_file");
  const path = expandHome(shell, file?.value ?? "");
  if (path === null) {
    const error = "error expanding shared credentials filename: cannot expand user-specific home dir";
    return { error, where: file?.places ?? [] };
  }
  const profile = textOf(settings, "profile")?.value ?? "";
  const shared = sharedCredentials(shell, path, profile || shell.env("AWS_PROFILE") || "default");
  if (shared) return shared;

  const source = sessionCredentials(around, profile);
  if (!("error" in source)) return source;
  const error = source.retrieving ? noValidSources(source.error, around.caller) : sessionFailed(source.error);
  return { error, where: source.where };
}

function staticKeys(settings: Settings): Source | null {
  const text = (name: string): string => textOf(settings, name)?.value ?? "";
  if (text("access_key") === "" || text("secret_key") === "") return null;
  const keys: Keys = {
    accessKeyId: text("access_key"),
    secretAccessKey: new Secret(text("secret_key")),
    sessionToken: text("token") === "" ? null : new Secret(text("token")),
  };
  const where = ["access_key", "secret_key", "token"].flatMap((name) => placesOf(settings, name));
  return keysSource("static", keys, null, where);
}

/** A complete pair in the credentials file, under exactly the profile's name. What else the profile says doesn't count. */
function sharedCredentials(shell: Shell, argument: string, profile: string): Source | null {
  const path = argument || shell.env("AWS_SHARED_CREDENTIALS_FILE") || defaultPath(shell, "credentials");
  const sections = readSections(shell, path);
  if (sections === null || "error" in sections) return null;
  const section = sections.get(profile);
  const [id, secret, token] = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"].map((key) =>
    section?.settings.get(key),
  );
  if (!id?.value || !secret?.value) return null;
  const keys: Keys = {
    accessKeyId: id.value,
    secretAccessKey: new Secret(secret.value),
    sessionToken: token?.value ? new Secret(token.value) : null,
  };
  return keysSource("shared-credentials", keys, profile, [id.place, secret.place]);
}

/** `GetCredentialsFromSession`. */
function sessionCredentials(around: Surroundings, argument: string): Source | SourceError {
  const { shell } = around;
  const opened = openSession(shell, { profile: argument, sharedConfig: true });
  if ("error" in opened) return { ...opened, retrieving: false };
  const file = shell.env("AWS_WEB_IDENTITY_TOKEN_FILE");
  const source =
    argument === "" && file !== ""
      ? webIdentitySource(around, {
          via: "web-identity-env",
          file,
          roleArn: shell.env("AWS_ROLE_ARN"),
          sessionName: shell.env("AWS_ROLE_SESSION_NAME"),
          profile: null,
          where: ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"].map(inEnvironment),
        })
      : profileSource(around, opened.profile);
  const failed = "error" in source && !source.retrieving;
  const bundle = failed ? null : bundleProblem(shell, opened);
  return bundle ? { ...bundle, retrieving: false } : source;
}

/** A leading `~` (package `go-homedir`); `null` for the home folder of another user, which it refuses. */
function expandHome({ machine }: Shell, path: string): string | null {
  if (!path.startsWith("~")) return path;
  return path === "~" || /^~[/\\]/.test(path) ? machine.paths.join(machine.home, path.slice(1)) : null;
}
