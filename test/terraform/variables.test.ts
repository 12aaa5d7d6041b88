import { describe, expect, it } from "vitest";
import { load, places, show } from "./load.ts";

const configuration = `variable "k" {
  type    = string
  default = "from-default"
}
provider "aws" {
  secret_key = "\${var.k}\${local.tail}"
}
locals {
  tail = "-tail"
}
`;

const secret = (...given: Parameters<typeof load>) =>
  load(...given)
    .providerConfiguration("aws")
    ?.body.argument("secret_key");

describe("where a value comes from", () => {
  it("leads to the default", () => {
    const argument = secret({ "main.tf": configuration });
    expect(show(argument?.value)).toBe("from-default-tail");
    expect(places(argument?.value)).toEqual(["main.tf:3", "main.tf:9"]);
  });

  it("leads to the line of the variables file", () => {
    const argument = secret({ "main.tf": configuration, "prod.auto.tfvars": 'a = 1\n\nk = "x"\n' });
    expect(show(argument?.value)).toBe("x-tail");
    expect(places(argument?.value)).toEqual(["prod.auto.tfvars:3", "main.tf:9"]);
  });

  it("leads to the environment variable, and to the flag", () => {
    const environment = { TF_VAR_k: "e" };
    expect(places(secret({ "main.tf": configuration }, {}, { environment })?.value)).toEqual(["TF_VAR_k", "main.tf:9"]);
    const flag = { variables: [{ flag: "-var", value: "k=f" }] } as const;
    expect(places(secret({ "main.tf": configuration }, flag, { environment })?.value)).toEqual([
      "-var k=…",
      "main.tf:9",
    ]);
  });

  it("leads through a module call to the caller's literal", () => {
    const root = load({
      "main.tf": 'module "m" {\n  source = "./m"\n  key    = local.key\n}\nlocals {\n  key = "s3cret"\n}\n',
      "m/main.tf": 'variable "key" {}\nprovider "aws" {\n  secret_key = var.key\n}\n',
    });
    const [configured] = root.providerConfigurations();
    expect(configured?.address).toBe("module.m.provider.aws");
    expect(places(configured?.body.argument("secret_key")?.value)).toEqual(["main.tf:6"]);
  });

  it("gives parts of a value from the environment the environment as their place", () => {
    const files = {
      "main.tf": 'variable "k" {\n  type = object({ a = list(string) })\n}\nlocals {\n  x = var.k.a[0]\n}\n',
    };
    const root = load(files, {}, { environment: { TF_VAR_k: '{ a = ["v"] }' } });
    expect(show(root.local("x"))).toBe("v");
    expect(places(root.local("x"))).toEqual(["TF_VAR_k"]);
  });
});

describe("who sets a variable", () => {
  it("says nothing of the environment when it shall not count", () => {
    const environment = { TF_VAR_k: "e", TF_WORKSPACE: "w", TF_CLI_ARGS: "-var k=c" };
    const root = load({ "main.tf": configuration }, { environment: false }, { environment });
    expect(show(root.variable("k"))).toBe("from-default");
    expect(root.workspace).toEqual({ name: "default", origin: null });
  });

  it("takes flags of TF_CLI_ARGS_plan before those of TF_CLI_ARGS, and the user's last", () => {
    const environment = { TF_CLI_ARGS_plan: "-var 'k=plan'", TF_CLI_ARGS: '-no-color --var="k=all"' };
    expect(show(load({ "main.tf": configuration }, {}, { environment }).variable("k"))).toBe("all");
    const variables = [{ flag: "-var", value: "k=user" }] as const;
    expect(show(load({ "main.tf": configuration }, { variables }, { environment }).variable("k"))).toBe("user");
  });

  it("keeps an unset variable unknown, with the reason", () => {
    expect(show(load({ "main.tf": 'variable "k" {}\n' }).variable("k"))).toBe("unknown: var.k is not set");
  });

  it("warns of two values for variables that nobody declares, and counts the others", () => {
    const root = load({ "main.tf": "", "terraform.tfvars": "a = 1\nb = 2\nc = 3\nd = 4\n" });
    const warnings = root.planDiagnostics();
    expect(warnings.map(({ severity }) => severity)).toEqual(["warning", "warning", "warning"]);
    expect(warnings.at(-1)?.detail).toBe(
      "In addition to the other similar warnings shown, 2 other variable(s) defined without being declared.",
    );
  });

  it("explains a declaration in a variables file", () => {
    const [error] = load({ "main.tf": "", "terraform.tfvars": 'variable "k" {\n}\n' }).planDiagnostics();
    expect(error?.summary).toBe("Variable declaration in .tfvars file");
  });

  it("refuses a value without a name, and a name with a blank", () => {
    const variables = [
      { flag: "-var", value: "k" },
      { flag: "-var", value: "k =1" },
    ] as const;
    const errors = load({ "main.tf": configuration }, { variables }).planDiagnostics();
    expect(errors.map(({ summary }) => summary)).toEqual(["Invalid -var option", "Invalid -var option"]);
  });

  it("never shows the value of a sensitive variable of the wrong type", () => {
    const files = {
      "main.tf": 'variable "k" {\n  type      = number\n  sensitive = true\n}\n',
      "terraform.tfvars": 'k = "hunter2"\n',
    };
    const [error] = load(files).planDiagnostics();
    expect(error?.detail).toBe(
      "The given value is not suitable for var.k, which is sensitive: a number is required. Invalid value defined at terraform.tfvars:1,5-14.",
    );
  });
});
