/**
 * What Terraform's files hold, for their JSON spelling: which properties are blocks, and which strings are references or
 * literals. From Terraform 1.11 to 1.14's `internal/configs` (the schemas of `parser_config.go` and of each block's decoder), which
 * OpenTofu shares.
 *
 * Blocks that only a provider's schema knows are tabled for the AWS provider's own configuration; elsewhere they read as
 * arguments whose values are objects.
 */
import type { JsonArgumentSchema, JsonBlockSchema, JsonBodySchema } from "../hcl/json-schema.ts";

type Blocks = Readonly<Record<string, JsonBlockSchema>>;
type Arguments = Readonly<Record<string, JsonArgumentSchema>>;

function body(blocks: Blocks, args: Arguments = {}, otherArguments: JsonArgumentSchema = "template"): JsonBodySchema {
  return { blocks, arguments: args, otherArguments };
}

function block(labels: readonly string[], content: JsonBodySchema): JsonBlockSchema {
  return { labels, body: () => content };
}

const plain = block([], body({}));

const condition = block([], body({}, { error_message: "template" }));

const provisioner = block(["type"], body({ connection: plain }, { when: "expression", on_failure: "expression" }));

const lifecycle = block(
  [],
  body(
    {
      precondition: condition,
      postcondition: condition,
      action_trigger: block([], body({}, { actions: "expression", events: "expression" })),
    },
    { ignore_changes: "expression", replace_triggered_by: "expression" },
  ),
);

/** `_`: arguments whose names would otherwise be Terraform's own. */
const escaping: Blocks = { _: plain };

/** `content` may hold further dynamic blocks, so the table refers to itself. */
const dynamic: JsonBlockSchema = {
  labels: ["type"],
  body: () => body({ content: { labels: [], body: () => body({ dynamic }) } }, { iterator: "expression" }),
};

/** What Terraform itself reads from resources of all modes; the rest is their type's. */
const ofResource: Arguments = { provider: "expression", depends_on: "expression" };

const managedResource = block(
  ["type", "name"],
  body({ ...escaping, lifecycle, connection: plain, provisioner, dynamic }, ofResource),
);
const otherResource = block(["type", "name"], body({ ...escaping, lifecycle, dynamic }, ofResource));

const requiredProviders = block(
  [],
  body({}, {}, { members: { configuration_aliases: "expression" }, others: "literal" }),
);

/** State encryption, which only OpenTofu has (its `internal/encryption/config`). */
const encryptionTarget = block([], body({ fallback: plain }, { method: "expression" }));
const encryption = block(
  [],
  body({
    key_provider: block(["type", "name"], body({})),
    method: block(["type", "name"], body({})),
    state: encryptionTarget,
    plan: encryptionTarget,
    remote_state_data_sources: block(
      [],
      body({ default: encryptionTarget, remote_state_data_source: block(["name"], body({ fallback: plain })) }),
    ),
  }),
);

const terraform = block(
  [],
  body(
    {
      required_providers: requiredProviders,
      backend: block(["type"], body({})),
      state_store: block(["type"], body({})),
      cloud: block([], body({ workspaces: plain })),
      encryption,
      provider_meta: block(["provider"], body({})),
    },
    { required_version: "literal", experiments: "expression", language: "expression" },
  ),
);

const variable = block(
  ["name"],
  body(
    { validation: condition },
    { type: "expression", default: "literal", description: "literal", deprecated: "literal" },
  ),
);

const output = block(["name"], body({ precondition: condition }, { depends_on: "expression", description: "literal" }));

const module = block(
  ["name"],
  body(escaping, { providers: "expression", depends_on: "expression", version: "literal" }),
);

/** Blocks of the AWS provider's configuration; none of them holds another. */
const awsProviderBlocks: Blocks = Object.fromEntries(
  ["assume_role", "assume_role_with_web_identity", "default_tags", "endpoints", "ignore_tags"].map((type) => [
    type,
    plain,
  ]),
);

const ofProvider: Arguments = { alias: "literal", version: "literal" };

const provider: JsonBlockSchema = {
  labels: ["name"],
  body: ([name]) => body(name === "aws" ? { ...escaping, ...awsProviderBlocks } : escaping, ofProvider),
};

const check = block(["name"], body({ data: otherResource, assert: condition }));

const removed = block([], body({ lifecycle, connection: plain, provisioner }, { from: "expression" }));

/** A `.tf.json` or `.tofu.json` file. */
export const configurationSchema: JsonBodySchema = body({
  terraform,
  provider,
  variable,
  output,
  module,
  check,
  removed,
  locals: plain,
  resource: managedResource,
  data: otherResource,
  ephemeral: otherResource,
  action: block(["type", "name"], body({ config: plain }, ofResource)),
  moved: block([], body({}, { from: "expression", to: "expression" })),
  import: block([], body({}, { to: "expression", provider: "expression" })),
});

/** A `.tfvars.json` file: values only, and strings stand for themselves. */
export const variablesSchema: JsonBodySchema = body({}, {}, "literal");
