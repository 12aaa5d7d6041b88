import { maskKeyId } from "../keys/access-key.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import type { Shell } from "../shell.ts";
import type { Failure, Step, StepSource, Unknown } from "../trace.ts";
import type { BaseConfig } from "./base-config.ts";
import { containerVariables } from "./container.ts";
import { getAwsConfig } from "./get-aws-config.ts";
import type { BaseOutcome } from "./get-aws-config.ts";
import { baseHas } from "./libraries.ts";
import { profileSupply } from "./profile-supply.ts";
import { chosenProfile, whereChosen } from "./sdk-config.ts";
import { environmentKeys } from "./sources.ts";

/** A place that credentials could come from, in the order of looking. */
export interface Candidate {
  readonly source: StepSource;
  /** `half`: something is set, but not enough for it to count. */
  readonly state: "set" | "unset" | "half";
  readonly because: string;
  readonly where: readonly Place[];
}

/**
 * The steps of a trace: who was looked at before the winner and had nothing, what the winner is made of, and who had something but came too
 * late.
 *
 * @param outcome `null` when an argument isn't known that decides it.
 */
export function describeSteps(
  shell: Shell,
  base: BaseConfig,
  outcome: BaseOutcome | null,
  unknown: readonly Unknown[],
): readonly Step[] {
  if (!outcome) {
    const asIfUnset = getAwsConfig(shell, { ...base, roles: [] });
    const roles = unknown.filter(({ what }) => what === "roles").map(unknownRole);
    return unknown.some(({ what }) => what === "identity")
      ? undecided(candidatesOf(shell, base, asIfUnset), unknown)
      : [...describeSteps(shell, base, asIfUnset, []), ...roles];
  }
  const winner = winnerOf(shell, base, outcome);
  const failure = outcome.identity === null ? (outcome.failures[0] ?? null) : null;
  const candidates = candidatesOf(shell, base, outcome).map((candidate) => withDoubt(candidate, unknown));
  if (failure?.phase === "config" && outcome.config === null) return stopped(candidates, winner, failure);
  return rank(candidates, winner, failure)
    .flatMap((step) => (step.status === "used" && outcome.config ? [step, ...sourceProfiles(outcome, winner)] : [step]))
    .concat(roleSteps(outcome));
}

/** What isn't known and is planned without counts for nothing; that it stands there is worth saying. */
function withDoubt(candidate: Candidate, unknown: readonly Unknown[]): Candidate {
  const names = argumentsBehind[candidate.source];
  if (!names || candidate.state !== "unset") return candidate;
  const fact = unknown.find(({ argument }) => argument !== undefined && names.includes(argument));
  return fact ? { ...candidate, because: `planned without ${fact.because}`, where: fact.where } : candidate;
}

const argumentsBehind: Partial<Record<StepSource, readonly string[]>> = {
  arguments: ["access_key", "secret_key", "token"],
  "profile argument": ["profile"],
};

/** What there is when it can't be told who wins, because an argument can't. */
export function undecided(candidates: readonly Candidate[], unknown: readonly Unknown[]): readonly Step[] {
  const facts = unknown.filter(({ what }) => what === "identity");
  const doubts = new Map(facts.map((fact) => [sourceOf(fact.argument ?? ""), fact] as const));
  const first = candidates.findIndex(({ source }) => doubts.has(source));
  const steps = candidates.map(({ source, state, because, where }, index): Step => {
    const doubt = doubts.get(source);
    if (doubt) return { source, status: "invalid", because: doubt.because, where: doubt.where };
    if (state === "half") return { source, status: "invalid", because, where };
    return { source, status: state === "unset" && index < first ? "absent" : "not reached", because, where };
  });
  const more = [...doubts].filter(([source]) => !candidates.some((candidate) => candidate.source === source));
  return [
    ...steps,
    ...more.map(([source, { because, where }]): Step => ({ source, status: "invalid", because, where })),
    ...unknown.filter(({ what }) => what === "roles").map(unknownRole),
  ];
}

const unknownRole = ({ because, where }: Unknown): Step => ({ source: "role", status: "invalid", because, where });

/** The step that an argument belongs to. */
function sourceOf(argument: string): StepSource {
  if (argument.startsWith("assume_role_with_web_identity")) return "web identity argument";
  return argument === "profile" ? "profile argument" : "arguments";
}

/** Loading the files stops the run before any source is looked at, whatever would have come first. */
function stopped(candidates: readonly Candidate[], broken: StepSource | null, failure: Failure): readonly Step[] {
  return candidates.map(({ source, because, where }): Step => {
    if (source !== broken) return { source, status: "not reached", because, where };
    return { source, status: "invalid", because: lastSentence(failure), where: together(where, failure.where) };
  });
}

