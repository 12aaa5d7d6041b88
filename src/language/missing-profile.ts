import { libraryOf, sdkV1 } from "../aws/backend/library.ts";
import { baseHas } from "../aws/chain/libraries.ts";
import type { Consumer } from "../aws/consumer.ts";
import { librariesOf } from "../aws/provider/libraries.ts";

/** Whether a consumer fails where the profile of its block is missing, even if keys beside it sign. */
export function refusesMissingProfile(consumer: Consumer): boolean {
  if (consumer.kind === "cli") return true;
  const library = consumer.kind === "provider" ? librariesOf(consumer.version) : libraryOf(consumer.program);
  return library !== null && library !== sdkV1 && baseHas(library, "namesMissingProfile");
}
