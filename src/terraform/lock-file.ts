import type { Block, Expression, ParsedFile } from "../hcl/ast.ts";
import { goQuote } from "../hcl/go-quote.ts";
import { SourcePositions } from "../hcl/source-positions.ts";
import type { FileFailure } from "../machine/machine.ts";
import type { Program } from "../values/scope.ts";
import { checkBody } from "./body-schema.ts";
import {
  errorAt,
  inTerraformsOrder,
  syntaxDiagnostics,
  warningAt,
  type ModuleDiagnostic,
  type Report,
} from "./diagnostic.ts";
import { stringLiteral } from "./literal.ts";
import type { LockedProvider, LockFile } from "./module.ts";
import { parse } from "./parse.ts";
import { parseProviderSource, providerKey } from "./provider-address.ts";
import type { RootInstance } from "./root.ts";
import { headOf, rangeOf, type SourceRange } from "./source-range.ts";

const fileName = ".terraform.lock.hcl";

/** The lock file of a root module; `null` when there is none. */
export function readLockFile({ directory, readFile, session }: RootInstance): LockFile | null {
  const path = session.machine.paths.join(directory, fileName);
  const read = readFile(path);
  const file = "ok" in read ? unreadableLockFile(path, read) : read;
  return file && lockFileIn(file, session.program);
}

/**
 * A lock file that can't be read is one without content, and with the error of HashiCorp's parser and the reason behind it;
 * `null`: there is no file, which Terraform takes for an empty one (a link that leads nowhere, too).
 */
export function unreadableLockFile(path: string, { reason, message }: FileFailure): ParsedFile | null {
  if (reason === "missing") return null;
  const detail = `The configuration file "${fileName}" could not be read: ${message}.`;
  return { ...parse("", path), errors: [{ summary: "Failed to read file", detail, start: 0, end: 0 }] };
}

/** What a lock file says, and what Terraform has against it. */
export function lockFileIn(file: ParsedFile, program: Program): LockFile {
  const diagnostics: ModuleDiagnostic[] = [...syntaxDiagnostics(file, fileName)];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  checkBody({ node: file.body, file }, { blocks: { provider: ["source_addr"], module: ["path"] } }, report);
  const locked = new Map<string, LockedProvider>();
  for (const block of file.body.items) {
    if (block.type !== "Block") continue;
    if (block.kind.text === "module") report(moduleLock(block, file));
    if (block.kind.text !== "provider") continue;
    const provider = readLockedProvider(block, file, program, report);
    if (!provider) continue;
    const key = providerKey(provider.provider);
    const earlier = locked.get(key);
    if (!earlier) {
      locked.set(key, provider);
      continue;
    }
    const { start, end } = headOf({ node: earlier.block, file });
    const place = new SourcePositions(file.source).describe(fileName, start, end);
    const detail = `This lockfile already declared a lock for provider ${key} at ${place}.`;
    report(errorAt(rangeOf({ node: block.kind, file }), "Duplicate provider lock", detail));
  }
  return { file, providers: [...locked.values()], diagnostics: inTerraformsOrder(diagnostics) };
}

function readLockedProvider(block: Block, file: ParsedFile, program: Program, report: Report): LockedProvider | null {
  const [label] = block.labels;
  if (!label) return null;
  const place = rangeOf({ node: label, file });
  const address = parseProviderSource(label.text, program);
  if (!("host" in address)) {
    const detail =
      'The provider source address for a provider lock must be a valid, fully-qualified address of the form "hostname/namespace/type".';
    report(errorAt(place, "Invalid provider source address", detail));
    return null;
  }
  if (providerKey(address) !== label.text) {
    const detail = `The provider source address for this provider lock must be written as "${providerKey(address)}", the fully-qualified and normalized form.`;
    report(errorAt(place, "Non-normalized provider source address", detail));
    return null;
  }
  const schema = { attributes: { version: "required", constraints: "optional", hashes: "optional" } } as const;
  checkBody({ node: block.body, file }, schema, report);
  const version = attribute(block, "version");
  const constraints = attribute(block, "constraints");
  const text = version && stringLiteral(version);
  if (!version || text == null) return null;
  return {
    provider: address,
    block,
    version: text,
    versionPlace: rangeOf({ node: version, file }),
    constraints: constraints ? stringLiteral(constraints) : null,
    hashes: readHashes(attribute(block, "hashes"), file, report),
  };
}

function readHashes(expression: Expression | undefined, file: ParsedFile, report: Report): readonly string[] {
  if (expression?.type !== "TupleConstructor") return [];
  const place: SourceRange = rangeOf({ node: expression, file });
  if (expression.items.length === 0) {
    const detail = 'The "hashes" argument must either be omitted or contain at least one hash value.';
    report(errorAt(place, "Invalid provider hash set", detail));
  }
  return expression.items.flatMap((item) => {
    const hash = stringLiteral(item);
    if (hash === null) return [];
    if (/^[^:]+:/.test(hash)) return [hash];
    const detail = `Cannot interpret ${goQuote(hash)} as a provider hash: hash string must start with a scheme keyword followed by a colon.`;
    report(errorAt(place, "Invalid provider hash string", detail));
    return [];
  });
}

function moduleLock({ kind }: Block, file: ParsedFile): ModuleDiagnostic {
  const detail =
    "This version of Terraform only supports dependency locks for providers, not for modules. This configuration may be intended for a later version of Terraform that also supports dependency locks for modules.";
  return warningAt(rangeOf({ node: kind, file }), "Dependency locks for modules are not yet supported", detail);
}

function attribute(block: Block, name: string): Expression | undefined {
  const found = block.body.items.find((item) => item.type === "Attribute" && item.name.text === name);
  return found?.type === "Attribute" ? found.value : undefined;
}
