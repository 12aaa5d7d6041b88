import type { DirectoryContent, FileReader, Machine } from "./machine.ts";

/** The same machine with a memory: a folder is listed once, whoever asks, and says what is not in it. */
export function withKnownFolders(machine: Machine): Machine {
  const { files, paths, platform } = machine;
  const known = new Map<string, DirectoryContent>();
  const list = (directory: string): DirectoryContent => {
    const content = known.get(directory) ?? files.list(directory);
    known.set(directory, content);
    return content;
  };
  /** Elsewhere a file may answer to a name in other letters. */
  const namesAreExact = platform === "linux";
  const isMissing = (path: string): boolean => {
    const listing = namesAreExact ? known.get(paths.dirname(path)) : undefined;
    const name = paths.basename(path);
    return listing?.ok === true && !listing.entries.some((entry) => entry.name === name);
  };
  return {
    ...machine,
    files: {
      list,
      read: (path) => files.read(path),
      kind: (path) => (isMissing(path) ? null : files.kind(path)),
      realPath: (path) => files.realPath(path),
    },
  };
}

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
