import type { Place } from "../place.ts";
import type { Failure } from "../trace.ts";
import type { BaseConfig } from "./base-config.ts";
import { baseHas } from "./libraries.ts";

/** The messages of `aws-sdk-go-base`; releases before beta.33 have one text where later ones have summary and detail. */

type Base = Pick<BaseConfig, "libraries" | "documentation" | "caller">;

export function simple(phase: Failure["phase"], summary: string, where: readonly Place[]): Failure {
  return { phase, summary, detail: "", where };
}

function detailed(base: Base, summary: string, detail: string, joined: string, where: readonly Place[]): Failure {
  if (!baseHas(base.libraries, "hasDetails")) return simple("credentials", joined, where);
  return { phase: "credentials", summary, detail, where };
}

export function noValidSources(base: Base, inner: string, where: readonly Place[]): Failure {
  const detail = `Please see ${base.documentation}\nfor more information about providing credentials.\n\nError: ${inner}\n`;
  const joined = `no valid credential sources for ${base.caller} found.\n\n${detail}`;
  return detailed(base, "No valid credential sources found", detail, joined, where);
}

const causes = (first: string, second: string): string =>
  `There are a number of possible causes of this - the most common are:\n  * ${first}\n  * ${second}\n  * The role ARN is not valid`;

export function cannotAssumeRole(base: Base, roleArn: string, inner: string, where: readonly Place[]): Failure {
  const reasons = causes(
    "The credentials used in order to assume the role are invalid",
    "The credentials do not have appropriate permission to assume the role",
  );
  const detail = `IAM Role (${roleArn}) cannot be assumed.\n\n${reasons}\n\nError: ${inner}\n`;
  return detailed(base, "Cannot assume IAM Role", detail, detail, where);
}

export function cannotAssumeRoleWithWebIdentity(
  base: Base,
  roleArn: string,
  inner: string,
  where: readonly Place[],
): Failure {
  const reasons = causes(
    "The web identity token used in order to assume the role is invalid",
    "The web identity token does not have appropriate permission to assume the role",
  );
  const detail = `IAM Role (${roleArn}) cannot be assumed with web identity token.\n\n${reasons}\n\nError: ${inner}\n`;
  return detailed(base, "Cannot assume IAM Role with web identity", detail, detail, where);
}

export function incompleteWebIdentity(base: Base, missing: "role" | "token", where: readonly Place[]): Failure {
  const summary = "Assume Role With Web Identity";
  const detail =
    missing === "role" ? "Role ARN was not set" : "One of WebIdentityToken, WebIdentityTokenFile must be set";
  const joined = missing === "role" ? "role ARN not set" : detail;
  return detailed(base, summary, detail, `${summary}: ${joined}`, where);
}

export function roleWithoutArn(base: Base, index: number, total: number, where: readonly Place[]): Failure {
  const position = baseHas(base.libraries, "chainsRoles") ? ` in assume role ${index + 1} of ${total}` : "";
  const detail = `IAM Role ARN not set${position}`;
  return detailed(base, "Cannot assume IAM Role", detail, `Assume Role: role ARN not set`, where);
}

/** What is put before an error when the `profile` argument beat keys of the environment, and in vain. */
export function profileNote(base: Base): string {
  const article = baseHas(base.libraries, "lowerCaseProfileNote") ? "a" : "A";
  return `${article} Profile was specified along with the environment variables "AWS_ACCESS_KEY_ID" and "AWS_SECRET_ACCESS_KEY". The Profile is now used instead of the environment variable credentials.\n\nAWS Error: `;
}
