import type { Argument, Arguments, BackendConsumer, ProviderConsumer } from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import type { Trace } from "../../src/aws/trace.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import type { MemoryMachineInit } from "../../src/machine/memory.ts";

/** A computer, and what the block (or the command line) says. */
export interface Situation {
  /** `~/.aws/config` */
  readonly config?: string;
  /** `~/.aws/credentials` */
  readonly credentials?: string;
  /** Other files, relative to the home folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly arguments?: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
  /** Nested blocks by kind; each stands once. */
  readonly blocks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly version?: string;
}

export const home = "/home/me";

export function machineOf({ config, credentials, files = {}, env = {} }: Situation, more: MemoryMachineInit = {}) {
  const all: Record<string, string | Uint8Array> = {};
  if (config !== undefined) all[".aws/config"] = config;
  if (credentials !== undefined) all[".aws/credentials"] = credentials;
  Object.assign(all, files);
  const placed = Object.fromEntries(Object.entries(all).map(([name, text]) => [`${home}/${name}`, text]));
  return memoryMachine({
    files: placed,
    environment: { HOME: home, ...env },
    currentDirectory: `${home}/module`,
    ...more,
  });
}

const known = (value: string | number | boolean | readonly string[] | null): Argument => ({
  known: true,
  value: Array.isArray(value) ? (value as readonly string[]).map(known) : (value as string),
  places: [],
});

export function argumentsOf({ arguments: given = {}, blocks = {} }: Situation): Arguments {
  return {
    place: null,
    attributes: new Map(Object.entries(given).map(([name, value]) => [name, known(value)])),
    blocks: Object.entries(blocks).map(([kind, content]) => ({
      kind,
      place: null,
      arguments: argumentsOf({ arguments: content }),
    })),
  };
}

export const providerOf = (situation: Situation): ProviderConsumer => ({
  kind: "provider",
  address: "provider.aws",
  arguments: argumentsOf({ ...situation, arguments: { region: "eu-west-1", ...situation.arguments } }),
  directory: `${home}/module`,
  version: situation.version ?? "6.61.0",
});

export const provider = (situation: Situation): Trace => resolveIdentity(providerOf(situation), machineOf(situation));

/** An S3 backend with the same arguments. */
export function backend(
  situation: Situation,
  program: BackendConsumer["program"] = { name: "terraform", version: "1.11.4" },
): Trace {
  const state = { bucket: "acme-state", key: "network.tfstate", region: "eu-west-1" };
  const consumer: BackendConsumer = {
    kind: "backend",
    address: "backend.s3",
    arguments: argumentsOf({ ...situation, arguments: { ...state, ...situation.arguments } }),
    directory: `${home}/module`,
    program,
  };
  return resolveIdentity(consumer, machineOf(situation));
}

/** The AWS CLI in the same shell; a `profile` argument is passed to it as `--profile`, a region as `--region`. */
export function cli(situation: Situation): Trace {
  const { profile, region } = situation.arguments ?? {};
  return resolveIdentity(
    {
      kind: "cli",
      address: "cli",
      ...(typeof profile === "string" ? { profile } : {}),
      ...(typeof region === "string" ? { region } : {}),
    },
    machineOf(situation),
  );
}

/** The whole answer in a few words: `environment AKIA…`, `imds → role`, or the error. */
export function answer({ identity, error, unknown }: Trace): string {
  if (error)
    return `error: ${/\nError: (?:failed to refresh cached credentials, )?(.*)\n$/s.exec(error.detail)?.[1] ?? error.summary}`;
  if (!identity) return `unknown: ${unknown.map(({ because }) => because).join("; ")}`;
  const { via, accessKeyId, roles } = identity;
  return [via, accessKeyId, ...roles.map((role) => `→ ${role}`)].filter((word) => word !== null).join(" ");
}
