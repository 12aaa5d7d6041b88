import type { LiveOptions } from "../live/live-options.ts";
import type { Machine } from "../machine/machine.ts";
import type { FlagValues } from "./arguments.ts";

/** What the `--live…` flags say. */
export async function liveOptions(values: FlagValues, machine: Machine): Promise<LiveOptions> {
  const { answerCacheFile } = await import("../live/answer-cache.ts");
  return {
    machine,
    canaries: values.has("live-canaries"),
    cacheFile: values.has("live-cache") ? answerCacheFile(machine) : null,
  };
}
