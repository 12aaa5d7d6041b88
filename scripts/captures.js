/**
 * What the program prints, in the documentation: each block
 *
 *     <!-- begin capture: fixtures/situations/role-hop -->
 *     ```console
 *     $ tf-preflight whoami
 *     ```
 *     <!-- end capture -->
 *
 * is filled with what its commands say in a copy of that fixture, whose `home/` is the home folder and whose `.env` is the
 * environment, at noon (UTC) on the day to which the release tables and the fixtures belong.
 */
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, realpath, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundle } from "./bundle.js";
import { fixtureShell } from "./fixture-shell.js";
import { root } from "./rule-files.js";

const noon = "data:text/javascript,Date.now=()=>Date.UTC(2026,8,9,12)";
const block = /<!-- begin capture: (\S+) -->([^]*?)<!-- end capture -->/gu;

/** A text with its captures as they have to be today. */
export async function withCaptures(text) {
  const captures = [...text.matchAll(block)];
  if (captures.length === 0) return text;
  const program = await bundle("src/cli/main.ts", "capture");
  try {
    const filled = await Promise.all(captures.map(([, fixture, content]) => capture(fixture, content, program)));
    return text.replace(block, () => filled.shift());
  } finally {
    await rm(program, { force: true });
  }
}

async function capture(fixture, content, program) {
  const commands = [...content.matchAll(/^\$ .+$/gmu)].map(([line]) => line);
  if (commands.length === 0) throw new Error(`the capture of ${fixture} has no line that begins with "$ "`);
  const place = await realpath(await mkdtemp(path.join(tmpdir(), "capture-")));
  try {
    const [directory, home] = [path.join(place, "infra"), path.join(place, "home")];
    await cp(path.join(root, fixture), directory, { recursive: true });
    await rename(path.join(directory, "home"), home);
    const shell = { ...(await fixtureShell(directory, home)), TZ: "UTC" };
    const said = [];
    for (const command of commands)
      said.push(`${command}\n${await answer(command, { directory, home, shell, program })}`);
    const printed = said.join("\n").trimEnd();
    if (printed.includes(place)) throw new Error(`a path of this machine is in what ${fixture} prints:\n${printed}`);
    return `<!-- begin capture: ${fixture} -->\n\n\`\`\`console\n${printed}\n\`\`\`\n\n<!-- end capture -->`;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function answer(command, { directory, home, shell, program }) {
  const [, name, ...words] = command.split(" ");
  if (name === "cat") return readFile(path.resolve(directory, words[0].replace(/^~/u, home)), "utf8");
  if (name !== "tf-preflight") throw new Error(`captures know cat and tf-preflight, not ${name}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", noon, program, ...words], {
    cwd: directory,
    env: shell,
    encoding: "utf8",
  });
  if (stderr !== "" || status === null || status > 1) throw new Error(`${command}: ${stderr}`);
  return stdout;
}
