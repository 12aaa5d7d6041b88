import { stringValue } from "../values/construct.ts";
import type { Origin } from "../values/origin.ts";
import { mergeBodies } from "./block-content.ts";
import { knows } from "./block-schemas.ts";
import { environmentFlags } from "./cli-arguments.ts";
import { errorAt, syntaxDiagnostics, type ModuleDiagnostic } from "./diagnostic.ts";
import type { Argument, EvaluatedBody } from "./evaluated-body.ts";
import { evaluateBody, type ScopeOf } from "./evaluate-body.ts";
import { readText } from "./input-values.ts";
import type { BackendConfiguration, CloudConfiguration } from "./module.ts";
import type { RootInstance } from "./root.ts";

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
      const said = layers.map((layer) => layer(isPrimitive));
      return overlaid(constantBody(root, declaration), said);
    },
  };
}

export function createCloud(root: RootInstance): CloudConfiguration | null {
  const declaration = root.configuration.cloud;
  return declaration && { block: declaration.block, body: constantBody(root, declaration) };
}

function constantBody(
  root: RootInstance,
  declaration: NonNullable<RootInstance["configuration"]["backend"]>,
): EvaluatedBody {
  return evaluateBody(declaration.content(), scopeOf(root), declaration.place);
}

/** Terraform takes only constants in a backend; OpenTofu since 1.8 also what can be known without a plan. */
function scopeOf({ session, program, release, scope }: RootInstance): ScopeOf {
  const evaluatesEarly = program === "opentofu" && knows({ program, version: release }, "1.8.0");
  return evaluatesEarly ? scope : (file) => session.constantScope(file);
}

/** What is said beside the block: arguments take the place of earlier ones of their names. */
type Layer = (isPrimitive: (name: string) => boolean) => EvaluatedBody;

interface BackendConfig {
  readonly layers: readonly Layer[];
  readonly diagnostics: readonly ModuleDiagnostic[];
}

/** The `-backend-config` options of the environment and of the caller, in Terraform's order. */
function backendConfig(root: RootInstance): BackendConfig {
  const { machine, options } = root.session;
  const fromEnvironment =
    options.environment === false ? [] : environmentFlags(machine.environment, "init", ["backend-config"]);
  const given = [
    ...fromEnvironment.map(({ value }) => ({ option: value, from: root.directory })),
    ...(options.backendConfig ?? []).map((option) => ({ option, from: options.givenFrom ?? root.directory })),
  ];
  const layers: Layer[] = [];
  const diagnostics: ModuleDiagnostic[] = [];
  // A single empty option takes back all that was said before.
  if (given.length === 1 && given[0]?.option === "") return { layers, diagnostics };
  for (const { option, from } of given) {
    const equals = option.indexOf("=");
    if (equals >= 0) {
      layers.push(pairLayer(root, option.slice(0, equals), option.slice(equals + 1)));
      continue;
    }
    const file = root.readFile(machine.paths.resolve(from, option));
    if ("ok" in file) {
      diagnostics.push(errorAt(null, "Failed to read file", `The file "${option}" could not be read.`));
    } else {
      diagnostics.push(...syntaxDiagnostics(file, option));
      const body = evaluateBody(mergeBodies([{ node: file.body, file }]), scopeOf(root), null);
      layers.push(() => body);
    }
  }
  return { layers, diagnostics };
}

function pairLayer({ session }: RootInstance, name: string, text: string): Layer {
  const flag = `-backend-config=${name}=…`;
  const origin: Origin = { kind: "flag", flag };
  return (isPrimitive) => {
    let argument: Argument | undefined;
    const read = (): Argument => {
      const evaluated = isPrimitive(name)
        ? { value: stringValue(text, origin), diagnostics: [] }
        : readText(text, flag, origin, session);
      return { name, ...evaluated, place: null, attribute: null };
    };
    return {
      place: null,
      names: () => [name],
      argument: (wanted) => (wanted === name ? (argument ??= read()) : undefined),
      blocks: () => [],
    };
  };
}

function overlaid(body: EvaluatedBody, layers: readonly EvaluatedBody[]): EvaluatedBody {
  const all = [body, ...layers];
  return {
    place: body.place,
    names: () => [...new Set(all.flatMap((layer) => layer.names()))],
    argument: (name) => all.findLast((layer) => layer.names().includes(name))?.argument(name),
    blocks: (type) => all.flatMap((layer) => layer.blocks(type)),
  };
}
