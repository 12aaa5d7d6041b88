import type { Consumer } from "../aws/consumer.ts";
import { maskKeyId } from "../aws/keys/access-key.ts";
import { isHidden, knownText } from "./known-arguments.ts";
import { rolesOf } from "./roles.ts";

/** Whose a block says that it is, as far as it says so by itself. */
export interface WrittenIdentity {
  readonly profile: string | null;
  /** Masked. */
  readonly key: string | null;
  /** The last role. */
  readonly role: string | null;
}

const telling = ["profile", "access_key", "shared_config_files", "shared_credentials_files"];

/** `null`: an argument that would tell isn't known. A block that names nobody takes the environment's credentials. */
export function writtenIdentityOf(consumer: Consumer): WrittenIdentity | null {
  if (consumer.kind === "cli" || telling.some((name) => isHidden(consumer, name))) return null;
  const blocks = consumer.arguments.blocks.filter(({ kind }) => kind.startsWith("assume_role"));
  const role = rolesOf(consumer).at(-1)?.arn ?? null;
  if (role === null && blocks.some(({ arguments: nested }) => nested?.attributes.get("role_arn")?.known !== true)) {
    return null;
  }
  const key = knownText(consumer, "access_key")?.value;
  return {
    profile: key === undefined ? (knownText(consumer, "profile")?.value ?? null) : null,
    key: key === undefined ? null : maskKeyId(key),
    role,
  };
}

export const namesNobody = ({ profile, key, role }: WrittenIdentity): boolean => (profile ?? key ?? role) === null;

/** `role arn:aws:iam::123456789012:role/deploy of profile "prod"`, `the environment's credentials`. */
export function identityText({ profile, key, role }: WrittenIdentity): string {
  const base = profile !== null ? `profile "${profile}"` : key !== null ? `the key ${key}` : null;
  if (role === null) return base ?? "the environment's credentials";
  return base === null ? `role ${role}` : `role ${role}, assumed by ${base}`;
}
