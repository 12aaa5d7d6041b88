import { attributeOf } from "../../terraform/declarations.ts";
import type { FlowModule } from "../../terraform/possible-sources.ts";
import type { SourceText } from "../../values/origin.ts";
import type { CredentialConsumer } from "./credential-consumers.ts";

/** The region that a consumer's block names; `null` when it names none, or one that isn't known. */
export function regionOf({ kind, body }: CredentialConsumer, module: FlowModule, file: SourceText): string | null {
  const attribute = attributeOf(body, kind === "remote-state" ? "config" : "region");
  const given = attribute && module.evaluate(attribute.value, file).value;
  const value = given?.kind === "mapping" ? given.entries.get("region") : given;
  return value?.kind === "string" ? value.text : null;
}
