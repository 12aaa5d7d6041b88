import { errorAt, warningAt, type Report } from "../diagnostic.ts";
import type { GivenValue } from "../given-values.ts";
import { readGiven } from "../input-values.ts";
import type { RootInstance } from "../root.ts";

/** Reports what is wrong with the values that the variables of a root module are given. */
export function checkGivenValues(root: RootInstance, report: Report): void {
  const { given, session, configuration } = root;
  given.diagnostics.forEach(report);
  for (const [name, variable] of configuration.variables) {
    const value = given.values.get(name);
    const read = value && readGiven(variable, value, session);
    const failed = read && "failed" in read;
    if (failed) read.failed.forEach(report);
    if ((read && !failed) || !variable.isRequired) continue;
    const detail = `The root module input variable "${name}" is not set, and has no default value. Use a -var or -var-file command line argument to provide a value for this variable.`;
    report(errorAt(variable.declaration.place, "No value for required variable", detail));
  }
  let inFiles = 0;
  for (const [name, value] of given.values) {
    if (configuration.variables.has(name)) continue;
    if (value.kind === "attribute") {
      if (inFiles++ < shownInFull) reportUndeclared(name, session.shown(value.attribute.file.fileName), report);
    } else if (isFlag(value)) {
      const detail = `A variable named "${name}" was assigned on the command line, but the root module does not declare a variable of that name. To use this value, add a "variable" block to the configuration.`;
      report(errorAt(null, "Value for undeclared variable", detail));
    }
  }
  if (inFiles > shownInFull) {
    const detail = `In addition to the other similar warnings shown, ${inFiles - shownInFull} other variable(s) defined without being declared.`;
    report(warningAt(null, "Values for undeclared variables", detail));
  }
}

const shownInFull = 2;

const isFlag = (value: GivenValue): boolean => value.kind === "text" && value.origin.kind === "flag";

function reportUndeclared(name: string, file: string, report: Report): void {
  const detail = `The root module does not declare a variable named "${name}" but a value was found in file "${file}". If you meant to use this value, add a "variable" block to the configuration.\n\nTo silence these warnings, use TF_VAR_... environment variables to provide certain "global" settings to all configurations in your organization. To reduce the verbosity of these warnings, use the -compact-warnings option.`;
  report(warningAt(null, "Value for undeclared variable", detail));
}
