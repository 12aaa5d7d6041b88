import type { Machine } from "../../machine/machine.ts";

/** A shared file's text, with a byte order mark if it has one, or why there is none. */
export type FileText =
  | { readonly state: "read"; readonly text: string }
  | { readonly state: "missing" | "denied" | "directory" | "broken"; readonly message: string };

const texts = new WeakMap<Machine, Map<string, FileText>>();

/** Reads a text file once per machine: every consumer of a run looks at the same few files. */
export function readText(machine: Machine, path: string): FileText {
  let known = texts.get(machine);
  if (!known) texts.set(machine, (known = new Map<string, FileText>()));
  let text = known.get(path);
  if (!text) known.set(path, (text = read(machine, path)));
  return text;
}

const states = {
  missing: "missing",
  "not-directory": "missing",
  denied: "denied",
  "is-directory": "directory",
  special: "broken",
  "too-large": "broken",
  failed: "broken",
} as const;

function read(machine: Machine, path: string): FileText {
  if (path === "") return { state: "missing", message: "no such file or directory" };
  const content = machine.files.read(path);
  if (!content.ok) return { state: states[content.reason], message: content.message };
  return { state: "read", text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content.bytes) };
}
