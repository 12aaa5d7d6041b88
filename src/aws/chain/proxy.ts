import { parseUrl } from "../go-url.ts";
import { quote } from "../go.ts";
import type { Shell } from "../shell.ts";
import type { Failure, Message } from "../trace.ts";
import type { BaseConfig } from "./base-config.ts";

/** `ValidateProxySettings` of aws-sdk-go-base. */
export function proxyProblems(
  shell: Shell,
  base: BaseConfig,
): { errors: readonly Failure[]; warnings: readonly Message[] } {
  const errors: Failure[] = [];
  for (const [argument, name, value] of [
    ["http_proxy", "HTTP", base.httpProxy],
    ["https_proxy", "HTTPS", base.httpsProxy],
  ] as const) {
    const url = value === null ? null : parseUrl(value);
    if (!url || !("error" in url)) continue;
    const where = base.where(argument);
    errors.push({
      phase: "config",
      summary: `Invalid ${name} Proxy`,
      detail: `Unable to parse URL: ${withoutUser(url.error)}`,
      where,
    });
  }
  const uncovered =
    base.httpProxy !== null &&
    base.httpProxy !== "" &&
    base.httpsProxy === null &&
    shell.env("HTTPS_PROXY") === "" &&
    shell.env("https_proxy") === "";
  if (!uncovered) return { errors, warnings: [] };
  const legacy = ` Using HTTP proxy ${withoutUser(quote(base.httpProxy))} for HTTPS requests. This behavior may change in future versions.`;
  const detail = `An HTTP proxy was set but no HTTPS proxy was.${base.proxyMode === "legacy" ? legacy : ""}\n\nTo specify no proxy for HTTPS, set the HTTPS to an empty string.`;
  return { errors, warnings: [{ summary: "Missing HTTPS Proxy", detail, where: base.where("http_proxy") }] };
}

/** The library prints the name and password of a proxy; we don't. */
const withoutUser = (text: string): string => text.replace(/\/\/[^/?#\s"]*@/g, "//{…}@");

/** `AWS_METADATA_URL`, the old name of `AWS_EC2_METADATA_SERVICE_ENDPOINT`: its warning, and what the library sets in its place. */
export function metadataUrl(
  shell: Shell,
  base: BaseConfig,
): { warning: Message | null; changes: Record<string, string> } {
  const [old, current] = ["AWS_METADATA_URL", "AWS_EC2_METADATA_SERVICE_ENDPOINT"] as const;
  const url = shell.env(old);
  if (url === "" || base.imdsEndpoint !== "") return { warning: null, changes: {} };
  const set = shell.env(current);
  let detail = `The environment variable "${old}" is deprecated. Use "${current}" instead.`;
  if (set !== "" && set !== url) {
    detail += `\n"${current}" is set to ${quote(set)} and "${old}" is set to ${quote(url)}. Ignoring "${old}".`;
  }
  const where = [{ kind: "environment", name: old }] as const;
  return {
    warning: { summary: "Deprecated Environment Variable", detail, where },
    changes: set === "" ? { [current]: url } : {},
  };
}
