import type { Machine } from "../../machine/machine.ts";
import type { CredentialsProvider } from "../chain/credentials-provider.ts";
import { simple } from "../chain/messages.ts";
import type { CliConsumer } from "../consumer.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { shellIn } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { Section } from "../shared-config/section.ts";
import { nothing } from "../no-outcome.ts";
import type { Step, StepSource, Trace, Unknown } from "../trace.ts";
import { clientProblem, imdsModeProblem } from "./client-problems.ts";
import { assumeRoleSource, instanceSource } from "./assume-role.ts";
import { cliProfile, loadCliConfig } from "./config.ts";
import type { CliError, CliProfile } from "./config.ts";
import { containerSource } from "./container.ts";
import { noCredentials } from "./messages.ts";
import {
  configFileSource,
  credentialsFileSource,
  environmentSource,
  loginSource,
  oldFilesSource,
  placesIn,
  processSource,
  ssoSource,
  webIdentitySource,
} from "./sources.ts";
import type { CliSession, CliSource } from "./sources.ts";

/**
 * Who `aws sts get-caller-identity` would be in the same shell: AWS CLI version 1 (botocore 1.43), the one that was measured. It never
 * sees Terraform's arguments.
 */
export function resolveCli(consumer: CliConsumer, machine: Machine): Trace {
  const shell = shellIn(machine, machine.currentDirectory);
  const failed = (
    phase: "config" | "credentials" | "validate",
    { error, where }: CliError,
    steps: readonly Step[],
  ): Trace => ({
    ...nothing,
    steps,
    error: simple(phase, error, where),
  });
  const config = loadCliConfig(shell);
  if ("error" in config) return failed("config", config, []);
  const profile = cliProfile(shell, consumer.profile);
  const section = config.profiles.get(profile.name);
  const source = stepOf(profile);
  if (!section && profile.by !== "default") {
    const error = `The config profile (${profile.name}) could not be found`;
    return failed("config", { error, where: profile.where }, [
      { source, status: "invalid", because: error, where: profile.where },
    ]);
  }
  const { region, where: regionWhere } = regionOf(shell, consumer.region, section);
  const session: CliSession = { shell, config, region };

  const mode = imdsModeProblem(shell, section);
  if (mode) return failed("config", mode, []);
  const { steps, found } = search(session, profile, source);
  if (!found) return failed("credentials", { error: noCredentials, where: [] }, steps);
  if ("error" in found) return failed("credentials", found, steps);
  if (found.refusal !== null) return failed("credentials", { error: found.refusal, where: found.where }, steps);

  const { via, accessKeyId, profile: supplier, roles, account, expires } = found;
  const invalid = clientProblem(session, profile.name, regionWhere);
  return {
    ...nothing,
    steps,
    identity: { via, accessKeyId, profile: supplier, roles },
    region,
    error: invalid ? simple("config", invalid.error, invalid.where) : null,
    ifUnavailable: found.unavailable === null ? null : simple("credentials", found.unavailable, found.where),
    account,
    expires,
    unknown: unknownIn(found, section),
    // Without a region STS is asked at its global endpoint.
    plan: { source: found.source, hops: found.hops, sts: { region: region ?? "us-east-1", endpoint: null } },
  };
}

const stepOf = ({ by }: CliProfile): StepSource =>
  by === "--profile" ? "profile argument" : by === "default" ? "default profile" : by;

/** Looks through botocore's providers, and says of each what came of it. */
function search(
  session: CliSession,
  profile: CliProfile,
  source: StepSource,
): { steps: readonly Step[]; found: CliSource } {
  const explicit = profile.by === "--profile";
  const sourcesOf = (name: string, environment: boolean): CliSource =>
    webIdentitySource(session, name, environment) ??
    ssoSource(session, name) ??
    credentialsFileSource(session, name) ??
    loginSource(session, name) ??
    processSource(session, name) ??
    configFileSource(session, name);
  const ofProfile = (name: string): CliSource => sourcesOf(name, false);

  const named = `profile "${profile.name}"`;
  const candidates: readonly { source: StepSource; look: () => CliSource; none: string; is: string }[] = [
    {
      source: "environment",
      look: () => (explicit ? null : environmentSource(session, null)),
      none: explicit ? "--profile comes first" : "AWS_ACCESS_KEY_ID isn't set",
      is: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    },
    {
      source,
      look: () => assumeRoleSource(session, profile.name, ofProfile) ?? sourcesOf(profile.name, !explicit),
      none: `${named} has no credentials of its own`,
      is: named,
    },
    {
      source: "files of boto",
      look: () => oldFilesSource(session),
      none: "there is none, nor one of the first AWS tools",
      is: "a file of boto or the first AWS tools",
    },
    {
      source: "container",
      look: () => containerSource(session, null),
      none: "no AWS_CONTAINER_CREDENTIALS_… variable is set",
      is: "the container's endpoint",
    },
    {
      source: "instance metadata",
      look: () => instanceSource(session, null),
      none: "AWS_EC2_METADATA_DISABLED is true",
      is: "the role of the EC2 instance, if this is one",
    },
  ];
  const steps: Step[] = [];
  let found: CliSource = null;
  for (const candidate of candidates) {
    const { source: step, look, none, is } = candidate;
    if (found) {
      steps.push({ source: step, status: "not reached", because: is, where: [] });
      continue;
    }
    found = look();
    if (!found) steps.push({ source: step, status: "absent", because: none, where: [] });
    else if ("error" in found)
      steps.push({ source: step, status: "invalid", because: found.error, where: found.where });
    else {
      const actual = found.via === "web-identity-env" ? "web identity environment" : step;
      const status = found.refusal === null ? "used" : "invalid";
      steps.push({ source: actual, status, because: found.refusal ?? is, where: found.where });
    }
  }
  const roles = found && !("error" in found) ? found.hops : [];
  for (const { roleArn, where } of roles) steps.push({ source: "role", status: "used", because: roleArn, where });
  return { steps, found };
}

function regionOf(
  shell: Shell,
  flag: string | undefined,
  section: Section | undefined,
): { region: string | null; where: readonly Place[] } {
  if (flag !== undefined && flag !== "") return { region: flag, where: [{ kind: "flag", name: "--region" }] };
  const variable = shell.env("AWS_DEFAULT_REGION");
  if (variable !== "") return { region: variable, where: [inEnvironment("AWS_DEFAULT_REGION")] };
  const setting = section?.settings.get("region");
  return { region: setting?.value === "" ? null : (setting?.value ?? null), where: setting ? [setting.place] : [] };
}

function unknownIn(found: CredentialsProvider, section: Section | undefined): readonly Unknown[] {
  const unknown: Unknown[] = [];
  const serial = section?.settings.get("mfa_serial");
  if (serial && found.hops.length > 0) {
    unknown.push({
      what: "roles",
      because: `aws asks for the code of ${serial.value}`,
      where: placesIn(section, "mfa_serial"),
    });
  }
  if (found.via === "login") {
    const because = "version 1 reads login sessions only when botocore[crt] is installed";
    unknown.push({ what: "identity", because, where: found.where });
  }
  return unknown;
}
