import type { Machine } from "../machine/machine.ts";
import { firstSet } from "./environment.ts";

/** Where the platform keeps what can be fetched again; `null` when the home folder is unknown. */
export function cacheFolder({ environment, home, paths, platform }: Machine): string | null {
  const chosen = firstSet(environment, platform === "win32" ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
  const usual =
    platform === "darwin" ? ["Library", "Caches"] : platform === "win32" ? ["AppData", "Local"] : [".cache"];
  const base = chosen !== undefined && paths.isAbsolute(chosen) ? chosen : home && paths.join(home, ...usual);
  return base === "" ? null : paths.join(base, "tf-preflight");
}
