import type { CallOfModule } from "./call.ts";
import { errorAt, type ModuleDiagnostic } from "./diagnostic.ts";
import { rangeOf } from "./source-range.ts";

/** Where the module of a call is, or why that can't be told. */
export type Location =
  { readonly directory: string } | { readonly because: string; readonly diagnostics: readonly ModuleDiagnostic[] };

/** Deeper calls than this are not followed. */
const deepest = 60;

export function locateModule(call: CallOfModule): Location {
  const { value, diagnostics } = call.evaluateSource();
  const attribute = call.declaration.attribute("source");
  if (!attribute || value.kind !== "string") {
    const because = value.kind === "unknown" ? value.reason : `${addressOf(call)} has no source`;
    const place = attribute && rangeOf({ node: attribute.node.value, file: attribute.file });
    const unsuitable = place && errorAt(place, "Unsuitable value type", "Unsuitable value: value must be known");
    return { because, diagnostics: unsuitable ? [...diagnostics, unsuitable] : diagnostics };
  }
  const found = isLocal(value.text) ? localModule(call, value.text) : installedModule(call, value.text);
  if (!("directory" in found)) return found;
  return isCalledByItself(call, found.directory)
    ? { because: `${addressOf(call)} calls itself without end`, diagnostics: [] }
    : found;
}

const addressOf = ({ path }: CallOfModule): string => `module.${path.join(".module.")}`;

const isLocal = (source: string): boolean => /^\.\.?[/\\]/.test(source) || source === "." || source === "..";

function localModule(call: CallOfModule, source: string): Location {
  const { session, directory: parent } = call.caller;
  const directory = session.machine.paths.join(parent, source);
  if (isReadable(call, directory)) return { directory };
  const shown = session.shown(directory);
  const { file, start } = call.declaration.place;
  const line = session.describe({ file, start, end: start }).replace(/,.*$/, "");
  return {
    because: `${shown} is no folder that can be read`,
    // The second text lacks the folder: so Terraform says it.
    diagnostics: [
      errorAt(
        null,
        "Unreadable module directory",
        `Unable to evaluate directory symlink: lstat ${firstMissing(call, directory)}: no such file or directory`,
      ),
      errorAt(
        null,
        "Unreadable module directory",
        `The directory  could not be read for module "${call.name}" at ${line}.`,
      ),
    ],
  };
}

/** The part of a path at which following it ends. */
function firstMissing({ caller: { session } }: CallOfModule, directory: string): string {
  const { files, paths } = session.machine;
  let missing = directory;
  for (let above = paths.dirname(directory); above !== paths.dirname(above); above = paths.dirname(above)) {
    if (files.kind(above) !== null) break;
    missing = above;
  }
  return session.shown(missing);
}

const isReadable = (call: CallOfModule, directory: string): boolean =>
  call.caller.session.folders.configuration(directory).failures.every(({ path }) => path !== directory);

/** A module from a registry or a repository: only what `terraform init` fetched can be read. */
function installedModule(call: CallOfModule, source: string): Location {
  const { session } = call.caller;
  const address = addressOf(call);
  const installed = session.manifest.get(call.path.join("."));
  if (!installed) return { because: `${address} is not installed (terraform init)`, diagnostics: [] };
  if (!isSameSource(source, installed.source)) {
    return { because: `${address} was installed from another source (terraform init)`, diagnostics: [] };
  }
  const directory = session.machine.paths.resolve(session.root, installed.directory);
  return isReadable(call, directory)
    ? { directory }
    : { because: `${address} is not installed (terraform init)`, diagnostics: [] };
}

const registrySource = /^[\w-]+\/[\w-]+\/[\w-]+(\/\/.*)?$/;

/** The manifest has sources in a normal form; only that of registry modules is plain enough to be compared. */
function isSameSource(written: string, installed: string): boolean {
  return !registrySource.test(written) || installed === written || installed.endsWith(`/${written}`);
}

function isCalledByItself(call: CallOfModule, directory: string): boolean {
  const { session } = call.caller;
  const real = session.folders.realPath(directory);
  let depth = 0;
  for (let at: CallOfModule["caller"] | null = call.caller; at; at = at.parent) {
    if (++depth > deepest || session.folders.realPath(at.directory) === real) return true;
  }
  return false;
}
