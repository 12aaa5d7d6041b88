import type { FileReader, Machine } from "./machine.ts";

/** The same machine with one file whose text stands somewhere else: standard input, an editor's unsaved buffer. */
export function withFile(machine: Machine, path: string, bytes: Uint8Array): Machine {
  const { files, paths } = machine;
  const place = paths.resolve(path);
  const is = (other: string): boolean => paths.resolve(other) === place;
  const overlaid: FileReader = {
    read: (other) => (is(other) ? { ok: true, bytes } : files.read(other)),
    kind: (other) => (is(other) ? "file" : files.kind(other)),
    realPath: (other) => (is(other) ? place : files.realPath(other)),
    list(directory) {
      const content = files.list(directory);
      if (paths.resolve(directory) !== paths.dirname(place)) return content;
      const name = paths.basename(place);
      const others = content.ok ? content.entries.filter((entry) => entry.name !== name) : [];
      return { ok: true, entries: [...others, { name, kind: "file" }] };
    },
  };
  return { ...machine, files: overlaid };
}
