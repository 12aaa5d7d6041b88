import { knownBad } from "./data/known-bad.ts";
import { compareVersions, parseVersion, type Version } from "./version.ts";

/** Something that is wrong in releases of hashicorp/aws, from one on and before another. */
export interface Defect {
  /** The first release that has it. */
  readonly since: string;
  /** The first release that has it no more. */
  readonly fixedIn: string;
  /** What goes wrong, as the end of a sentence that begins with the release. */
  readonly what: string;
  readonly concernsAuthentication: boolean;
  /** The argument of the provider block without which nobody is hit; `null` when there is no such argument. */
  readonly argument: string | null;
}

/**
 * Defects that hit people who sign in, from the changelogs of the provider (`../shared/data/aws-auth-changes.json`, rows `fixed` and
 * `regression` whose first bad release is stated or derived there).
 */
const authentication: readonly [since: string, fixedIn: string, what: string, argument?: string][] = [
  ["2.21.0", "2.23.0", "prefers AWS_PROFILE to the keys of the environment"],
  ["2.45.0", "2.46.0", "loses the error messages of AWS and does not retry"],
  ["3.26.0", "3.27.0", "fails on the SSO settings of profiles that it does not use"],
  ["3.64.0", "3.64.2", "does not accept custom endpoints", "endpoints"],
  ["4.0.0", "4.2.0", "does not renew credentials that expire (assumed roles, SSO): ExpiredToken in long runs"],
  [
    "4.12.0",
    "4.22.0",
    "may ignore assume_role_with_web_identity and run with the base credentials",
    "assume_role_with_web_identity",
  ],
  ["5.0.0", "5.7.0", "checks forbidden_account_ids wrongly", "forbidden_account_ids"],
  ["5.65.0", "5.67.0", "cannot reach AWS through AWS Network Firewall (TLS of Go 1.23)"],
  ["5.67.0", "5.68.0", 'refuses role_arn = "" in assume_role', "role_arn"],
  [
    "6.23.0",
    "6.27.0",
    "cannot read aws_s3_bucket when skip_requesting_account_id is set",
    "skip_requesting_account_id",
  ],
  ["6.56.0", "6.63.0", "refuses web_identity_token when AWS_WEB_IDENTITY_TOKEN_FILE is set", "web_identity_token"],
];

let all: readonly Defect[] | undefined;

/** The known defects of one release of hashicorp/aws, those of authentication first. */
export function defectsOf(version: Version): readonly Defect[] {
  all ??= readDefects();
  return all.filter(({ since, fixedIn }) => isAtLeast(version, since) && !isAtLeast(version, fixedIn));
}

function readDefects(): readonly Defect[] {
  const known = new Set(authentication.map(([since, fixedIn]) => `${since} ${fixedIn}`));
  const others = knownBad
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([since = "", fixedIn = ""]) => !known.has(`${since} ${fixedIn}`));
  return [
    ...authentication.map(([since, fixedIn, what, argument = null]) => ({
      since,
      fixedIn,
      what,
      concernsAuthentication: true,
      argument,
    })),
    ...others.map(([since = "", fixedIn = "", ...words]) => ({
      since,
      fixedIn,
      what: `has a known bug: ${words.join(" ")}`,
      concernsAuthentication: false,
      argument: null,
    })),
  ];
}

function isAtLeast(version: Version, text: string): boolean {
  const other = parseVersion(text);
  return other !== null && compareVersions(version, other) >= 0;
}
