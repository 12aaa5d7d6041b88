import type { Consumer } from "../aws/consumer.ts";
import type { Trace } from "../aws/trace.ts";
import { remedyFor } from "../language/remedies.ts";
import type { Machine } from "../machine/machine.ts";

/** What to do about an error, by the sentence that tells its cause. `$1` is what the sentence names, PROFILE the profile in use. */
const remedies: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/failed to get shared config profile, ([^\s,]+)/u, "create profile $1, or name one of: aws configure list-profiles"],
  [/failed to load assume role .* of profile ([^\s,]+)/u, "give profile $1 credentials, or correct source_profile"],
  [/partial credentials found for profile (?:profile )?([^\s,]+)/u, "add the missing half of the pair to profile $1"],
  [/SSO session has expired|cached SSO token|sso[/\\]cache|GetRoleCredentials/u, "aws sso login --profile PROFILE"],
  [/load login token|create oauth2 token/u, "aws login --profile PROFILE"],
  [
    /AssumeRoleTokenProvider/u,
    "get a session first (aws-vault, aws configure export-credentials): Terraform asks for no code",
  ],
  [/static credentials are empty/u, "give access_key and secret_key together, or remove both"],
  [/role ARN is not set/u, "set AWS_ROLE_ARN beside AWS_WEB_IDENTITY_TOKEN_FILE"],
  [/unable to read file at ([^\s:]+)/u, "write the token to $1, as an absolute path"],
  [/invalid (AWS_\w+) value/u, "correct or unset $1"],
  [/Missing region value|[Ii]nvalid AWS Region: *$/u, "set region in the block, or AWS_REGION"],
  [/[Ii]nvalid AWS Region: (\S+)/u, "correct the region $1"],
  [/only one credential type may be specified/u, "keep one source in the profile"],
  [/credential type (\w+) requires role_arn/u, "add role_arn beside $1, or remove it"],
  [/failed to find SSO session section, ([^\s,]+)/u, "add [sso-session $1] to the config file"],
  [/No valid credential sources found/u, "set AWS_PROFILE or export a key pair: nothing was found anywhere"],
];

/** What to do about the error of a trace; empty when only the error itself can tell. */
export function failureRemedy({ error }: Trace, consumer: Consumer, { environment }: Machine): string {
  if (!error) return "";
  const argument = consumer.kind === "cli" ? undefined : consumer.arguments.attributes.get("profile");
  const given = argument?.known && typeof argument.value === "string" ? argument.value : "";
  const profile = [given, environment.get("AWS_PROFILE"), environment.get("AWS_DEFAULT_PROFILE")].find(Boolean);
  const remedy = remedyFor(`${error.summary}\n${error.detail}`, remedies, "");
  return profile === undefined ? remedy.replace(" --profile PROFILE", "") : remedy.replace("PROFILE", () => profile);
}
