import { isCanary } from "../aws/keys/canary.ts";
import type { Consumer } from "../aws/consumer.ts";
import type { CredentialSource, RoleHop, SigningPlan, StsTarget, Trace } from "../aws/trace.ts";
import { guarded } from "./account-guard.ts";
import { openAnswerCache, type AnswerCache } from "./answer-cache.ts";
import { assumeRole, assumeRoleWithWebIdentity } from "./assume-role.ts";
import { callerIdentity } from "./caller-identity.ts";
import { canaryAnswer } from "./confirm.ts";
import { settingsOf, type ConsumerSettings } from "./consumer-settings.ts";
import { defaultTimeLimit, none, type Line, type Obtained } from "./line.ts";
import type { LiveAnswer } from "./live-answer.ts";
import type { LiveOptions } from "./live-options.ts";
import { networkOf } from "./network.ts";
import { once } from "./once.ts";
import { containerKeys } from "./sources/container.ts";
import { instanceKeys, instanceRegion } from "./sources/instance-metadata.ts";
import { loginKeys } from "./sources/login.ts";
import { processKeys } from "./sources/process.ts";
import { ssoKeys } from "./sources/sso.ts";
import { storeFile, type Store } from "./store.ts";
import type { StsEndpoint } from "./sts.ts";
import { createTransport } from "./transport.ts";

/** Who is asked about, and how it would sign. */
export interface Subject {
  readonly consumer: Consumer;
  readonly trace: Trace;
}

export interface IdentityOptions extends LiveOptions {
  /** Run `credential_process` commands. */
  readonly processes?: boolean;
  /** Keeps a renewed SSO or login session; default: in its cache file, as Terraform does. */
  readonly store?: Store;
}

/**
 * Walks the way that Terraform would go for each consumer, from the source to the last role, and asks STS who that is. All at the
 * same time; what several consumers share is done once. The answers stand in the order of the subjects. Never throws.
 */
export async function confirmIdentities(subjects: readonly Subject[], options: IdentityOptions): Promise<LiveAnswer[]> {
  const shared = once();
  const cache = options.cacheFile ? openAnswerCache(options.cacheFile, options.machine) : null;
  const answers = await Promise.all(
    subjects.map(async ({ consumer, trace }) => {
      if (!trace.plan) return nothingToAsk(trace);
      const settings = settingsOf(consumer, trace.plan, options.machine.environment);
      const directory = consumer.kind === "cli" ? options.machine.currentDirectory : consumer.directory;
      const line = lineOf(settings, directory, cache, options);
      if ("status" in line) return line;
      return guarded(await identityOf(trace.plan, settings, line, shared, options), settings);
    }),
  );
  cache?.save();
  return answers;
}

function nothingToAsk({ error, unknown }: Trace): LiveAnswer {
  const because = error?.summary ?? unknown[0]?.because ?? "nothing supplies credentials";
  return { status: "unknown", message: `Nothing was asked: ${because}` };
}

function lineOf(
  settings: ConsumerSettings,
  directory: string,
  cache: AnswerCache | null,
  options: IdentityOptions,
): Line | LiveAnswer {
  const { machine, signal = new AbortController().signal, timeLimit = defaultTimeLimit } = options;
  const network = networkOf(machine, settings.network, directory);
  if (!network.ok) return { status: "unknown", message: network.message };
  return { machine, directory, transport: createTransport(network.settings), signal, timeLimit, cache };
}

/** How a trace writes the region that only the instance metadata can tell. */
const regionOfInstance = "{imds}";

async function identityOf(
  plan: SigningPlan,
  settings: ConsumerSettings,
  line: Line,
  shared: ReturnType<typeof once>,
  options: IdentityOptions,
): Promise<LiveAnswer> {
  // Two blocks with different proxies or authorities don't share a way.
  const way: unknown[] = [line.directory, settings.network, settings.sts, plan.source];
  const instance = plan.source.via === "imds" ? plan.source : null;
  const isUntold = plan.sts.region === null || plan.sts.region === regionOfInstance;
  const told = instance && isUntold ? await shared([...way, "region"], () => instanceRegion(instance, line)) : null;
  const endpoint = (target: StsTarget): StsEndpoint => ({
    ...settings.sts,
    region: target.region === null || target.region === regionOfInstance ? (told ?? "us-east-1") : target.region,
    url: target.endpoint,
  });

  let current = await shared(way, () => baseKeys(plan.source, endpoint, line, options));
  for (const hop of plan.hops) {
    if (!current.ok) break;
    const { keys } = current;
    way.push(hop);
    current = await shared(way, () => assumeRole(keys, hop, endpoint(hop.sts), line));
  }
  if (!current.ok) return current.answer;
  if (settings.isUnchecked) return uncheckedAnswer;
  const { keys, expires } = current;
  const answer = await shared([...way, plan.sts], () => callerIdentity(keys, endpoint(plan.sts), line));
  return { ...answer, ...(answer.status === "confirmed" && expires !== null && { expires }) };
}

async function baseKeys(
  source: CredentialSource,
  endpoint: (target: StsTarget) => StsEndpoint,
  line: Line,
  { processes = false, canaries = false, store = storeFile }: IdentityOptions,
): Promise<Obtained> {
  switch (source.via) {
    case "static":
    case "environment":
    case "shared-credentials":
    case "shared-config": {
      const { accessKeyId, secretAccessKey, sessionToken } = source.keys;
      if (isCanary(accessKeyId) && !canaries) return none(canaryAnswer);
      const keys = { accessKeyId, secretAccessKey: secretAccessKey.reveal(), sessionToken: sessionToken?.reveal() };
      return { ok: true, keys, expires: null };
    }
    case "process":
      return processes ? processKeys(source.command, line) : none(processAnswer);
    case "sso":
      return ssoKeys(source, line, store);
    case "login":
      return loginKeys(source, line, store);
    case "container":
      return containerKeys(source, line);
    case "imds":
      return instanceKeys(source, line);
    case "web-identity-env":
    case "web-identity-profile":
    case "web-identity-block":
      return webIdentityKeys(source, source.role, endpoint, line);
  }
}

/** Dummy keys for an emulator, for instance, which would go to AWS otherwise. */
const uncheckedAnswer: LiveAnswer = {
  status: "unknown",
  code: "NotChecked",
  message: "The block skips the check of credentials, so Terraform doesn't ask STS, and neither did this run",
  remedy: "Remove skip_credentials_validation where AWS itself is meant.",
};

const processAnswer: LiveAnswer = {
  status: "unknown",
  code: "ProcessNotRun",
  message: "The keys come from a credential_process, which wasn't run",
  remedy: "--live-process runs it.",
};

function webIdentityKeys(
  { token }: { readonly token: { readonly file: string } | { readonly text: { reveal(): string } } },
  role: RoleHop,
  endpoint: (target: StsTarget) => StsEndpoint,
  line: Line,
): Obtained | Promise<Obtained> {
  if ("text" in token) return assumeRoleWithWebIdentity(token.text.reveal(), role, endpoint(role.sts), line);
  const content = line.machine.files.read(line.machine.paths.resolve(line.directory, token.file));
  if (content.ok) {
    return assumeRoleWithWebIdentity(new TextDecoder().decode(content.bytes), role, endpoint(role.sts), line);
  }
  return none({
    status: "rejected",
    cause: "web-identity-token-file-missing",
    message: `The web identity token ${token.file}: ${content.message}`,
    remedy: "Name an existing file by its absolute path.",
  });
}
