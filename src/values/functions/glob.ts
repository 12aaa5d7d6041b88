import { type Budget, spend } from "../budget.ts";
import type { FileAccess } from "../scope.ts";

/** A pattern of `fileset` (bmatcuk/doublestar): one test for each folder of the path, `"**"` for any number of folders. */
export type Glob = readonly (RegExp | "**")[];

/** `null` for a pattern that is none. */
export function compileGlob(pattern: string): Glob | null {
  const segments: (RegExp | "**")[] = [];
  for (const segment of splitSegments(pattern)) {
    if (segment === "" || segment === ".") continue;
    if (segment === "**") {
      segments.push("**");
      continue;
    }
    const source = segmentSource(segment);
    if (source === null) return null;
    try {
      segments.push(new RegExp(`^(?:${source})$`, "su"));
    } catch {
      // `[z-a]`
      return null;
    }
  }
  return segments;
}

/** Slashes in braces or brackets do not separate. */
function splitSegments(pattern: string): readonly string[] {
  const segments: string[] = [];
  let current = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === "\\") current += character + pattern.charAt(++at);
    else if (character === "/") {
      segments.push(current);
      current = "";
    } else current += character;
  }
  return [...segments, current];
}

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");

function segmentSource(segment: string): string | null {
  let source = "";
  let depth = 0;
  for (let at = 0; at < segment.length; at++) {
    const character = segment.charAt(at);
    if (character === "*") {
      while (segment.charAt(at + 1) === "*") at++;
      source += "[^/]*";
    } else if (character === "?") source += "[^/]";
    else if (character === "{") {
      depth++;
      source += "(?:";
    } else if (character === "}" && depth > 0) {
      depth--;
      source += ")";
    } else if (character === "," && depth > 0) source += "|";
    else if (character === "[") {
      const end = segment.indexOf("]", at + 2);
      if (end < 0) return null;
      const negated = /^[!^]/.test(segment.slice(at + 1));
      const members = segment.slice(at + (negated ? 2 : 1), end);
      source += `[${negated ? "^" : ""}${members.replace(/[\\\]^[]/g, "\\$&")}]`;
      at = end;
    } else if (character === "\\") {
      at++;
      if (at >= segment.length) return null;
      source += escaped(segment.charAt(at));
    } else source += escaped(character);
  }
  return depth === 0 ? source : null;
}

/** The files below a folder that fit, as paths from there with slashes. Links to folders are followed as far as the allowed root. */
export function findFiles(folder: string, glob: Glob, files: FileAccess, budget: Budget): readonly string[] {
  const found = new Set<string>();
  const root = files.machine.files.realPath(files.allowedRoot) ?? files.allowedRoot;
  const walk = (location: string, prefix: string, rest: Glob, ancestors: readonly string[]): void => {
    const [segment, ...others] = rest;
    if (segment === undefined) return;
    const real = files.machine.files.realPath(location);
    if (real === null || ancestors.includes(real) || !isWithin(real, root, files)) return;
    if (segment === "**") walk(location, prefix, others, []);
    const content = files.machine.files.list(real);
    if (!content.ok) return;
    spend(budget, content.entries.length);
    for (const { name } of content.entries) {
      const path = prefix === "" ? name : `${prefix}/${name}`;
      const inner = files.machine.paths.join(real, name);
      const kind = files.machine.files.kind(inner);
      const descends = segment === "**" ? rest : segment.test(name) ? others : null;
      if (descends === null) continue;
      if (kind === "directory") walk(inner, path, descends, segment === "**" ? [...ancestors, real] : []);
      if (kind === "file" && (segment === "**" ? others.length === 0 : others.length === 0)) found.add(path);
    }
  };
  walk(folder, "", glob, []);
  return [...found];
}

function isWithin(location: string, root: string, { machine: { paths } }: FileAccess): boolean {
  const relative = paths.relative(root, location);
  return (
    relative === "" || !(relative === ".." || relative.startsWith(`..${paths.separator}`) || paths.isAbsolute(relative))
  );
}
