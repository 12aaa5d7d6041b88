import type { BackendConsumer } from "../consumer.ts";
import { shellIn } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { Machine } from "../../machine/machine.ts";
import type { Message, Trace } from "../trace.ts";
import { configureSdkV1 } from "./configure-sdk-v1.ts";
import { configureSdkV2 } from "./configure-sdk-v2.ts";
import { coerceConfig, decodeBlock, decodeOptions } from "./decode.ts";
import { Diagnostics } from "../schema/diagnostics.ts";
import { libraryOf, sdkV1 } from "./library.ts";
import { nothing } from "./outcome.ts";
import type { Found } from "./outcome.ts";
import { prepareOpenTofu } from "./prepare-opentofu.ts";
import { prepareSdkV1 } from "./prepare-sdk-v1.ts";
import { prepareTerraform } from "./prepare-terraform.ts";
import type { Program } from "./release.ts";
import { schemaOf } from "./schema.ts";
import type { Settings } from "../schema/settings.ts";

/** Who the S3 backend, or `terraform_remote_state` with it, will be. */
export function resolveBackend(consumer: BackendConsumer, machine: Machine): Trace {
  const { program } = consumer;
  const diagnostics = new Diagnostics();
  const settings = readArguments(consumer, diagnostics);
  const found = diagnostics.hasErrors
    ? nothing
    : configure(settings, program, shellIn(machine, consumer.directory), diagnostics);
  const [error = null, ...alsoErrors] = diagnostics.errors;
  return { ...found, error, alsoErrors, warnings: diagnostics.warnings };
}

function readArguments({ kind, program, ...consumer }: BackendConsumer, diagnostics: Diagnostics): Settings {
  const schema = schemaOf(program);
  const report = (messages: readonly Message[] = []): void => {
    for (const { summary, detail, where } of messages) diagnostics.error("schema", summary, detail, where);
  };
  if (kind === "remote-state") {
    report(consumer.reported);
    return coerceConfig(consumer.arguments, schema, program, diagnostics);
  }
  report(consumer.refusedOptions);
  const options = decodeOptions(consumer.arguments, schema, program, diagnostics);
  if (diagnostics.hasErrors) return options;
  report(consumer.reported);
  return new Map([...decodeBlock(consumer.arguments, schema, program, diagnostics), ...options]);
}

function configure(settings: Settings, program: Program, shell: Shell, diagnostics: Diagnostics): Found {
  const library = libraryOf(program);
  if (library === sdkV1) {
    const prepared = prepareSdkV1(settings, shell, diagnostics);
    return diagnostics.hasErrors ? nothing : configureSdkV1(prepared, shell, diagnostics);
  }
  const prepare = program.name === "opentofu" ? prepareOpenTofu : prepareTerraform;
  prepare(settings, program, shell, diagnostics);
  return diagnostics.hasErrors ? nothing : configureSdkV2(settings, program, library, shell, diagnostics);
}
