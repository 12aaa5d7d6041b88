import { authenticationChanges as source } from "./data/authentication-changes.ts";
import { compareVersions, parseVersion, type Version } from "./version.ts";

/** What one release of hashicorp/aws did to signing in. */
export interface AuthenticationChange {
  readonly version: Version;
  /** `4.12.0`. */
  readonly release: string;
  readonly kind: "added" | "changed" | "fixed" | "removed" | "deprecated" | "regression" | "retracted";
  /** `assume-role`, `sso`, `region` … */
  readonly topic: string;
  readonly change: string;
  /** What older or newer releases do differently; may be empty. */
  readonly why: string;
}

let all: readonly AuthenticationChange[] | undefined;

/** The changes that come with an upgrade: newer than `after`, up to and including `upTo`; oldest first. */
export function authenticationChanges(after: Version, upTo: Version): readonly AuthenticationChange[] {
  all ??= source.split("\n").flatMap(readChange);
  return all.filter(({ version }) => compareVersions(version, after) > 0 && compareVersions(version, upTo) <= 0);
}

function readChange(line: string): AuthenticationChange[] {
  const [head = "", change = "", why = ""] = line.split("\t");
  const [release = "", kind, topic = ""] = head.split(" ");
  const version = parseVersion(release);
  return version ? [{ version, release, kind: kind as AuthenticationChange["kind"], topic, change, why }] : [];
}
