import type { Attribute, Expression } from "../hcl/ast.ts";
import { takenFrom } from "../values/construct.ts";
import type { Names } from "../values/scope.ts";
import type { Value } from "../values/value.ts";
import { joinAddress } from "./address.ts";
import type { Declaration } from "./declaration.ts";
import type { Argument, EvaluatedBody } from "./evaluated-body.ts";
import type { ModuleInstance } from "./instance.ts";
import { stringLiteral } from "./literal.ts";
import type { RemoteState } from "./module.ts";
import { repetitionsOf } from "./repetition.ts";
import { rangeOf, type SourceRange, type Sourced } from "./source-range.ts";

/** The `data "terraform_remote_state"` blocks of a module, once for each instance. */
export function remoteStates(module: ModuleInstance): readonly RemoteState[] {
  return Array.from(module.configuration.remoteStates).flatMap(([name, declaration]) => {
    const { items } = repetitionsOf(declaration, ({ node, file }) => module.evaluate(node, file));
    const address = joinAddress(module.address, `data.terraform_remote_state.${name}`);
    return items.map((repetition): RemoteState => {
      const names = module.namesIn(repetition);
      return remoteState(module, declaration, address + repetition.suffix, names);
    });
  });
}

function remoteState(module: ModuleInstance, declaration: Declaration, address: string, names: Names): RemoteState {
  const value = (name: string): Value | null => {
    const attribute = declaration.attribute(name);
    return attribute ? module.evaluateIn(attribute.node.value, attribute.file, names).value : null;
  };
  return {
    address,
    module,
    block: declaration.block,
    get backend() {
      return value("backend");
    },
    get workspace() {
      return value("workspace");
    },
    get config() {
      const attribute = declaration.attribute("config");
      const config = value("config");
      return attribute && config ? objectBody(config, attribute, declaration.place) : null;
    },
  };
}

/** The entries of an object as the arguments of a block; `null` when the object isn't known. */
function objectBody(object: Value, attribute: Sourced<Attribute>, place: SourceRange): EvaluatedBody | null {
  if (object.kind !== "mapping") return null;
  const { file } = attribute;
  return {
    place,
    names: () => [...object.entries.keys()],
    argument(name): Argument | undefined {
      const entry = object.entries.get(name);
      if (!entry) return undefined;
      const item = itemOf(attribute.node.value, name);
      return {
        name,
        value: takenFrom(object, entry),
        place: rangeOf({ node: item ?? attribute.node, file }),
        attribute: null,
        diagnostics: [],
      };
    },
    blocks: () => [],
  };
}

/** Where an object that is written out sets a key. */
function itemOf(expression: Expression, name: string): { start: number; end: number } | undefined {
  if (expression.type !== "ObjectConstructor") return undefined;
  return expression.items.find(({ key }) => (key.bareName ?? stringLiteral(key.expression)) === name);
}
