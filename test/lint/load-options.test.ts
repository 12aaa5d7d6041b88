import { describe, expect, it } from "vitest";
import { noModuleSettings } from "../../src/language/module-settings.ts";
import { libraries } from "../../src/lint/libraries.ts";
import { configurations } from "../../src/lint/configurations.ts";
import { loadOptions, programOf } from "../../src/lint/load-options.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { loadModule } from "../../src/terraform/load-module.ts";
import type { RootModule } from "../../src/terraform/module.ts";

const load = (files: Record<string, string>, settings: Partial<typeof noModuleSettings> = {}): RootModule => {
  const machine = memoryMachine({ files, currentDirectory: "/repository" });
  return loadModule("envs/prod", machine, {
    ...loadOptions({ ...noModuleSettings, ...settings }, machine),
    libraries,
  });
};
const bucket = (root: RootModule): unknown => root.backend?.body().argument("bucket")?.value;

describe("files on the command line", () => {
  const main = 'variable "profile" {}\nterraform {\n  backend "s3" {}\n}\n';

  it("count from where the user stands", () => {
    const root = load(
      {
        "envs/prod/main.tf": main,
        "common.tfvars": 'profile = "common"',
        "envs/prod/common.tfvars": 'profile = "prod"',
        "state.tfbackend": 'bucket = "here"',
        "envs/prod/state.tfbackend": 'bucket = "there"',
      },
      { variables: [{ flag: "var-file", value: "common.tfvars" }], backendConfig: ["state.tfbackend"] },
    );
    expect(root.variable("profile")).toMatchObject({ text: "common" });
    expect(bucket(root)).toMatchObject({ text: "here" });
  });

  it("of the environment count from the root module's folder, where Terraform runs", () => {
    const machine = memoryMachine({
      files: {
        "envs/prod/main.tf": main,
        "envs/prod/own.tfvars": 'profile = "prod"',
        "envs/prod/own.tfbackend": 'bucket = "there"',
      },
      currentDirectory: "/repository",
      environment: { TF_CLI_ARGS_plan: "-var-file=own.tfvars", TF_CLI_ARGS_init: "-backend-config=own.tfbackend" },
    });
    const root = loadModule("envs/prod", machine, { ...loadOptions(noModuleSettings, machine), libraries });
    expect(root.variable("profile")).toMatchObject({ text: "prod" });
    expect(bucket(root)).toMatchObject({ text: "there" });
  });
});

describe("the release of the program", () => {
  const early = (required: string): string =>
    `variable "b" {\n  default = "state"\n}\nterraform {\n  required_version = "${required}"\n  backend "s3" {\n    bucket = var.b\n  }\n}\n`;
  const opentofu = (required: string, settings: Partial<typeof noModuleSettings> = {}): RootModule => {
    const machine = memoryMachine({ files: { "main.tf": early(required) } });
    const options = loadOptions({ ...noModuleSettings, ...settings }, machine);
    return loadModule(".", machine, { ...options, program: "opentofu", libraries });
  };

  it("is the newest that required_version admits", () => {
    expect(bucket(opentofu("~> 1.7.0"))).toMatchObject({ kind: "unknown" });
    expect(bucket(opentofu("~> 1.8.0"))).toMatchObject({ text: "state" });
    expect(bucket(opentofu(">= 1.6"))).toMatchObject({ text: "state" });
  });

  it("is what the user says, first of all", () => {
    expect(bucket(opentofu(">= 1.6", { opentofuVersion: "1.7.3" }))).toMatchObject({ kind: "unknown" });
  });
});

describe("the program that runs a folder", () => {
  const ran = (files: Readonly<Record<string, string>>, settings: Partial<typeof noModuleSettings> = {}): string => {
    const machine = memoryMachine({ files });
    return programOf(".", { ...noModuleSettings, ...settings }, configurations({ choices: [] }, machine), machine);
  };

  it.each([
    ["Terraform by default", { "main.tf": "" }, "terraform"],
    ["OpenTofu where Terraform would find nothing to read", { "main.tofu": "" }, "opentofu"],
    ["Terraform where both find something", { "main.tofu": "", "main.tf": "" }, "terraform"],
    [
      "OpenTofu where .tf-preflight.hcl says so",
      { "main.tf": "", ".tf-preflight.hcl": "opentofu = true\n" },
      "opentofu",
    ],
  ])("is %s", (_, files, program) => {
    expect(ran(files)).toBe(program);
  });

  it("is the one whose version is said, above all", () => {
    expect(ran({ "main.tofu": "" }, { terraformVersion: "1.11.4" })).toBe("terraform");
    expect(ran({ "main.tf": "" }, { opentofuVersion: "1.10.0" })).toBe("opentofu");
  });
});
