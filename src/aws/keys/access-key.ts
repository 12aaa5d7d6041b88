/**
 * AWS access key ids: what one is, whose it is, and how it may be shown.
 *
 * Prefixes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.
 * The other prefixes of that page (AIDA user, AROA role, AIPA instance profile, ANPA policy, AGPA group …) name things;
 * they open nothing and are no access keys.
 */
export type AccessKeyKind = "long-term" | "temporary" | "service-bearer" | "context-specific";

const kinds: Readonly<Record<string, AccessKeyKind>> = {
  AKIA: "long-term",
  ASIA: "temporary",
  ABIA: "service-bearer",
  ACCA: "context-specific",
};

const prefixLength = 4;
/** AWS writes the part after the prefix in base32: 0, 1, 8 and 9 never occur. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const accessKeyId = /^A(?:[KSB]I|CC)A[A-Z2-7]{16}$/u;

/** What kind of key an id belongs to; `null` when AWS cannot have issued it as an access key id. */
export function accessKeyKind(id: string): AccessKeyKind | null {
  return accessKeyId.test(id) ? (kinds[id.slice(0, prefixLength)] ?? null) : null;
}

/**
 * The account that a key belongs to, twelve digits, read from the id alone; `null` when the id does not tell.
 *
 * The first of the 80 bits is the generation of the id; only the newer one (first letter Q–Z or 2–7) carries the account,
 * in the 40 bits after it. Sources: T. Beery, "A short note on AWS KEY ID"; WithSecure, "A bitwise analysis of AWS access
 * key identifiers"; case ids of test/conformance/data/chain-provider.json.
 */
export function accountOf(id: string): string | null {
  if (accessKeyKind(id) === null) return null;
  let bits = 0n;
  // Nine letters hold the generation bit, the forty bits of the account, and four bits that are not asked for.
  for (const letter of id.slice(prefixLength, prefixLength + 9)) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  const isNewGeneration = bits >> 44n === 1n;
  if (!isNewGeneration) return null;
  const account = (bits >> 4n) & 0xff_ffff_ffffn;
  return account < 1_000_000_000_000n ? account.toString().padStart(12, "0") : null;
}

/** Any id of AWS, not only of keys: what may show its first and last four letters. */
const uniqueId = /^A[A-Z0-9]{15,127}$/u;

/**
 * An access key id as it may be printed: first four and last four letters, `AKIA…WXYZ`. Whatever is not an id of AWS — a
 * secret in the wrong argument, for instance — shows nothing but a known prefix.
 */
export function maskKeyId(id: string): string {
  if (uniqueId.test(id)) return `${id.slice(0, prefixLength)}…${id.slice(-4)}`;
  return id.slice(0, prefixLength) in kinds ? `${id.slice(0, prefixLength)}…` : "…";
}
