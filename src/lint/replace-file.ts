import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";

/**
 * Replaces a file's content in one step, so that nobody ever sees half of it: a temporary file beside it, flushed to the
 * disk, takes its name and its mode. A link stays a link; what it points to is replaced.
 *
 * @param expected what the file must still hold.
 * @returns why it was left alone, or `null` when it was replaced.
 */
export function replaceFile(path: string, expected: Uint8Array, content: Uint8Array): string | null {
  let temporary: string | undefined;
  try {
    const target = realpathSync(path);
    if (!readFileSync(target).equals(expected)) return "changed while it was being fixed; run --fix again";
    temporary = `${target}.${process.pid}.tmp`;
    const descriptor = openSync(temporary, "wx");
    try {
      fchmodSync(descriptor, statSync(target).mode);
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
    return null;
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return `cannot be fixed (${error instanceof Error ? error.message : String(error)})`;
  }
}
