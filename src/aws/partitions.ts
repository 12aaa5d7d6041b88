/** A group of regions that share accounts, endpoints and nothing with the others. */
export interface Partition {
  readonly id: string;
  /** What a region of it looks like; new regions match before any list has them. */
  readonly pattern: RegExp;
  readonly suffix: string;
  readonly dualStackSuffix: string;
  /** `[region, the first beta of aws-sdk-go-base v2 that knows it]` */
  readonly regions: readonly (readonly [name: string, base: number])[];
}

/** From `endpoints_gen.go` of aws-sdk-go-base, all tags from v2.0.0-beta.1 to beta.73. */
export const partitions: readonly Partition[] = [
  {
    id: "aws",
    pattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    suffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
    regions: [
      ["af-south-1", 1],
      ["ap-east-1", 1],
      ["ap-east-2", 65],
      ["ap-northeast-1", 1],
      ["ap-northeast-2", 1],
      ["ap-northeast-3", 8],
      ["ap-south-1", 1],
      ["ap-south-2", 20],
      ["ap-southeast-1", 1],
      ["ap-southeast-2", 1],
      ["ap-southeast-3", 8],
      ["ap-southeast-4", 23],
      ["ap-southeast-5", 55],
      ["ap-southeast-6", 66],
      ["ap-southeast-7", 60],
      ["ca-central-1", 1],
      ["ca-west-1", 46],
      ["eu-central-1", 1],
      ["eu-central-2", 18],
      ["eu-north-1", 1],
      ["eu-south-1", 1],
      ["eu-south-2", 19],
      ["eu-west-1", 1],
      ["eu-west-2", 1],
      ["eu-west-3", 1],
      ["il-central-1", 33],
      ["me-central-1", 17],
      ["me-south-1", 1],
      ["mx-central-1", 61],
      ["sa-east-1", 1],
      ["us-east-1", 1],
      ["us-east-2", 1],
      ["us-west-1", 1],
      ["us-west-2", 1],
    ],
  },
  {
    id: "aws-cn",
    pattern: /^cn-\w+-\d+$/,
    suffix: "amazonaws.com.cn",
    dualStackSuffix: "api.amazonwebservices.com.cn",
    regions: [
      ["cn-north-1", 1],
      ["cn-northwest-1", 1],
    ],
  },
  {
    id: "aws-us-gov",
    pattern: /^us-gov-\w+-\d+$/,
    suffix: "amazonaws.com",
    dualStackSuffix: "api.aws",
    regions: [
      ["us-gov-east-1", 1],
      ["us-gov-west-1", 1],
    ],
  },
  {
    id: "aws-iso",
    pattern: /^us-iso-\w+-\d+$/,
    suffix: "c2s.ic.gov",
    dualStackSuffix: "c2s.ic.gov",
    regions: [
      ["us-iso-east-1", 1],
      ["us-iso-west-1", 8],
    ],
  },
  {
    id: "aws-iso-b",
    pattern: /^us-isob-\w+-\d+$/,
    suffix: "sc2s.sgov.gov",
    dualStackSuffix: "sc2s.sgov.gov",
    regions: [
      ["us-isob-east-1", 1],
      ["us-isob-west-1", 68],
    ],
  },
  {
    id: "aws-iso-e",
    pattern: /^eu-isoe-\w+-\d+$/,
    suffix: "cloud.adc-e.uk",
    dualStackSuffix: "cloud.adc-e.uk",
    regions: [["eu-isoe-west-1", 51]],
  },
  {
    id: "aws-iso-f",
    pattern: /^us-isof-\w+-\d+$/,
    suffix: "csp.hci.ic.gov",
    dualStackSuffix: "csp.hci.ic.gov",
    regions: [
      ["us-isof-east-1", 62],
      ["us-isof-south-1", 62],
    ],
  },
  {
    id: "aws-eusc",
    pattern: /^eusc-(de)-\w+-\d+$/,
    suffix: "amazonaws.eu",
    dualStackSuffix: "api.amazonwebservices.eu",
    regions: [["eusc-de-east-1", 64]],
  },
];

/** The partition of a region: by list, else by pattern. */
export function partitionOf(region: string): Partition | null {
  return (
    partitions.find(({ regions }) => regions.some(([name]) => name === region)) ??
    partitions.find(({ pattern }) => pattern.test(region)) ??
    null
  );
}

/**
 * @param base The beta of aws-sdk-go-base whose list counts; left out: the newest list.
 */
export function isKnownRegion(region: string, base = Number.POSITIVE_INFINITY): boolean {
  return partitions.some(({ regions }) => regions.some(([name, since]) => name === region && since <= base));
}

/** The public STS host of a region; regions that nobody knows get the commercial suffix, as in the SDK. */
export function stsHost(region: string, variant: { readonly fips: boolean; readonly dualStack: boolean }): string {
  const partition = partitionOf(region);
  const suffix = (variant.dualStack ? partition?.dualStackSuffix : partition?.suffix) ?? "amazonaws.com";
  // In GovCloud the plain hosts are FIPS hosts already.
  const fips = variant.fips && partition?.id !== "aws-us-gov" ? "sts-fips" : "sts";
  return `${fips}.${region}.${suffix}`;
}
