import { coerceConfig, decodeBlock } from "./backend/decode.ts";
import { Diagnostics } from "./schema/diagnostics.ts";
import { libraryOf, sdkV1 } from "./backend/library.ts";
import { prepareOpenTofu } from "./backend/prepare-opentofu.ts";
import { prepareSdkV1 } from "./backend/prepare-sdk-v1.ts";
import { prepareTerraform } from "./backend/prepare-terraform.ts";
import { schemaOf } from "./backend/schema.ts";
import { Unknown } from "./schema/settings.ts";
import type { BackendConsumer, Consumer, ProviderConsumer } from "./consumer.ts";
import { configure } from "./provider/configure.ts";
import { librariesOf } from "./provider/libraries.ts";
import { readBlock } from "./provider/read-block.ts";
import type { Variables } from "./shell.ts";
import type { Message } from "./trace.ts";

/** What a program says of the arguments of a block. */
export interface ArgumentMessages {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
}

/**
 * What a program says of the arguments of a block by themselves: it would say it in any environment. What `-backend-config` may
 * still supply isn't missed.
 */
export function argumentMessages(consumer: Consumer): ArgumentMessages {
  const messages = known.get(consumer) ?? read(consumer);
  known.set(consumer, messages);
  return messages;
}

const known = new WeakMap<Consumer, ArgumentMessages>();

function read(consumer: Consumer): ArgumentMessages {
  const diagnostics = new Diagnostics();
  if (consumer.kind === "provider") readProvider(consumer, diagnostics);
  else if (consumer.kind !== "cli") readBackend(consumer, diagnostics);
  return { errors: diagnostics.errors, warnings: diagnostics.warnings };
}

function readProvider(consumer: ProviderConsumer, diagnostics: Diagnostics): void {
  const block = readBlock(consumer, diagnostics);
  const libraries = librariesOf(consumer.version);
  // The environment may complete a web identity.
  const isSelfContained = block.blocks.every(({ kind }) => kind !== "assume_role_with_web_identity");
  if (!diagnostics.hasErrors && libraries && isSelfContained) {
    // A role of a resource or data source is empty only as long as that isn't read.
    const blocks = block.blocks.filter(({ settings }) => !(settings.get("role_arn")?.value instanceof Unknown));
    configure({ ...block, blocks }, { env: () => "" }, libraries, consumer.version, diagnostics);
  }
}

/** An environment that lacks nothing that a backend asks for. */
const complete: Variables = { env: (name) => (name === "AWS_REGION" ? "us-east-1" : "") };

function readBackend({ kind, program, arguments: written }: BackendConsumer, diagnostics: Diagnostics): void {
  // A remote state whose `config` isn't known.
  if (written.place === null) return;
  const decode = kind === "backend" ? decodeBlock : coerceConfig;
  const settings = new Map(decode(written, schemaOf(program), program, diagnostics));
  if (diagnostics.hasErrors) return;
  for (const name of ["bucket", "key"]) {
    if (!settings.has(name)) settings.set(name, { value: new Unknown("-backend-config may give it"), places: [] });
  }
  if (libraryOf(program) === sdkV1) prepareSdkV1(settings, complete, diagnostics);
  else if (program.name === "opentofu") prepareOpenTofu(settings, program, complete, diagnostics);
  else prepareTerraform(settings, program, complete, diagnostics);
}
