import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder with so many root modules of four files each, like those of a company with many accounts. */
export function generatedModules(count: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tf-preflight-bench-"));
  for (let index = 0; index < count; index++) {
    const module = path.join(folder, `account-${index}`);
    mkdirSync(module);
    for (const [name, text] of Object.entries(files(index))) writeFileSync(path.join(module, name), text);
  }
  return folder;
}

function files(index: number): Record<string, string> {
  return {
    "main.tf": `terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
  backend "s3" {
    bucket = "state-${index}"
    key    = "account-${index}/terraform.tfstate"
    region = "eu-west-1"
  }
}

provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  assume_role {
    role_arn = "arn:aws:iam::\${var.account_id}:role/\${local.role}"
  }
}
`,
    "variables.tf": `variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "account_id" {
  type = string
}

locals {
  role = join("-", ["deploy", var.region])
}
`,
    "terraform.tfvars": `account_id = "${String(100_000_000_000 + index)}"\n`,
    "network.tf": Array.from(
      { length: 10 },
      (_, subnet) => `resource "aws_subnet" "s${subnet}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.${index % 256}.0.0/16", 8, ${subnet})
  tags = {
    Name = "subnet-${subnet}"
  }
}
`,
    ).join("\n"),
  };
}
