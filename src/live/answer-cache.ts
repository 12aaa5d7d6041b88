import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Machine } from "../machine/machine.ts";
import { cacheFolder } from "./cache-folder.ts";
import { objectOf } from "./json-call.ts";
import type { LiveAnswer } from "./live-answer.ts";
import { storeFile } from "./store.ts";

/** How long an answer of STS is taken for true. Milliseconds. */
export const answerLifetime = 10 * 60_000;

/**
 * What STS said a few minutes ago, for hooks that run again and again. Keys are found by a salted hash of the whole pair and of the
 * endpoint; nothing of them is in the file, which only its owner can read.
 */
export interface AnswerCache {
  get(identity: readonly unknown[]): LiveAnswer | null;
  /** Remembers what STS decided; that it didn't answer is forgotten. */
  set(identity: readonly unknown[], answer: LiveAnswer): void;
  /** Never throws: a cache that can't be kept is asked again. */
  save(): void;
}

interface Entry {
  readonly until: number;
  readonly answer: LiveAnswer;
}

export function answerCacheFile(machine: Machine): string | null {
  const folder = cacheFolder(machine);
  return folder === null ? null : machine.paths.join(folder, "live.json");
}

export function openAnswerCache(file: string, { now, platform }: Machine): AnswerCache {
  const { salt, entries } = read(file, now, platform !== "win32");
  const keyOf = (identity: readonly unknown[]): string =>
    createHmac("sha256", salt).update(JSON.stringify(identity)).digest("base64url");
  let isChanged = false;
  return {
    get: (identity) => entries.get(keyOf(identity))?.answer ?? null,
    set(identity, answer) {
      if (answer.status === "unknown") return;
      entries.set(keyOf(identity), { until: now + answerLifetime, answer });
      isChanged = true;
    },
    save() {
      if (!isChanged) return;
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        storeFile(file, JSON.stringify({ version: 1, salt, entries: Object.fromEntries(entries) }));
      } catch {
        // A read-only home is no reason to fail.
      }
    },
  };
}

function read(file: string, now: number, hasModes: boolean): { salt: string; entries: Map<string, Entry> } {
  try {
    // A file that others can write could say that a living key is dead.
    const isPrivate = !hasModes || (statSync(file).mode & 0o077) === 0;
    const data = isPrivate ? objectOf(JSON.parse(readFileSync(file, "utf8"))) : null;
    const entries = objectOf(data?.entries);
    if (data?.version === 1 && typeof data.salt === "string" && entries) {
      const living = Object.entries(entries).filter(([, entry]) => isLiving(entry, now)) as [string, Entry][];
      return { salt: data.salt, entries: new Map(living) };
    }
  } catch {
    // There is none, or it can't be read: begin anew.
  }
  return { salt: randomBytes(32).toString("base64url"), entries: new Map() };
}

function isLiving(value: unknown, now: number): boolean {
  const entry = objectOf(value);
  const until = entry?.until;
  const status = objectOf(entry?.answer)?.status;
  if (typeof until !== "number" || (status !== "confirmed" && status !== "rejected")) return false;
  return until > now && until <= now + answerLifetime;
}
