import { isKnownRegion, stsHost } from "../partitions.ts";
import type { Profile } from "../shared-config/profile.ts";
import type { Sections } from "../shared-config/section.ts";
import type { Shell } from "../shell.ts";
import type { StsTarget } from "../trace.ts";
import { unknownRegion } from "./base-config.ts";
import type { BaseConfig } from "./base-config.ts";
import { configHas } from "./libraries.ts";
import type { Libraries } from "./libraries.ts";

/** Where STS calls go. */
export interface StsSettings {
  /** For the calls that `aws-sdk-go-base` makes itself: role blocks, GetCallerIdentity. */
  readonly own: StsTarget;
  /** For the calls that the SDK makes: roles of profiles, web identity of the environment. */
  readonly sdk: StsTarget;
  readonly fips: boolean;
  readonly dualStack: boolean;
}

export function stsSettings(
  shell: Shell,
  base: BaseConfig,
  config: { readonly profile: Profile; readonly sections: Sections; readonly region: string },
): StsSettings {
  const configured = base.endpoints.sts || sdkEndpoint(shell, base.libraries, config.profile, config.sections, "sts");
  const endpoint = configured === "" ? null : configured;
  const { region } = config;
  const on = (argument: boolean, variable: string, key: string): boolean => {
    const set = shell.env(variable) || config.profile.section?.settings.get(key)?.value;
    return argument || set?.toLowerCase() === "true";
  };
  const own = base.stsRegion || region;
  // A custom endpoint is the one thing that lets sts_region reach the SDK's own calls.
  const sdk = base.endpoints.sts === "" ? region : own;
  return {
    own: { region: own === "" ? null : own, endpoint },
    sdk: { region: sdk === "" ? null : sdk, endpoint },
    fips: on(base.useFips, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
    dualStack: on(base.useDualStack, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
  };
}

/**
 * The endpoint that the SDK finds for a service when the program names none; `""` for the public one.
 */
export function sdkEndpoint(
  shell: Shell,
  libraries: Libraries,
  profile: Profile,
  sections: Sections,
  service: "sts" | "sso",
): string {
  if (!configHas(libraries, "endpointVariables")) return "";
  const ignore = shell.env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") || profile.get("ignore_configured_endpoint_urls");
  if (ignore.toLowerCase() === "true") return "";
  const own = shell.env(`AWS_ENDPOINT_URL_${service.toUpperCase()}`);
  if (own !== "") return own;
  const general = shell.machine.environment.get("AWS_ENDPOINT_URL");
  if (general !== undefined && general !== "") return general;
  if (general === undefined && configHas(libraries, "servicesSection") && profile.get("services") !== "") {
    const section = sections.get(`services ${profile.get("services")}`);
    const url = section?.settings.get(service)?.nested?.get("endpoint_url")?.value ?? "";
    if (url !== "") return url;
  }
  return profile.get("endpoint_url");
}

/**
 * Why a call to STS can't be sent, in the SDK's words; `null` when it can. What the service answers is another matter.
 */
export function stsProblem(target: StsTarget, settings: StsSettings, libraries: Libraries): string | null {
  if (target.endpoint !== null || target.region === unknownRegion) return null;
  const region = target.region ?? "";
  if (region === "") {
    if (configHas(libraries, "endpointRules")) {
      return "failed to resolve service endpoint, endpoint rule error, Invalid Configuration: Missing Region";
    }
    return unreachable("sts..amazonaws.com", "");
  }
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(region) && configHas(libraries, "regionSpelling")) {
    return `failed to bind endpoint params, invalid input region ${region}`;
  }
  return isKnownRegion(region) ? null : unreachable(stsHost(region, settings), " on {…}");
}

/** A host that no name server knows. */
function unreachable(host: string, rest: string): string {
  return `https response error StatusCode: 0, RequestID: , request send failed, Post "https://${host}/": dial tcp: lookup ${host}${rest}: no such host`;
}
