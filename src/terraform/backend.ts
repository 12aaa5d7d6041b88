import type { Attribute, ParsedFile } from "../hcl/ast.ts";
import { stringValue } from "../values/construct.ts";
import { evaluate } from "../values/evaluate.ts";
import type { Origin } from "../values/origin.ts";
import { environmentFlags } from "./cli-arguments.ts";
import { errorAt, syntaxDiagnostics, type ModuleDiagnostic } from "./diagnostic.ts";
import type { Argument, EvaluatedBody } from "./evaluated-body.ts";
import { evaluateBody } from "./evaluate-body.ts";
import { readText } from "./input-values.ts";
import type { BackendConfiguration, CloudConfiguration } from "./module.ts";
import type { RootInstance } from "./root.ts";
import { rangeOf, type Sourced } from "./source-range.ts";

/** The backend of a root module, with what `terraform init` is told besides. */
export function createBackend(root: RootInstance): BackendConfiguration | null {
  const declaration = root.configuration.backend;
  if (!declaration) return null;
  const { layers, diagnostics } = backendConfig(root);
  return {
    type: declaration.block.node.labels[0]?.text ?? "",
    block: declaration.block,
    diagnostics,
    body(isPrimitive = () => true) {
      const written = constantBody(root, declaration);
      return overlaid(
        written,
        layers.map((layer) => layer(isPrimitive)),
      );
    },
  };
}

export function createCloud(root: RootInstance): CloudConfiguration | null {
  const declaration = root.configuration.cloud;
  return declaration && { block: declaration.block, body: constantBody(root, declaration) };
}

/** Terraform takes only constants in a backend; OpenTofu also what can be known without a plan. */
function constantBody(
  root: RootInstance,
  declaration: NonNullable<RootInstance["configuration"]["backend"]>,
): EvaluatedBody {
  const { session, program } = root;
  return evaluateBody(
    declaration.content(),
    program === "opentofu" ? root.scope : (file) => session.constantScope(file),
    declaration.place,
  );
}

/** Arguments that take the place of earlier ones of their names. */
type Layer = (isPrimitive: (name: string) => boolean) => ReadonlyMap<string, () => Argument>;

interface BackendConfig {
  readonly layers: readonly Layer[];
  readonly diagnostics: readonly ModuleDiagnostic[];
}

/** The `-backend-config` options of the environment and of the caller, in Terraform's order. */
function backendConfig(root: RootInstance): BackendConfig {
  const { machine, options } = root.session;
  const fromEnvironment =
    options.environment === false ? [] : environmentFlags(machine.environment, "init", ["backend-config"]);
  const given = [...fromEnvironment.map(({ value }) => value), ...(options.backendConfig ?? [])];
  const layers: Layer[] = [];
  const diagnostics: ModuleDiagnostic[] = [];
  // A single empty option takes back all that was said before.
  if (given.length === 1 && given[0] === "") return { layers, diagnostics };
  for (const option of given) {
    const equals = option.indexOf("=");
    if (equals >= 0) {
      layers.push(pairLayer(root, option.slice(0, equals), option.slice(equals + 1)));
      continue;
    }
    const file = root.readFile(machine.paths.resolve(root.directory, option));
    if ("ok" in file) {
      diagnostics.push(errorAt(null, "Failed to read file", `The file "${option}" could not be read.`));
    } else {
      diagnostics.push(...syntaxDiagnostics(file, option));
      layers.push(() => fileLayer(root, file));
    }
  }
  return { layers, diagnostics };
}

function fileLayer({ session }: RootInstance, file: ParsedFile): ReadonlyMap<string, () => Argument> {
  const layer = new Map<string, () => Argument>();
  for (const item of file.body.items) {
    if (item.type !== "Attribute") continue;
    const attribute: Sourced<Attribute> = { node: item, file };
    layer.set(item.name.text, () => {
      const { value, diagnostics } = evaluate(item.value, session.constantScope(file));
      return { name: item.name.text, value, diagnostics, place: rangeOf(attribute), attribute: item };
    });
  }
  return layer;
}

function pairLayer({ session }: RootInstance, name: string, text: string): Layer {
  const flag = `-backend-config=${name}=…`;
  const origin: Origin = { kind: "flag", flag };
  return (isPrimitive) =>
    new Map([
      [
        name,
        () => {
          const evaluated = isPrimitive(name)
            ? { value: stringValue(text, origin), diagnostics: [] }
            : readText(text, flag, origin, session);
          return { name, ...evaluated, place: null, attribute: null };
        },
      ],
    ]);
}

/** A body in which later layers set arguments anew. */
function overlaid(body: EvaluatedBody, layers: readonly ReadonlyMap<string, () => Argument>[]): EvaluatedBody {
  const set = new Map(layers.flatMap((layer) => [...layer]));
  const known = new Map<string, Argument>();
  return {
    place: body.place,
    names: () => [...new Set([...body.names(), ...set.keys()])],
    argument(name) {
      const argument = known.get(name) ?? set.get(name)?.() ?? body.argument(name);
      if (argument) known.set(name, argument);
      return argument;
    },
    blocks: (type) => body.blocks(type),
  };
}
