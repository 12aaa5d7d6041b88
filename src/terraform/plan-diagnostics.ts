import { marksWithin } from "../values/construct.ts";
import { references } from "../values/references.ts";
import { sensitiveMark } from "../values/value.ts";
import { checkCall } from "./checks/check-call.ts";
import { checkGivenValues } from "./checks/check-given-values.ts";
import { checkValidations } from "./checks/check-validations.ts";
import { dependencyCycles } from "./checks/dependency-cycles.ts";
import { missingProviders } from "./checks/missing-providers.ts";
import { errorAt, inTerraformsOrder, type ModuleDiagnostic, type Report } from "./diagnostic.ts";
import type { EvaluatedBody } from "./evaluated-body.ts";
import type { ModuleInstance } from "./instance.ts";
import type { RootInstance } from "./root.ts";

/**
 * What `terraform plan` would report about a configuration that loads: the values given to variables, references, circles, expressions of variables,
 * locals, outputs, module calls and provider configurations. Terraform stops after each of these stages that has errors. Resources aren't looked
 * into: only their providers know what may stand in them.
 */
export function planDiagnostics(root: RootInstance): readonly ModuleDiagnostic[] {
  const found: ModuleDiagnostic[] = [];
  const report: Report = (diagnostic) => found.push(diagnostic);
  for (const stage of [checkGivenValues, checkGraph, checkValues]) {
    stage(root, report);
    if (found.some(({ severity }) => severity === "error")) break;
  }
  return inTerraformsOrder(found);
}

function checkGraph(root: RootInstance, report: Report): void {
  for (const module of root.moduleTree()) missingProviders(module, report);
  for (const members of dependencyCycles(root)) report(errorAt(null, `Cycle: ${members.join(", ")}`, ""));
}

function checkValues(root: RootInstance, report: Report): void {
  for (const module of root.modules()) {
    for (const call of module.children()) {
      checkCall(call, report);
      call.repetitions.diagnostics.forEach(report);
    }
    checkDefinitions(module, report);
    checkValidations(module, report);
    for (const { body } of module.providers.configured) checkArguments(body, report);
  }
  checkExposedSecrets(root, report);
}

function checkDefinitions(module: ModuleInstance, report: Report): void {
  const { variables, locals, outputs } = module.configuration;
  for (const name of variables.keys()) module.variableDefinition(name)?.get().diagnostics.forEach(report);
  for (const [name, local] of locals) {
    const own = references(local.node.value).find(
      ({ root, steps: [step] }) => root.text === "local" && step?.type === "AttributeStep" && step.name === name,
    );
    if (own) {
      const place = { file: local.file, start: own.start, end: own.end };
      const detail = `Local value local.${name} cannot use its own result as part of its expression.`;
      report(errorAt(place, "Self-referencing local value", detail));
    } else {
      module.localDefinition(name)?.get().diagnostics.forEach(report);
    }
  }
  for (const name of outputs.keys()) module.outputDefinition(name)?.get().diagnostics.forEach(report);
}

function checkArguments(body: EvaluatedBody, report: Report): void {
  for (const name of body.names()) body.argument(name)?.diagnostics.forEach(report);
  for (const block of body.blocks()) {
    block.diagnostics.forEach(report);
    if (block.body) checkArguments(block.body, report);
  }
}

/** A root module must say that it means to show a secret. */
function checkExposedSecrets(root: RootInstance, report: Report): void {
  for (const [name, declaration] of root.configuration.outputs) {
    const value = root.output(name);
    if (!value || (marksWithin(value) & sensitiveMark) === 0 || declaration.attribute("sensitive")) continue;
    report(errorAt(declaration.place, "Output refers to sensitive values", exposedSecret));
  }
}

const exposedSecret =
  "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true";