const together = (some: readonly Place[], more: readonly Place[]): readonly Place[] => [
  ...some,
  ...more.filter((place) => !some.some((other) => JSON.stringify(other) === JSON.stringify(place))),
];

/**
 * What became of each candidate.
 *
 * @param failure Why the winner can't deliver.
 */
export function rank(candidates: readonly Candidate[], winner: StepSource | null, failure: Failure | null): Step[] {
  const position = candidates.findIndex(({ source }) => source === winner);
  return candidates.map(({ source, state, because, where }, index): Step => {
    if (index === position) {
      if (!failure) return { source, status: "used", because, where };
      return { source, status: "invalid", because: lastSentence(failure), where: together(where, failure.where) };
    }
    const early = position >= 0 && index < position;
    if (state === "half") return { source, status: "invalid", because, where };
    if (state === "unset") return { source, status: early ? "absent" : "not reached", because, where };
    // Something that is set lost against the profile argument, though that one had no credentials itself.
    const first = early ? "profile argument" : winner;
    return {
      source,
      status: "shadowed",
      because: first === null ? because : `${because}; ${comesFirst[first]}`,
      where,
    };
  });
}

const comesFirst: Readonly<Record<StepSource, string>> = {
  arguments: "access_key, secret_key and token of the block come first",
  "web identity argument": "assume_role_with_web_identity takes its place",
  "profile argument": "the profile argument comes first",
  environment: "keys of the environment come first",
  "web identity environment": "AWS_WEB_IDENTITY_TOKEN_FILE comes first",
  AWS_PROFILE: "AWS_PROFILE comes first",
  AWS_DEFAULT_PROFILE: "AWS_DEFAULT_PROFILE comes first",
  "default profile": "the default profile comes first",
  "source profile": "its source profile comes first",
  "files of boto": "files of boto come first",
  container: "container credentials come first",
  "instance metadata": "the instance role comes first",
  role: "the role comes first",
};

/** What an error says at its end, where the cause stands. */
const lastSentence = ({ summary, detail }: { summary: string; detail: string }): string =>
  /(?:^|\n)(?:AWS )?Error: ([^\n]+)\s*$/.exec(detail)?.[1] ?? (detail === "" ? summary : detail);

const profileSources = {
  argument: "profile argument",
  AWS_PROFILE: "AWS_PROFILE",
  AWS_DEFAULT_PROFILE: "AWS_DEFAULT_PROFILE",
  default: "default profile",
} as const;

/** The source that delivers, or the one that makes the run fail. */
function winnerOf(shell: Shell, base: BaseConfig, outcome: BaseOutcome): StepSource | null {
  const { provider, config, profileIsBroken } = outcome;
  const chosen = chosenProfile(shell, base.profile, base.libraries);
  if (profileIsBroken) return profileSources[chosen.by];
  if (!config && outcome.failures[0]?.phase === "config") return null;
  const isStatic = base.accessKey !== "" || base.secretKey !== "" || base.token !== "";
  if (isStatic && (baseHas(base.libraries, "staticFirst") || !base.webIdentity)) return "arguments";
  if (!config) return null;
  if (base.webIdentity) return "web identity argument";
  if (chosen.by !== "argument") {
    if (environmentKeys(shell)) return "environment";
    if (shell.env("AWS_WEB_IDENTITY_TOKEN_FILE") !== "") return "web identity environment";
  }
  if (provider?.profile === null && provider.via === "container") return "container";
  if (provider?.profile === null && provider.via === "imds") return "instance metadata";
  return profileSources[chosen.by];
}

function candidatesOf(shell: Shell, base: BaseConfig, outcome: BaseOutcome): readonly Candidate[] {
  const candidates: Candidate[] = [argumentsCandidate(base)];
  if (base.webIdentity) {
    const because = `assume_role_with_web_identity names ${base.webIdentity.roleArn || "no role"}`;
    candidates.push({ source: "web identity argument", state: "set", because, where: base.webIdentity.where });
  }
  const chosen = chosenProfile(shell, base.profile, base.libraries);
  const profile = profileCandidate(base, chosen, outcome);
  if (chosen.by === "argument") candidates.push(profile);
  else
    candidates.push({ source: "profile argument", state: "unset", because: "the block names no profile", where: [] });
  candidates.push(environmentCandidate(shell), webIdentityCandidate(shell));
  if (chosen.by !== "argument") candidates.push(profile);
  const [variable] = containerVariables(shell, base.libraries);
  candidates.push({
    source: "container",
    state: variable === undefined ? "unset" : "set",
    because:
      variable === undefined ? "no AWS_CONTAINER_CREDENTIALS_… variable is set" : `${variable} names an endpoint`,
    where: variable === undefined ? [] : [inEnvironment(variable)],
  });
  const because = "the role of the EC2 instance, if this is one";
  candidates.push({ source: "instance metadata", state: "unset", because, where: [] });
  return candidates;
}

