import type { Program } from "../values/scope.ts";
import { checkDeclarations } from "./checks/check-declarations.ts";
import { checkFile } from "./checks/check-file.ts";
import { checkProviders } from "./checks/check-providers.ts";
import { checkProviderTree } from "./checks/check-provider-tree.ts";
import { checkSettings } from "./checks/check-settings.ts";
import type { Configuration } from "./configuration.ts";
import {
  errorAt,
  inTerraformsOrder,
  syntaxDiagnostics,
  warningAt,
  type ModuleDiagnostic,
  type Report,
} from "./diagnostic.ts";
import type { ModuleInstance } from "./instance.ts";
import type { RootInstance } from "./root.ts";

/** What `terraform init` would report while it loads a configuration. It looks into called modules only when the caller is right. */
export function loadDiagnostics(root: RootInstance): readonly ModuleDiagnostic[] {
  const found: ModuleDiagnostic[] = [];
  const report: Report = (diagnostic) => found.push(diagnostic);
  checkConfiguration(root, root, report);
  if (!hasErrors(found)) checkCalledModules(root, report);
  if (!hasErrors(found)) checkProviderTree(root, null, null, report);
  return inTerraformsOrder(found);
}

const hasErrors = (found: readonly ModuleDiagnostic[]): boolean => found.some(({ severity }) => severity === "error");

function checkCalledModules(root: RootInstance, report: Report): void {
  const checked = new Set<Configuration>([root.configuration]);
  for (const module of root.moduleTree()) {
    if (!checked.has(module.configuration)) checkCalled(module, root, report);
    checked.add(module.configuration);
    for (const call of module.children()) call.locationDiagnostics.forEach(report);
    if (module.caller && module.configuration.backend) {
      report(
        warningAt(module.configuration.backend.place, "Backend configuration ignored", ignoredBackend(root.program)),
      );
    }
  }
}

/** Most modules that are called are right, whoever calls them. */
function checkCalled(module: ModuleInstance, root: RootInstance, report: Report): void {
  const flawless = root.session.folders.flawlessIn(root.release);
  if (flawless.has(module.configuration)) return;
  const found: ModuleDiagnostic[] = [];
  checkConfiguration(module, root, (diagnostic) => found.push(diagnostic));
  if (found.length === 0) flawless.add(module.configuration);
  found.forEach(report);
}

const ignoredBackend = (program: Program): string =>
  `Any selected backend applies to the entire configuration, so ${program === "opentofu" ? "OpenTofu" : "Terraform"} expects provider configurations only in the root module.\n\nThis is a warning rather than an error because it's sometimes convenient to temporarily call a root module as a child module for testing purposes, but this backend configuration block will have no effect.`;

function checkConfiguration(module: ModuleInstance, { session, release: version }: RootInstance, report: Report): void {
  const { configuration, program } = module;
  const release = { program, version };
  for (const { path, failure } of configuration.failures) {
    if (path === configuration.directory) {
      const detail = `Module directory ${session.shown(path)} does not exist or cannot be read.`;
      report(errorAt(null, "Failed to read module directory", detail));
    } else {
      const detail = `The file "${session.shown(path)}" could not be read: ${failure.message}.`;
      report(errorAt(null, "Failed to read file", detail));
    }
  }
  for (const file of module.files) syntaxDiagnostics(file, session.shown(file.fileName)).forEach(report);
  for (const file of configuration.primary) checkFile(file, false, release, report);
  for (const file of configuration.override) checkFile(file, true, release, report);
  checkDeclarations(configuration, session.describe, report);
  checkSettings(configuration, session.describe, report);
  checkProviders(configuration, program, report);
  for (const variable of configuration.variables.values()) {
    variable.checkFlags(report);
    variable.type.diagnostics.forEach(report);
    variable.default?.diagnostics.forEach(report);
  }
}
