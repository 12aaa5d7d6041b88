import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The licence texts of every package whose modules are part of the build, sorted by name. */
export async function thirdPartyNotices(moduleIds) {
  const folders = new Set(moduleIds.map(packageFolder).filter(Boolean));
  const notices = await Promise.all([...folders].map(notice));
  return notices.sort().join(`\n${"-".repeat(80)}\n\n`);
}

function packageFolder(moduleId) {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(moduleId)?.[1];
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(path.join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
