import { atLeast } from "../release.ts";
import type { FileDialect } from "../shared-config/load.ts";
import { settingsSince } from "../shared-config/profile.ts";

/** The libraries inside a release that decide how it finds credentials. */
export interface Libraries {
  /** The beta number of `aws-sdk-go-base` v2. */
  readonly base: number;
  /** The release of `github.com/aws/aws-sdk-go-v2/config`. */
  readonly config: string;
}

/** What changed in `aws-sdk-go-base`, as the beta that brought it. */
const baseChanges = {
  /** `~` and `$X` in the paths among the arguments. */
  expandsPaths: 8,
  /** A missing profile is an error. */
  namesMissingProfile: 11,
  /** "No valid credential sources found" has a summary of its own. */
  hasDetails: 33,
  /** The region of the `profile` argument counts. */
  regionOfArgumentProfile: 39,
  /** Static arguments don't go through the chain. */
  staticFirst: 45,
  /** Any number of roles, one on top of the other. */
  chainsRoles: 56,
  /** The text about a profile beside environment keys begins with a small letter. */
  lowerCaseProfileNote: 74,
} as const;

/** What changed in the SDK's `config` module. */
const configChanges = {
  endpointVariables: settingsSince.endpoint_url,
  /** Loopback, ECS and EKS addresses; before, loopback only. */
  containerHosts: "1.25.0",
  containerTokenFile: "1.25.0",
  servicesSection: settingsSince.services,
  relativeContainerUriFirst: "1.27.34",
  /** Endpoint rules instead of endpoint tables: they miss a region before a request is sent. */
  endpointRules: "1.27.0",
  /** The rules look at the region's spelling. */
  regionSpelling: "1.29.5",
  /** A request that can't be signed for want of a network is tried again (measured: 1.27.7 no, 1.29.4 yes). */
  signsAgain: "1.28.0",
  /** Messages of signing: "get identity: get credentials". */
  identityResolution: "1.24.0",
} as const;

export const baseHas = ({ base }: Libraries, change: keyof typeof baseChanges): boolean => base >= baseChanges[change];

export const configHas = ({ config }: Libraries, change: keyof typeof configChanges): boolean =>
  atLeast(config, configChanges[change]);

/** How the release reads shared files (hashicorp/terraform-provider-aws#34234 and #34300; changelog of 5.35.0). */
export function fileDialect({ config }: Libraries): FileDialect {
  if (!atLeast(config, "1.20.0")) return "lexer";
  return { backslashEscapes: !atLeast(config, "1.26.6"), indentedKeys: atLeast(config, "1.22.0") };
}
