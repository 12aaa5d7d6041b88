import type { Program } from "../values/scope.ts";
import type { BodySchema } from "./body-schema.ts";

/** A program and its release. */
export interface Release {
  readonly program: Program;
  /** `1.11.4`; `null`: the newest. */
  readonly version: string | null;
}

/** What newer releases know: the first of each program, `null` where none does yet. */
interface Novelty {
  readonly attributes?: readonly string[];
  readonly blocks?: Readonly<Record<string, readonly string[]>>;
  readonly terraform: string | null;
  readonly opentofu: string | null;
}

interface VersionedSchema extends BodySchema {
  readonly novelties?: readonly Novelty[];
}

const check: BodySchema = { attributes: { condition: "required", error_message: "required" } };

/** What may stand in the blocks of a configuration; `file` is the top of a file. Checked against Terraform 1.11.4 and OpenTofu 1.10.6. */
const schemas = {
  file: {
    blocks: {
      terraform: [],
      required_providers: [],
      provider: ["name"],
      variable: ["name"],
      locals: [],
      output: ["name"],
      module: ["name"],
      resource: ["type", "name"],
      data: ["type", "name"],
      moved: [],
      removed: [],
      import: [],
      check: ["name"],
    },
    novelties: [
      { blocks: { ephemeral: ["type", "name"] }, terraform: "1.10.0", opentofu: "1.11.0" },
      { blocks: { action: ["type", "name"] }, terraform: "1.14.0", opentofu: null },
    ],
  },
  terraform: {
    attributes: { required_version: "optional", experiments: "optional", language: "optional" },
    blocks: { backend: ["type"], cloud: [], required_providers: [], provider_meta: ["provider"] },
    novelties: [
      { blocks: { encryption: [] }, terraform: null, opentofu: "1.7.0" },
      { blocks: { state_store: ["type"] }, terraform: "1.15.0", opentofu: null },
    ],
  },
  variable: {
    attributes: {
      description: "optional",
      default: "optional",
      type: "optional",
      sensitive: "optional",
      nullable: "optional",
    },
    blocks: { validation: [] },
    novelties: [
      { attributes: ["ephemeral"], terraform: "1.10.0", opentofu: "1.11.0" },
      { attributes: ["deprecated"], terraform: "1.15.0", opentofu: "1.10.0" },
      { attributes: ["const"], terraform: "1.15.0", opentofu: null },
    ],
  },
  output: {
    attributes: {
      description: "optional",
      value: "required",
      depends_on: "optional",
      sensitive: "optional",
    },
    blocks: { precondition: [], postcondition: [] },
    novelties: [
      { attributes: ["ephemeral"], terraform: "1.10.0", opentofu: "1.11.0" },
      { attributes: ["deprecated"], terraform: "1.15.0", opentofu: "1.10.0" },
      { attributes: ["type"], terraform: "1.15.0", opentofu: null },
    ],
  },
  validation: check,
} as const satisfies Readonly<Record<string, VersionedSchema>>;

const byRelease = new Map<string, BodySchema>();

/** What may stand in a block of a kind. */
export function schemaOf(kind: keyof typeof schemas, release: Release): BodySchema {
  const key = `${kind} ${release.program} ${release.version ?? ""}`;
  const known = byRelease.get(key) ?? schemaIn(kind, release);
  byRelease.set(key, known);
  return known;
}

function schemaIn(kind: keyof typeof schemas, release: Release): BodySchema {
  const schema: VersionedSchema = schemas[kind];
  const known = (schema.novelties ?? []).filter((novelty) => knows(release, novelty[release.program]));
  if (known.length === 0) return schema;
  return {
    attributes: {
      ...schema.attributes,
      ...Object.fromEntries(
        known.flatMap(({ attributes = [] }) => attributes.map((name) => [name, "optional"] as const)),
      ),
    },
    blocks: Object.assign({}, schema.blocks, ...known.map(({ blocks }) => blocks ?? {})) as NonNullable<
      BodySchema["blocks"]
    >,
  };
}

/** Whether a release has what came in another. */
export function knows({ version }: Release, since: string | null): boolean {
  if (since === null) return false;
  if (version === null) return true;
  const [own, first] = [version, since].map((text) => text.split(/[.-]/, 3).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (own?.[index] ?? 0) - (first?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
