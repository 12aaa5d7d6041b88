import type { Block, Body, ParsedFile } from "../hcl/ast.ts";
import { attributeNoun, blockNouns, type Noun } from "./nouns.ts";
import type { Services } from "./services.ts";

/** Nouns that not every file has. */
const occasional = {
  Module: true,
  TerraformBlock: true,
  BackendBlock: true,
  CloudBlock: true,
  ProviderBlock: true,
  VariableBlock: true,
  LocalsBlock: true,
  OutputBlock: true,
  ModuleBlock: true,
  ResourceBlock: true,
  DataBlock: true,
  RemoteStateBlock: true,
  LockedProvider: true,
  RequiredProvider: true,
  VariableValue: true,
  BackendConfigFile: true,
} as const satisfies Readonly<Record<Exclude<Noun["type"], "File">, true>>;

/** The occasional nouns that a traversal of the file would visit. */
export function nounsIn({ body }: ParsedFile, services: Services): ReadonlySet<string> {
  const { content } = services.file;
  const found = new Set<string>();
  const parents: Block[] = [];
  const look = ({ items }: Body): void => {
    for (const item of items) {
      if (item.type === "Attribute") {
        const noun = attributeNoun(item, parents, content);
        if (noun) found.add(noun.type);
        continue;
      }
      for (const { type } of blockNouns(item, parents.at(-1) ?? null, content)) found.add(type);
      parents.push(item);
      look(item.body);
      parents.pop();
    }
  };
  if (services.isFirstFile) found.add("Module");
  if (content === "backend-config") found.add("BackendConfigFile");
  look(body);
  return found;
}

/** Whether who listens to these selectors may hear of anything, in a file that has these of the occasional nouns. */
export const mayHear = (selectors: readonly string[], nouns: ReadonlySet<string>): boolean =>
  selectors.some((selector) => {
    const [type = ""] = selector.split(":");
    return !Object.hasOwn(occasional, type) || nouns.has(type);
  });
