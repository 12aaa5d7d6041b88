import type { Consumer } from "../aws/consumer.ts";
import { signInSession, type SignInSession } from "../aws/caches/sign-in-session.ts";
import type { Place } from "../aws/place.ts";
import type { Trace } from "../aws/trace.ts";
import type { Machine } from "../machine/machine.ts";
import { set, unset } from "./remedies.ts";
import { userShell, type UserShell } from "./user-shell.ts";

/** Why somebody will not authenticate: what a trace foretells, sorted by the rule that reports it. */
export interface ForetoldFailure {
  /** `null`: none reports it. */
  readonly rule: FailureRule | StaticRule | null;
  /** What Terraform will report, reduced to the sentence that tells the cause. */
  readonly said: string;
  /** One sentence that says what to do; `""` when only the error itself can tell. */
  readonly remedy: string;
  /** The profile, file or variable that the error names; `""` when it names none. */
  readonly subject: string;
  /** The profile that supplies the credentials, or the one that is looked up. */
  readonly profile: string;
  readonly where: readonly Place[];
  /** Of a profile that somebody has to sign in for. */
  readonly session: SignInSession | null;
}

export type FailureRule =
  | "no-credentials-found"
  | "profile-missing"
  | "profile-unusable"
  | "sign-in-required"
  | "credential-process-missing"
  | "shared-file-unreadable"
  | "token-file-unreadable"
  | "region-missing"
  | "env-variable-invalid"
  | "web-identity-incomplete";

/** Rules that say it of the configuration, whatever the environment. */
type StaticRule = "region-invalid" | "incomplete-static-credentials";

interface Told {
  /** What the sentence names. */
  readonly subject: string;
  readonly profile: string;
  readonly where: readonly Place[];
  readonly shell: UserShell;
}

interface Cause {
  /** The sentence that tells the cause; its group is what it names. */
  readonly said: RegExp;
  readonly rule: ForetoldFailure["rule"];
  /** Instead, where an environment variable is at fault. */
  readonly ruleOfVariable?: FailureRule;
  readonly remedy: (told: Told) => string;
}

const ofProfile = (command: string, profile: string): string =>
  profile === "default" ? command : `${command} --profile ${/^[\w.@+-]+$/u.test(profile) ? profile : `"${profile}"`}`;

const signIn = ({ profile }: Told): string => `${ofProfile("aws sso login", profile)}.`;
const correct = ({ subject, shell }: Told): string => `Correct ${subject}, or ${unset([subject], shell)}.`;

/** What to do about a profile that isn't there. */
export function created(profile: string): string {
  return `Create it (${ofProfile("aws configure", profile)}), or name another one.`;
}

/** What to do where no source has anything. */
export function nothingFound(shell: UserShell): string {
  return `Sign in, then name the profile: ${set("AWS_PROFILE", "NAME", shell)}; or set a key pair.`;
}

