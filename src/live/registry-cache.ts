import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Machine } from "../machine/machine.ts";
import { cacheFolder } from "./cache-folder.ts";

/** What a registry answered about one provider. */
export interface CachedVersions {
  /** Milliseconds since 1970 (UTC). */
  readonly fetched: number;
  readonly etag: string | null;
  readonly versions: readonly string[];
}

/** `null` when the home folder is unknown. */
export function registryCacheFolder(machine: Machine): string | null {
  const folder = cacheFolder(machine);
  return folder === null ? null : machine.paths.join(folder, "registry");
}

/** A cache is never the reason for a failure: what can't be read is not there, what can't be written is fetched again. */
export function readCached(folder: string, provider: string): CachedVersions | null {
  try {
    const data: unknown = JSON.parse(readFileSync(fileOf(folder, provider), "utf8"));
    return isCachedVersions(data) ? data : null;
  } catch {
    return null;
  }
}

export function writeCached(folder: string, provider: string, cached: CachedVersions): void {
  const file = fileOf(folder, provider);
  try {
    mkdirSync(folder, { recursive: true });
    // Another run may be reading: it sees the old file or the new one, never half of it.
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(cached));
    renameSync(temporary, file);
  } catch {
    // A read-only home is no reason to fail.
  }
}

function fileOf(folder: string, provider: string): string {
  return path.join(folder, `${encodeURIComponent(provider)}.json`);
}

function isCachedVersions(data: unknown): data is CachedVersions {
  const { fetched, etag, versions } = (data ?? {}) as Record<keyof CachedVersions, unknown>;
  return (
    typeof fetched === "number" &&
    (etag === null || typeof etag === "string") &&
    Array.isArray(versions) &&
    versions.every((version) => typeof version === "string")
  );
}
