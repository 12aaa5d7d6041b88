import { partitionOf } from "./partitions.ts";

/**
 * The regions that every account has from its first day; all that came after March 20, 2019 have to be enabled (AWS Account
 * Management, "Enable or disable AWS Regions in your account").
 */
const enabledByDefault: ReadonlySet<string> = new Set([
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
]);

/** Whether an account has to opt in to a region before it can use it. */
export const isOptInRegion = (region: string): boolean =>
  partitionOf(region)?.id === "aws" && !enabledByDefault.has(region);
