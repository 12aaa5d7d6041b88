import { lint } from "../lint/lint.ts";
import { memoryMachine } from "../machine/memory.ts";
import { textReport } from "../report/text.ts";
import picocolors from "picocolors";

const configuration = `
terraform {
  required_version = "~> 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
  backend "s3" {
    bucket  = "state"
    key     = "network/\${terraform.workspace}"
    region  = "eu-west-1"
    profile = "prod"
  }
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

locals {
  names = [for name in ["a", "b"] : "\${upper(name)}-\${var.region}"]
}

provider "aws" {
  region  = var.region
  profile = "prod"
  assume_role {
    role_arn     = "arn:aws:iam::111122223333:role/deploy"
    session_name = join("-", local.names)
  }
}

# Suppressions, modules and resources are read, too.
module "network" {
  source = "./network"
  region = var.region
}

resource "aws_s3_bucket" "logs" {
  bucket = "\${var.region}-logs"
  tags   = { team = "network", count = length(local.names) }
}
`;

const files = {
  "main.tf": configuration,
  "network/main.tf": 'variable "region" {}\n\nresource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n',
  "terraform.tfvars": 'region = "eu-central-1"\n',
  "/home/me/.aws/config":
    "[profile prod]\nregion = eu-west-1\nsso_session = corp\n\n[sso-session corp]\nsso_region = eu-west-1\n",
  "/home/me/.aws/credentials": "[default]\naws_access_key_id = a\naws_secret_access_key = b\n",
};

/** Calls what runs usually call, so that a code cache holds it whatever the first run was for. Takes a tenth of a second. */
export function warmUp(): void {
  const machine = memoryMachine({ files, home: "/home/me", environment: { HOME: "/home/me", AWS_PROFILE: "prod" } });
  const { results } = lint({ paths: ["."], useEnvironment: false }, machine);
  textReport(results, { machine, colors: picocolors.createColors(false), frames: true });
}
