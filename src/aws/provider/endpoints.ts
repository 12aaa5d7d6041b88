import { textOf } from "../schema/settings.ts";
import { inEnvironment } from "../place.ts";
import { atLeast } from "../release.ts";
import type { Block } from "../schema/check-block.ts";
import type { Variables } from "../shell.ts";
import type { Message } from "../trace.ts";

const services = ["DYNAMODB", "IAM", "S3", "STS"] as const;

/** The release that prefers `AWS_ENDPOINT_URL_…` over its own variables. */
const generalNames = "5.35.0";

export interface Endpoints {
  readonly sts: string;
  readonly sso: string;
  readonly warnings: readonly Message[];
}

/** The endpoints that the provider sets itself: the `endpoints` blocks, else its variables (`expandEndpointsCustomEnvVars`). */
export function endpointsOf(block: Block, shell: Variables, version: string): Endpoints {
  const configured = new Map<string, string>();
  for (const { settings } of block.blocks.filter(({ kind }) => kind === "endpoints")) {
    for (const name of settings.keys()) {
      const text = textOf(settings, name)?.value ?? "";
      if (text !== "") configured.set(name === "s3api" ? "s3" : name, text);
    }
  }
  const warnings: Message[] = [];
  for (const service of services) {
    if (configured.has(service.toLowerCase())) continue;
    const names = [`TF_AWS_${service}_ENDPOINT`, `AWS_${service}_ENDPOINT`];
    if (atLeast(version, generalNames)) names.unshift(`AWS_ENDPOINT_URL_${service}`);
    const [preferred = ""] = names;
    const name = names.find((candidate) => shell.env(candidate) !== "");
    if (name === undefined) continue;
    configured.set(service.toLowerCase(), shell.env(name));
    if (name === preferred) continue;
    const detail = `The environment variable "${name}" is deprecated. Use environment variable "${preferred}" instead.`;
    warnings.push({ summary: "Deprecated Environment Variable", detail, where: [inEnvironment(name)] });
  }
  return { sts: configured.get("sts") ?? "", sso: configured.get("sso") ?? "", warnings };
}
