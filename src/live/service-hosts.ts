interface Suffixes {
  /** What a region of the partition looks like. */
  readonly regions: RegExp;
  readonly services: string;
  readonly signIn: string;
}

/** From the endpoint rules in `@aws-sdk/nested-clients` (sso, sso-oidc, signin); the first row that fits. */
const partitions: readonly Suffixes[] = [
  { regions: /^cn-/, services: "amazonaws.com.cn", signIn: "signin.amazonaws.cn" },
  { regions: /^us-gov-/, services: "amazonaws.com", signIn: "signin.amazonaws-us-gov.com" },
  { regions: /^us-isob-/, services: "sc2s.sgov.gov", signIn: "signin.sc2shome.sgov.gov" },
  { regions: /^us-isof-/, services: "csp.hci.ic.gov", signIn: "signin.csphome.hci.ic.gov" },
  { regions: /^us-iso-/, services: "c2s.ic.gov", signIn: "signin.c2shome.ic.gov" },
  { regions: /^eu-isoe-/, services: "cloud.adc-e.uk", signIn: "signin.csphome.adc-e.uk" },
  { regions: /^eusc-/, services: "amazonaws.eu", signIn: "signin.amazonaws-eusc.eu" },
  { regions: /^/, services: "amazonaws.com", signIn: "signin.aws.amazon.com" },
];

const suffixesOf = (region: string): Suffixes | undefined => partitions.find(({ regions }) => regions.test(region));

/** The public endpoint of a regional service, as `https://portal.sso.eu-west-1.amazonaws.com`. */
export function serviceUrl(service: "portal.sso" | "oidc", region: string): string {
  return `https://${service}.${region}.${suffixesOf(region)?.services ?? ""}`;
}

/** The public endpoint of AWS sign-in, which `aws login` uses. */
export function signInUrl(region: string): string {
  return `https://${region}.${suffixesOf(region)?.signIn ?? ""}`;
}
