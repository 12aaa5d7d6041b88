import { readFile } from "node:fs/promises";
import path from "node:path";

/** The whole environment of somebody who works in a fixture: its `.env`, the given home, and what Node needs to start. */
export async function fixtureShell(fixture, home) {
  const text = await readFile(path.join(fixture, ".env"), "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line.includes("="));
  const { PATH, SystemRoot } = process.env;
  return {
    PATH,
    ...(SystemRoot && { SystemRoot }),
    HOME: home,
    USERPROFILE: home,
    ...Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)])),
  };
}
