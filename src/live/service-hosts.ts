import { partitionOf } from "../aws/partitions.ts";

/** The public endpoint of a regional service, as `https://portal.sso.eu-west-1.amazonaws.com`. */
export function serviceUrl(service: "portal.sso" | "oidc", region: string): string {
  return `https://${service}.${region}.${partitionOf(region)?.suffix ?? "amazonaws.com"}`;
}

/** By partition; from the endpoint rules of sign-in in `@aws-sdk/nested-clients`. */
const signInHosts: Readonly<Record<string, string>> = {
  aws: "signin.aws.amazon.com",
  "aws-cn": "signin.amazonaws.cn",
  "aws-us-gov": "signin.amazonaws-us-gov.com",
  "aws-iso": "signin.c2shome.ic.gov",
  "aws-iso-b": "signin.sc2shome.sgov.gov",
  "aws-iso-e": "signin.csphome.adc-e.uk",
  "aws-iso-f": "signin.csphome.hci.ic.gov",
  "aws-eusc": "signin.amazonaws-eusc.eu",
};

/** The public endpoint of AWS sign-in, which `aws login` uses. */
export function signInUrl(region: string): string {
  return `https://${region}.${signInHosts[partitionOf(region)?.id ?? "aws"] ?? ""}`;
}
