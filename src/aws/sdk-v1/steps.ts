import { argumentsCandidate, environmentCandidate, rank, undecided, webIdentityCandidate } from "../chain/steps.ts";
import type { Candidate } from "../chain/steps.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import type { Shell } from "../shell.ts";
import type { Failure, Step, StepSource, Unknown } from "../trace.ts";
import { placesOf, textOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import { hasCredentials } from "./profile.ts";
import { chosenProfile, openSession } from "./session.ts";
import type { Source } from "./source.ts";

/**
 * The steps of a backend on SDK v1: keys anywhere come before everything else.
 *
 * @param source What was found; `null` when `failure` stood in the way, or when an argument isn't known that decides it.
 */
export function describeSteps(
  shell: Shell,
  settings: Settings,
  source: Source | null,
  failure: Failure | null,
  unknown: readonly Unknown[],
): readonly Step[] {
  const text = (name: string): string => textOf(settings, name)?.value ?? "";
  const where = (...names: string[]): readonly Place[] => names.flatMap((name) => placesOf(settings, name));
  const keys = { accessKey: text("access_key"), secretKey: text("secret_key"), token: text("token"), where };
  const given = argumentsCandidate(keys);
  const half = given.state === "set" && (keys.accessKey === "" || keys.secretKey === "");
  const profile = profileCandidate(shell, text("profile"), where("profile"), source);
  const candidates: readonly Candidate[] = [
    half ? { ...given, state: "half", because: `${given.because}: not a pair, and ignored` } : given,
    environmentCandidate(shell),
    profile,
    webIdentityCandidate(shell),
    containerCandidate(shell),
    {
      source: "instance metadata",
      state: "unset",
      because: "the last resort: the role of the EC2 instance, if this is one",
      where: [],
    },
  ];
  if (!source && !failure) return undecided(candidates, unknown);
  const steps = rank(candidates, source ? winnerOf(source, profile.source) : profile.source, failure);
  // The role that a web identity is exchanged for belongs to its own step.
  const exchanged = source?.via.startsWith("web-identity") ? 1 : 0;
  const roles = source?.hops.slice(exchanged).map(({ roleArn, where: places }): Step => ({
    source: "role",
    status: "used",
    because: roleArn,
    where: places,
  }));
  return [...steps, ...(roles ?? [])];
}

function winnerOf({ via, profile, hops }: Source, byProfile: StepSource): StepSource {
  if (via === "static") return "arguments";
  if (profile !== null || hops.length > 0) return via === "web-identity-env" ? "web identity environment" : byProfile;
  if (via === "environment") return "environment";
  if (via === "container") return "container";
  return via === "imds" ? "instance metadata" : byProfile;
}

function profileCandidate(shell: Shell, argument: string, where: readonly Place[], source: Source | null): Candidate {
  const name = argument || chosenProfile(shell, true) || "default";
  const variable = shell.env("AWS_PROFILE") === "" ? "AWS_DEFAULT_PROFILE" : "AWS_PROFILE";
  const byVariable = argument === "" && shell.env(variable) !== "";
  const by = argument === "" ? (byVariable ? variable : "default profile") : "profile argument";
  const session = openSession(shell, { profile: argument, sharedConfig: true });
  const state = "profile" in session && hasCredentials(session.profile) ? "set" : "unset";
  const because = `profile "${name}"${state === "set" ? "" : " supplies nothing"}`;
  const places = [
    ...(byVariable ? [inEnvironment(variable)] : where),
    ...(source?.profile == null ? [] : source.where),
  ];
  return { source: by, state, because, where: places };
}

function containerCandidate(shell: Shell): Candidate {
  const names = ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const name = names.find((one) => shell.env(one) !== "");
  if (name === undefined) {
    const because = "no AWS_CONTAINER_CREDENTIALS_… variable is set";
    return { source: "container", state: "unset", because, where: [] };
  }
  return { source: "container", state: "set", because: `${name} names an endpoint`, where: [inEnvironment(name)] };
}