/** In the order of looking: the more telling sentence comes first. */
const causes: readonly Cause[] = [
  {
    said: /failed to load assume role \S*, of profile ([^,\n]+), [^\n]*/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Give profile ${subject} credentials, or correct source_profile.`,
  },
  {
    said: /failed to get shared config profile, ([^\n]*)/u,
    rule: "profile-missing",
    remedy: ({ subject }) => created(subject),
  },
  {
    said: /partial credentials found for profile (?:profile )?([^\n]+)/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Add the missing half of the key pair to profile ${subject}, or remove the other.`,
  },
  {
    said: /only one credential type may be specified per profile[^\n]*/u,
    rule: "profile-unusable",
    remedy: () => "Keep one of them in the profile.",
  },
  {
    said: /credential type (\w+) requires role_arn[^\n]*/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Add role_arn beside ${subject}, or remove it.`,
  },
  {
    said: /failed to find SSO session section, ([^\n]+)/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Add [sso-session ${subject}] to the config file, or correct sso_session.`,
  },
  {
    said: /profile "[^"\n]*" is configured to use SSO but is missing required configuration: ([^\n]+)/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Add ${subject}.`,
  },
  {
    said: /(sso_\w+) in profile "[^"\n]*" must match \w+ in sso-session/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Remove ${subject} from the profile: the sso-session has it.`,
  },
  {
    said: /credential_?\s?source values must be [^\n]*/u,
    rule: "profile-unusable",
    remedy: () => "Write one of the three, with these capitals.",
  },
  {
    said: /EcsContainer was specified as the credential_source[^\n]*/u,
    rule: "profile-unusable",
    remedy: () => "Outside of ECS name another source: a source_profile, or Environment.",
  },
  {
    said: /assume role with MFA enabled, but AssumeRoleTokenProvider session option not set\./u,
    rule: "profile-unusable",
    remedy: () =>
      "Terraform asks for no code: get a session first and name its profile (aws-vault, or aws configure export-credentials).",
  },
  {
    said: /failed to load (\w+) from shared config, [^\n]*/u,
    rule: "profile-unusable",
    remedy: ({ subject }) => `Correct ${subject}, or remove it.`,
  },
  {
    said: /failed to load shared config file, (.+?), [^\n]*/u,
    rule: "shared-file-unreadable",
    remedy: () => "Name a file there, or none.",
  },
  {
    said: /(?:failed to (?:read|parse) cached SSO token|cached SSO token (?!failed)|unable to refresh SSO token|the SSO session has expired|SSOProviderInvalidToken)[^\n]*/u,
    rule: "sign-in-required",
    remedy: signIn,
  },
  {
    said: /(?:load|validate) login token: [^\n]*/u,
    rule: "sign-in-required",
    remedy: ({ profile }) => `${ofProfile("aws login", profile)}.`,
  },
  {
    said: /unable to read file at (.*?)(?:: [^\n]*|$)/mu,
    rule: "token-file-unreadable",
    remedy: ({ subject }) =>
      `Write the token to ${subject} before Terraform runs, and name the file by its absolute path.`,
  },
  {
    said: /failed to read authorization token from (.+?): [^\n]*/u,
    rule: "token-file-unreadable",
    remedy: ({ shell }) => `Correct the path, or ${unset(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"], shell)}.`,
  },
  {
    said: /authorization token contains invalid newline sequence/u,
    rule: "token-file-unreadable",
    remedy: () => "Write the token without a line break, not even at its end (printf instead of echo).",
  },
  {
    said: /ProcessProviderExecutionError[^\n]*/u,
    rule: "credential-process-missing",
    remedy: () => "Correct the command.",
  },
  {
    said: /role ARN is not set/u,
    rule: "web-identity-incomplete",
    remedy: ({ shell }) => `Set AWS_ROLE_ARN as well, or ${unset(["AWS_WEB_IDENTITY_TOKEN_FILE"], shell)}.`,
  },
  { said: /invalid (?:value|range)[^\n]*?\b(AWS_\w+)=[^\n]*/u, rule: "env-variable-invalid", remedy: correct },
  { said: /invalid (AWS_\w+) value[^\n]*/u, rule: "env-variable-invalid", remedy: correct },
  {
    said: /invalid range for env var min request compression size bytes[^\n]*/u,
    rule: "env-variable-invalid",
    remedy: (told) => correct({ ...told, subject: "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES" }),
  },
  {
    said: /(?:invalid endpoint host|unable to parse host from local HTTP|invalid URL)[^\n]*/u,
    rule: "env-variable-invalid",
    remedy: (told) => correct({ ...told, subject: "AWS_CONTAINER_CREDENTIALS_FULL_URI" }),
  },
  {
    said: /Missing region value[^\n]*|[Ii]nvalid AWS Region: *$|Invalid Configuration: Missing Region[^\n]*/mu,
    rule: "region-missing",
    remedy: ({ shell }) => `Set region in the block, or ${set("AWS_REGION", "eu-west-1", shell)} (or where it is).`,
  },
  {
    // `backend "s3" {}` is filled in by those who run `init`.
    said: /The attribute "\w+" is required by the backend|"(?:bucket|key|region)": required field is not set/u,
    rule: null,
    remedy: () => "Set it in the block, or give what init is given: --backend-config FILE.",
  },
  {
    said: /failed to load custom CA bundle PEM file|(?:reading custom CA bundle|^loading configuration|^open)[^\n]*: no such file[^\n]*/mu,
    rule: null,
    remedy: () => "Correct the path of the CA bundle: custom_ca_bundle, AWS_CA_BUNDLE, or ca_bundle of the profile.",
  },
  {
    said: /[Ii]nvalid AWS Region: (\S+)/u,
    rule: "region-invalid",
    ruleOfVariable: "env-variable-invalid",
    remedy: ({ subject }) => `Correct the region ${subject}.`,
  },
  {
    said: /retrieving credentials: static credentials are empty/u,
    rule: "incomplete-static-credentials",
    remedy: () => "Give access_key and secret_key together, or remove both.",
  },
  {
    said: /static credentials are empty/u,
    rule: "profile-unusable",
    remedy: () => "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which credential_source = Environment asks for.",
  },
  {
    said: /No valid credential sources found(?=[\s\S]*no EC2 IMDS role found)|no EC2 IMDS role found[^\n]*|NoCredentialProviders[^\n]*/u,
    rule: "no-credentials-found",
    remedy: ({ shell }) => nothingFound(shell),
  },
];

/** What a trace foretells, and what to do about it; `null` when nothing will fail. */
export function foretoldFailure({ error }: Trace, consumer: Consumer, machine: Machine): ForetoldFailure | null {
  if (!error) return null;
  const text = `${error.summary}\n${error.detail}`;
  const profile = error.refusedBy?.profile ?? lookedUp(consumer, machine);
  const { where } = error;
  const session = error.refusedBy ? signInSession(error.refusedBy.source, machine) : null;
  for (const { said, rule, ruleOfVariable = rule, remedy } of causes) {
    const match = said.exec(text);
    if (!match) continue;
    const subject = match[1] ?? "";
    const told: Told = { subject, profile, where, shell: userShell(machine) };
    const reporter = where[0]?.kind === "environment" ? ruleOfVariable : rule;
    return {
      rule: reporter,
      said: fromHome(match[0].trim(), machine),
      remedy: remedy(told),
      subject,
      profile,
      where,
      session,
    };
  }
  return { rule: null, said: error.summary, remedy: "", subject: "", profile, where, session };
}

/** People paste what they are shown. */
function fromHome(text: string, { home }: Pick<Machine, "home">): string {
  return home === "" ? text : text.replaceAll(home, "~");
}

/** The profile that is looked up, whether or not it is there. */
function lookedUp(consumer: Consumer, { environment }: Pick<Machine, "environment">): string {
  const argument = consumer.kind === "cli" ? undefined : consumer.arguments.attributes.get("profile");
  const given = argument?.known && typeof argument.value === "string" ? argument.value : "";
  const candidates = [given, environment.get("AWS_PROFILE"), environment.get("AWS_DEFAULT_PROFILE")];
  return candidates.find((name) => name !== undefined && name !== "") ?? "default";
}
