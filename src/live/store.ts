import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Replaces a file as a whole, readable only by its owner. A renewed session has to be kept: the token that it was renewed with
 * may be used up, so that without this `--live` would log the user out.
 */
export type Store = (path: string, text: string) => void;

export const storeFile: Store = (path, text) => {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
};