export function argumentsCandidate(base: Pick<BaseConfig, "accessKey" | "secretKey" | "token" | "where">): Candidate {
  const set = Object.entries({ access_key: base.accessKey, secret_key: base.secretKey, token: base.token })
    .filter(([, value]) => value !== "")
    .map(([name]) => name);
  if (set.length === 0) {
    return { source: "arguments", state: "unset", because: "none of access_key, secret_key, token is set", where: [] };
  }
  const id = base.accessKey === "" ? "" : ` (${maskKeyId(base.accessKey)})`;
  return { source: "arguments", state: "set", because: `${set.join(", ")}${id}`, where: base.where(...set) };
}

export function environmentCandidate(shell: Shell): Candidate {
  const keys = environmentKeys(shell);
  if (keys) {
    const names = keys.where.map((place) => (place.kind === "environment" ? place.name : "")).join(", ");
    return { source: "environment", state: "set", because: `${names} (${maskKeyId(keys.id)})`, where: keys.where };
  }
  const names = ["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"];
  const half = names.find((name) => shell.env(name) !== "");
  if (half === undefined) {
    return {
      source: "environment",
      state: "unset",
      because: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY aren't set",
      where: [],
    };
  }
  const because = `${half} alone is ignored: the other half of the pair isn't set`;
  return { source: "environment", state: "half", because, where: [inEnvironment(half)] };
}

export function webIdentityCandidate(shell: Shell): Candidate {
  const source = "web identity environment";
  const file = "AWS_WEB_IDENTITY_TOKEN_FILE";
  if (shell.env(file) !== "") {
    return {
      source,
      state: "set",
      because: `${file} and AWS_ROLE_ARN`,
      where: [file, "AWS_ROLE_ARN"].map(inEnvironment),
    };
  }
  if (shell.env("AWS_ROLE_ARN") === "") return { source, state: "unset", because: `${file} isn't set`, where: [] };
  const because = `AWS_ROLE_ARN alone is ignored: ${file} isn't set`;
  return { source, state: "half", because, where: [inEnvironment("AWS_ROLE_ARN")] };
}

function profileCandidate(base: BaseConfig, chosen: ReturnType<typeof chosenProfile>, outcome: BaseOutcome): Candidate {
  const source = profileSources[chosen.by];
  const found = outcome.config?.profile;
  const chosenBy = whereChosen(base, chosen);
  const places = [...chosenBy, ...(found?.section ? [found.section.place] : [])];
  const named = `profile "${chosen.name}"`;
  if (found && !found.section) {
    const state = chosen.by === "default" ? "unset" : "half";
    return { source, state, because: `no file has a ${named}`, where: places };
  }
  if (!found) return { source, state: chosen.by === "default" ? "unset" : "set", because: named, where: places };
  const supply = profileSupply(found);
  return supply
    ? { source, state: "set", because: supply.words, where: [...chosenBy, ...supply.where] }
    : { source, state: "unset", because: `${named} has no credentials of its own`, where: places };
}

function sourceProfiles({ config }: BaseOutcome, winner: StepSource | null): Step[] {
  const steps: Step[] = [];
  if (winner === null || !Object.values<StepSource>(profileSources).includes(winner)) return steps;
  for (let profile = config?.profile; profile?.source; profile = profile.source) {
    const { source } = profile;
    const { words, where } = profileSupply(source) ?? { words: `profile "${source.name}"`, where: source.where() };
    const places = [...profile.where("source_profile"), ...where];
    steps.push({ source: "source profile", status: "used", because: words, where: places });
  }
  return steps;
}

function roleSteps(outcome: BaseOutcome): Step[] {
  const hops = outcome.plan?.hops ?? outcome.provider?.hops ?? [];
  const [failure] = outcome.failures;
  const steps: Step[] = (outcome.identity ? hops : []).map(({ roleArn, where }) => ({
    source: "role",
    status: "used",
    because: roleArn,
    where,
  }));
  if (failure?.phase === "credentials" && outcome.identity) {
    steps.push({ source: "role", status: "invalid", because: lastSentence(failure), where: failure.where });
  }
  return steps;
}
