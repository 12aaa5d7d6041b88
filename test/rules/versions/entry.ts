/** A `terraform` block that requires hashicorp/aws; without a version when none is given. */
export function requiringAws(version?: string): string {
  const argument = version === undefined ? "" : `      version = ${JSON.stringify(version)}\n`;
  return `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n${argument}    }\n  }\n}\n`;
}

export function lockingAws(version: string, more = ""): string {
  return `provider "registry.terraform.io/hashicorp/aws" {\n  version = ${JSON.stringify(version)}\n${more}}\n`;
}

export const providerBlock = '\nprovider "aws" {\n  region = "eu-west-1"\n}\n';
