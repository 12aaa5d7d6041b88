import type { Argument, Arguments, ArgumentValue, BackendConsumer } from "../../../src/aws/consumer.ts";
import type { Place } from "../../../src/aws/place.ts";
import { resolveIdentity } from "../../../src/aws/resolve-identity.ts";
import type { Message, Trace } from "../../../src/aws/trace.ts";
import { memoryMachine, type MemoryMachineInit } from "../../../src/machine/memory.ts";

/** An argument in JavaScript's terms; an `Unknown` can't be told. */
export type Plain = Scalar | readonly string[] | Readonly<Record<string, Scalar>>;
type Scalar = null | string | number | boolean | Unknown;

export class Unknown {
  readonly because: string;

  constructor(because: string) {
    this.because = because;
  }
}

export const flag: Place = { kind: "flag", name: "-backend-config" };
export const inFile = (path: string, line = 1): Place => ({ kind: "file", path, line, range: { start: 0, end: 0 } });

export function argument(value: Plain, places: readonly Place[] = [inFile("/work/main.tf", 3)]): Argument {
  if (value instanceof Unknown) return { known: false, because: value.because, places };
  return { known: true, value: plainValue(value, places), places };
}

function plainValue(value: Exclude<Plain, Unknown>, places: readonly Place[]): ArgumentValue {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((element) => argument(element, places));
  return Object.fromEntries(Object.entries(value).map(([name, element]) => [name, argument(element, places)]));
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

export type Values = Readonly<Record<string, Plain>>;

export const argumentsOf = (values: Values, places?: readonly Place[]): Arguments => ({
  place: inFile("/work/main.tf", 2),
  attributes: new Map(Object.entries(values).map(([name, value]) => [name, argument(value, places)])),
  blocks: [],
});

/** `bucket` and `key`, which every block needs. */
export const state: Values = { bucket: "acme-state", key: "prod/network.tfstate" };
export const inIreland: Values = { ...state, region: "eu-west-1" };

/** `terraform 1.11.4` */
export type Release = `${"terraform" | "opentofu"} ${string}`;

export function consumer(
  values: Arguments,
  release: Release,
  kind: BackendConsumer["kind"] = "backend",
): BackendConsumer {
  const [name, version = ""] = release.split(" ");
  const program = { name: name === "opentofu" ? name : "terraform", version } as const;
  return {
    kind,
    address: kind === "backend" ? "backend.s3" : "data.terraform_remote_state.network",
    arguments: values,
    directory: "/work",
    program,
  };
}

export const resolve = (
  values: Values | Arguments,
  release: Release = "terraform 1.11.4",
  machine: MemoryMachineInit = {},
  kind: BackendConsumer["kind"] = "backend",
  reported: readonly Message[] = [],
): Trace => {
  const given = values.attributes instanceof Map ? (values as Arguments) : argumentsOf(values as Values);
  return resolveIdentity(
    { ...consumer(given, release, kind), reported },
    memoryMachine({ ...machine, environment: { HOME: "/home/ann", ...machine.environment } }),
  );
};

export const credentials = (profile: string, id: string): string =>
  `[${profile}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secretOf(id)}\n`;

export const secretOf = (id: string): string => `tEsT/sEcReT+${id.slice(4)}0123456789ab`;

export const environmentKeys = (id: string): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: id,
  AWS_SECRET_ACCESS_KEY: secretOf(id),
});
