import type { Attribute, Block, ParsedFile } from "../../hcl/ast.ts";
import { providerBlockKey, type Configuration } from "../configuration.ts";
import { errorAt, type Report } from "../diagnostic.ts";
import { headOf, rangeOf, type SourceRange, type Sourced } from "../source-range.ts";

type Describe = (place: SourceRange) => string;

/** Reports what is declared twice in a module, and what an override file changes though nobody declares it. */
export function checkDeclarations(configuration: Configuration, describe: Describe, report: Report): void {
  const seen = new Map<string, SourceRange>();
  for (const { words, name, key, place } of declarations(configuration.primary)) {
    const earlier = seen.get(key);
    if (earlier) report(errorAt(place, words.duplicate, words.duplicateDetail(name, describe(earlier))));
    // Of equal names the first stays the one that later ones are compared with where it stays the one that counts.
    if (!earlier || words.kept === "last") seen.set(key, place);
  }
  for (const { words, name, key, place } of declarations(configuration.override)) {
    const isDefaultProvider = key.startsWith("provider ") && !name.includes(".");
    if (seen.has(key) || isDefaultProvider) continue;
    report(errorAt(place, words.missing, words.missingDetail(name)));
  }
}

interface Words {
  readonly kept: "first" | "last";
  readonly duplicate: string;
  readonly duplicateDetail: (name: string, earlier: string) => string;
  readonly missing: string;
  readonly missingDetail: (name: string) => string;
}

const cannotOverride = (what: string, name: string, is: string): string =>
  `There is no ${what} named "${name}". An override file can only override ${is} in a primary configuration file.`;

const words = {
  variable: {
    kept: "last",
    duplicate: "Duplicate variable declaration",
    duplicateDetail: (name, earlier) =>
      `A variable named "${name}" was already declared at ${earlier}. Variable names must be unique within a module.`,
    missing: "Missing base variable declaration to override",
    missingDetail: (name) => cannotOverride("variable", name, "a variable that was already declared"),
  },
  local: {
    kept: "last",
    duplicate: "Duplicate local value definition",
    duplicateDetail: (name, earlier) =>
      `A local value named "${name}" was already defined at ${earlier}. Local value names must be unique within a module.`,
    missing: "Missing base local value definition to override",
    missingDetail: (name) => cannotOverride("local value", name, "a local value that was already defined"),
  },
  output: {
    kept: "last",
    duplicate: "Duplicate output definition",
    duplicateDetail: (name, earlier) =>
      `An output named "${name}" was already defined at ${earlier}. Output names must be unique within a module.`,
    missing: "Missing base output definition to override",
    missingDetail: (name) =>
      `There is no output named "${name}". An override file can only override an output that was already defined in a primary configuration file.`,
  },
  module: {
    kept: "last",
    duplicate: "Duplicate module call",
    duplicateDetail: (name, earlier) =>
      `A module call named "${name}" was already defined at ${earlier}. Module calls must have unique names within a module.`,
    missing: "Missing module call to override",
    missingDetail: (name) => cannotOverride("module call", name, "a module call that was defined"),
  },
  provider: {
    kept: "first",
    duplicate: "Duplicate provider configuration",
    duplicateDetail(name, earlier) {
      const [type = "", alias] = name.split(".");
      return alias === undefined
        ? `A default (non-aliased) provider configuration for "${type}" was already given at ${earlier}. If multiple configurations are required, set the "alias" argument for alternative configurations.`
        : `A provider configuration for "${type}" with alias "${alias}" was already given at ${earlier}. Each configuration for the same provider must have a distinct alias.`;
    },
    missing: "Missing base provider configuration for override",
    missingDetail(name) {
      const [type = "", alias = ""] = name.split(".");
      return `There is no ${type} provider configuration with the alias "${alias}". An override file can only override an aliased provider configuration that was already defined in a primary configuration file.`;
    },
  },
} satisfies Readonly<Record<string, Words>>;

const isNamed = (kind: string): kind is keyof typeof words => Object.hasOwn(words, kind);

/** The words for a resource need its type. */
function resourceWords(kind: "resource" | "data" | "ephemeral", type: string): Words {
  const article =
    kind === "resource" ? `${type} resource` : `${type} ${kind === "data" ? "data" : "ephemeral"} resource`;
  return {
    kept: "first",
    duplicate: `Duplicate ${kind} "${type}" configuration`,
    duplicateDetail: (name, earlier) =>
      `A ${article} named "${name}" was already declared at ${earlier}. Resource names must be unique per type in each module.`,
    missing: kind === "resource" ? "Missing resource to override" : `Missing ${kind} resource to override`,
    missingDetail: (name) =>
      `There is no ${article} named "${name}". An override file can only override a ${kind} block defined in a primary configuration file.`,
  };
}

interface Declared {
  readonly words: Words;
  readonly name: string;
  /** Two declarations with the same key are of the same thing. */
  readonly key: string;
  readonly place: SourceRange;
}

function* declarations(files: readonly ParsedFile[]): Iterable<Declared> {
  for (const file of files) {
    for (const item of file.body.items) if (item.type === "Block") yield* declaredBy({ node: item, file });
  }
}

function* declaredBy(block: Sourced<Block>): Iterable<Declared> {
  const { node, file } = block;
  const kind = node.kind.text;
  const [first, second] = node.labels;
  if (kind === "locals") {
    for (const item of node.body.items) if (item.type === "Attribute") yield declaredLocal({ node: item, file });
  } else if ((kind === "resource" || kind === "data" || kind === "ephemeral") && first && second) {
    const name = second.text;
    yield { words: resourceWords(kind, first.text), name, key: `${kind} ${first.text}.${name}`, place: headOf(block) };
  } else if (isNamed(kind) && first) {
    const name = kind === "provider" ? providerBlockKey(node) : first.text;
    yield { words: words[kind], name, key: `${kind} ${name}`, place: headOf(block) };
  }
}

function declaredLocal(local: Sourced<Attribute>): Declared {
  const name = local.node.name.text;
  return { words: words.local, name, key: `local ${name}`, place: rangeOf(local) };
}
