import { placeOfRange } from "../place-of.ts";
import { isPrimitive } from "../schema/argument-schema.ts";
import { argumentsOf } from "../terraform-arguments.ts";
import type { BackendConsumer } from "../consumer.ts";
import type { Message } from "../trace.ts";
import type { ModuleDiagnostic } from "../../terraform/diagnostic.ts";
import type { RootModule } from "../../terraform/module.ts";
import type { Program } from "./release.ts";
import { schemaOf } from "./schema.ts";

/** The backend of a root module as the credential chain reads it; `null` when the state isn't kept in S3. */
export function backendConsumer({ backend, directory }: RootModule, program: Program): BackendConsumer | null {
  if (backend?.type !== "s3") return null;
  const schema = schemaOf(program);
  const body = backend.body((name) => isPrimitive(schema.get(name)?.shape ?? "string"));
  // What isn't in the schema isn't evaluated.
  const expected = body.names().filter((name) => schema.has(name));
  const ofArguments = expected.flatMap((name) => body.argument(name)?.diagnostics ?? []);
  return {
    kind: "backend",
    address: "backend.s3",
    arguments: argumentsOf(body),
    refusedOptions: backend.diagnostics.filter(isError).map(messageOf),
    reported: ofArguments.filter(isError).map(messageOf),
    directory,
    program,
  };
}

const isError = ({ severity }: ModuleDiagnostic): boolean => severity === "error";

function messageOf({ summary, detail, file, start, end }: ModuleDiagnostic): Message {
  return { summary, detail, where: file ? [placeOfRange({ file, start, end })] : [] };
}
