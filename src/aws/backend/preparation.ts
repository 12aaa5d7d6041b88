import { quote } from "../go.ts";
import type { Variables } from "../shell.ts";
import type { Check } from "./checks.ts";
import type { Place } from "../place.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { placesOf, textOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";

/** The flat role arguments, and what replaces them. */
export const flatRole: Readonly<Record<string, string>> = {
  assume_role_duration_seconds: "duration",
  assume_role_policy: "policy",
  assume_role_policy_arns: "policy_arns",
  assume_role_tags: "tags",
  assume_role_transitive_tag_keys: "transitive_tag_keys",
  external_id: "external_id",
  role_arn: "role_arn",
  session_name: "session_name",
};

/** The deprecated flat arguments for endpoints, and the service in `endpoints` that replaces them, in Terraform's order. */
export const flatEndpoints: Readonly<Record<string, string>> = {
  dynamodb_endpoint: "dynamodb",
  endpoint: "s3",
  iam_endpoint: "iam",
  sts_endpoint: "sts",
};

/** What the two programs' `PrepareConfig` have in common. */
export class Preparation {
  readonly settings: Settings;
  readonly diagnostics: Diagnostics;

  constructor(settings: Settings, diagnostics: Diagnostics) {
    this.settings = settings;
    this.diagnostics = diagnostics;
  }

  /** A nested object, whose attributes are called `prefix.name` in messages. */
  within(settings: Settings): Preparation {
    return new Preparation(settings, this.diagnostics);
  }

  error(summary: string, detail: string, ...names: string[]): void {
    this.diagnostics.error("schema", summary, detail, this.#places(names));
  }

  warn(summary: string, detail: string, ...names: string[]): void {
    this.diagnostics.warn(summary, detail, this.#places(names));
  }

  #places(names: readonly string[]) {
    return names.flatMap((name) => placesOf(this.settings, name));
  }

  /** Makes the checks of an argument in turn; once anything in the whole configuration is wrong, only the first. */
  check(name: string, ...checks: readonly Check[]): void {
    const values = textsOf(this.settings, name) ?? [textOf(this.settings, name)?.value];
    for (const check of checks) {
      for (const value of values) {
        const problem = value === undefined ? null : check(value);
        if (problem?.warning) this.warn(problem.summary, problem.detail, name);
        else if (problem) this.error(problem.summary, problem.detail, name);
      }
      if (this.diagnostics.hasErrors) return;
    }
  }

  /** @param where The object that it is missing in; the block may get its attributes by `-backend-config`. */
  required(path: string, name: string, where: readonly Place[] = []): boolean {
    if (this.settings.has(name)) return true;
    const detail = `The attribute ${quote(path)} is required by the backend.\n\nRefer to the backend documentation for additional information which attributes are required.`;
    this.diagnostics.error("schema", "Missing Required Value", detail, where);
    return false;
  }

  region(shell: Variables): void {
    const region = this.settings.get("region");
    if ((region && region.value !== "") || shell.env("AWS_REGION") || shell.env("AWS_DEFAULT_REGION")) return;
    this.error(
      "Missing region value",
      'The "region" attribute or the "AWS_REGION" or "AWS_DEFAULT_REGION" environment variables must be set.',
      "region",
    );
  }

  conflict(...names: readonly [string, string]): void {
    if (names.every((name) => this.settings.has(name))) this.exclusive(names, names);
  }

  exclusive(paths: readonly string[], names: readonly string[]): void {
    this.error("Invalid Attribute Combination", `Only one of ${paths.join(", ")} can be set.`, ...names);
  }

  /** @param pad How the list of replacements is laid out: every program pads its own way. */
  flatRole(pad: (names: readonly string[]) => readonly string[]): void {
    const names = Object.keys(flatRole).filter((name) => this.settings.has(name));
    if (names.length === 0) return;
    const padded = pad(names);
    const lines = names.map((name, index) => `  * ${padded[index] ?? name} -> assume_role.${flatRole[name] ?? name}\n`);
    const list = `Replace them as follows:\n${lines.join("")}`;
    if (this.settings.has("assume_role")) {
      const conflict = 'The following deprecated parameters conflict with the parameter "assume_role".';
      this.error("Conflicting Parameters", `${conflict} ${list}`, ...names);
    } else {
      this.warn("Deprecated Parameters", `The following parameters have been deprecated. ${list}`, ...names);
    }
  }
}
