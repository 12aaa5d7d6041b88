import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, requiringAws } from "./entry.ts";

const find = (version: string, body: string, locked?: string, floor = false): string[] =>
  lintFolder("provider-argument-unavailable", {
    options: { floor },
    files: {
      "main.tf": `${requiringAws(version)}provider "aws" {\n${body}}\n`,
      ...(locked !== undefined && { ".terraform.lock.hcl": lockingAws(locked) }),
    },
  });

describe("provider-argument-unavailable", () => {
  it("reports what was removed", () => {
    expect(find("~> 6.0", '  shared_credentials_file = "x"\n')).toEqual([
      "main.tf:10:3 shared_credentials_file was removed in hashicorp/aws 5.0.0; 6.64.0 answers: Unsupported argument. Use what replaced it (upgrade guide).",
    ]);
    expect(find("~> 6.0", "  assume_role {\n    duration_seconds = 900\n  }\n")).toEqual([
      "main.tf:11:5 assume_role.duration_seconds was removed in hashicorp/aws 5.0.0; 6.64.0 answers: Unsupported argument. Use what replaced it (upgrade guide).",
    ]);
  });

  it("reports what comes later", () => {
    expect(find("~> 4.0.0", '  sts_region = "us-east-1"\n')).toEqual([
      'main.tf:10:3 sts_region exists since hashicorp/aws 4.2.0; 4.0.0 answers: Unsupported argument. Require ">= 4.2" and upgrade.',
    ]);
    expect(find("~> 5.0", "  assume_role {\n  }\n  assume_role {\n  }\n", "5.66.0")).toEqual([
      'main.tf:12:3 a second assume_role block exists since hashicorp/aws 5.67.0; 5.66.0 answers: Too many assume_role blocks. Require ">= 5.67" and upgrade.',
    ]);
  });

  it("reports a constraint that reaches too far down, when told to", () => {
    expect(find(">= 5.0", '  retry_mode = "adaptive"\n', undefined, true)).toEqual([
      'main.tf:10:3 retry_mode exists since hashicorp/aws 5.2.0, but ">= 5.0" also admits 5.0.0. Require ">= 5.2".',
    ]);
    expect(find(">= 5.0", '  retry_mode = "adaptive"\n', "6.64.0", true)).toEqual([]);
    expect(find(">= 5.0", '  retry_mode = "adaptive"\n')).toEqual([]);
  });

  it("leaves misspellings, endpoints and Terraform's own arguments alone", () => {
    expect(
      find("~> 6.0", '  alias = "west"\n  regoin = "x"\n  endpoints {\n    sts = "http://localhost:4566"\n  }\n'),
    ).toEqual([]);
    expect(find("~> 4.0", '  shared_credentials_file = "x"\n')).toEqual([]);
  });

  it("is silent when nothing says which version it will be", () => {
    expect(
      lintFolder("provider-argument-unavailable", {
        files: { "main.tf": 'provider "aws" {\n  shared_credentials_file = "x"\n}\n' },
      }),
    ).toEqual([]);
  });
});
