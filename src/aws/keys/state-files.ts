import type { Machine } from "../../machine/machine.ts";
import { findKeys, type FoundKey } from "./find-keys.ts";
import { standIn } from "./stand-in.ts";

/** A file of Terraform's state with credentials in it. */
export interface StateFile {
  /** Absolute path. */
  readonly path: string;
  readonly keys: readonly [FoundKey, ...FoundKey[]];
}

const stateFileName = /\.tfstate(?:\.\d+)?(?:\.backup)?$/u;

/** Bytes; a state of many thousand resources. */
const largestState = 50_000_000;

/** Finds the credentials in the state files of a folder, in the order of their names. */
export function stateFiles(directory: string, { files, paths }: Machine): StateFile[] {
  const listed = files.list(directory);
  if (!listed.ok) return [];
  return listed.entries
    .filter(({ name, kind }) => kind === "file" && stateFileName.test(name))
    .map(({ name }) => paths.join(directory, name))
    .sort()
    .flatMap((path) => {
      const content = files.read(path);
      if (!content.ok || content.bytes.length > largestState) return [];
      const [first, ...others] = findKeys(new TextDecoder().decode(content.bytes)).filter(
        ({ value }) => !standIn(value),
      );
      return first ? [{ path, keys: [first, ...others] as const }] : [];
    });
}
