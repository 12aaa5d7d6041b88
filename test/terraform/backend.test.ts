import { describe, expect, it } from "vitest";
import type { EvaluatedBody } from "../../src/terraform/evaluated-body.ts";
import type { LoadOptions } from "../../src/terraform/load-options.ts";
import { load, places, show } from "./load.ts";

const block = 'terraform {\n  backend "s3" {\n    bucket  = "b"\n    profile = "block"\n  }\n}\n';

const shown = (body: EvaluatedBody | undefined): unknown =>
  body && Object.fromEntries(body.names().map((name) => [name, show(body.argument(name)?.value)]));

describe("backend", () => {
  it("is null without a block", () => {
    expect(load({ "main.tf": "" }).backend).toBeNull();
  });

  it("takes -backend-config files and pairs in their order, and remembers where each argument comes from", () => {
    const backendConfig = ["profile=flag", "prod.tfbackend", "key=a=b"];
    const { backend } = load(
      { "main.tf": block, "prod.tfbackend": 'profile = "file"\nregion = "eu"\n' },
      { backendConfig },
    );
    const body = backend?.body();
    expect(shown(body)).toEqual({ bucket: "b", profile: "file", region: "eu", key: "a=b" });
    expect(places(body?.argument("profile")?.value)).toEqual(["prod.tfbackend:1"]);
    expect(places(body?.argument("key")?.value)).toEqual(["-backend-config=key=…"]);
    expect(places(body?.argument("bucket")?.value)).toEqual(["main.tf:3"]);
  });

  it("reads an object from a pair when the argument is one", () => {
    const backendConfig = ['assume_role={role_arn="arn"}'];
    const { backend } = load({ "main.tf": block }, { backendConfig });
    expect(show(backend?.body((name) => name !== "assume_role").argument("assume_role")?.value)).toEqual({
      role_arn: "arn",
    });
  });

  it("hears TF_CLI_ARGS_init and TF_CLI_ARGS, before the user's own flags", () => {
    const environment = {
      TF_CLI_ARGS_init: '-backend-config="profile=init"',
      TF_CLI_ARGS: "-backend-config region=all",
    };
    const { backend } = load({ "main.tf": block }, { backendConfig: ["region=user"] }, { environment });
    expect(shown(backend?.body())).toEqual({ bucket: "b", profile: "init", region: "user" });
  });

  it("says which file can't be read", () => {
    const { backend } = load({ "main.tf": block }, { backendConfig: ["nope.hcl"] });
    expect(backend?.diagnostics.map(({ summary }) => summary)).toEqual(["Failed to read file"]);
  });

  it("keeps a block of a -backend-config file, which no backend takes", () => {
    const files = { "main.tf": block, "prod.tfbackend": 'assume_role {\n  role_arn = "arn"\n}\n' };
    const blocks = load(files, { backendConfig: ["prod.tfbackend"] })
      .backend?.body()
      .blocks();
    expect(blocks?.map(({ type, place }) => [type, place.file.fileName])).toEqual([
      ["assume_role", "/work/prod.tfbackend"],
    ]);
  });

  it("takes no variables in Terraform, and what can be known in OpenTofu since 1.8, in the block and in files", () => {
    const files = {
      "main.tf": 'variable "b" {\n  default = "x"\n}\nterraform {\n  backend "s3" {\n    bucket = var.b\n  }\n}\n',
      "prod.tfbackend": "key = var.b\n",
    };
    const read = (options: Pick<LoadOptions, "program" | "version">): unknown[] => {
      const body = load(files, { ...options, backendConfig: ["prod.tfbackend"] }).backend?.body();
      return ["bucket", "key"].map((name) => {
        const argument = body?.argument(name);
        return argument?.diagnostics[0]?.summary ?? show(argument?.value);
      });
    };
    const refused = ["Variables not allowed", "Variables not allowed"];
    expect(read({})).toEqual(refused);
    expect(read({ program: "opentofu", version: "1.7.10" })).toEqual(refused);
    expect(read({ program: "opentofu", version: "1.8.0" })).toEqual(["x", "x"]);
    expect(read({ program: "opentofu" })).toEqual(["x", "x"]);
  });

  it("is replaced by an overriding cloud block", () => {
    const root = load({ "main.tf": block, "override.tf": 'terraform {\n  cloud {\n    organization = "o"\n  }\n}\n' });
    expect(root.backend).toBeNull();
    expect(shown(root.cloud?.body)).toEqual({ organization: "o" });
  });
});

describe("cachedBackend", () => {
  const state = `{
  "version": 3,
  "backend": {
    "type": "s3",
    "config": {
      "access_key": "AK",
      "assume_role": { "role_arn": "arn", "duration": null },
      "profile": null,
      "max_retries": 5
    },
    "hash": 1
  }
}`;

  it("has what the last init wrote down, with its places", () => {
    const { cachedBackend } = load({ "main.tf": block, ".terraform/terraform.tfstate": state });
    expect(cachedBackend?.type).toBe("s3");
    expect(shown(cachedBackend?.body)).toEqual({
      access_key: "AK",
      assume_role: { role_arn: "arn", duration: null },
      max_retries: 5,
    });
    expect(places(cachedBackend?.body.argument("access_key")?.value)).toEqual([".terraform/terraform.tfstate:6"]);
  });

  it("follows TF_DATA_DIR", () => {
    const root = load({ "data/terraform.tfstate": state }, {}, { environment: { TF_DATA_DIR: "data" } });
    expect(root.cachedBackend?.type).toBe("s3");
  });

  it.each([
    "",
    "{",
    "[]",
    '{"version":4,"backend":{"type":"s3"}}',
    '{"version":3}',
    '{"version":3,"backend":{"type":7}}',
  ])("is null for %j", (text) => {
    const { cachedBackend } = load({ ".terraform/terraform.tfstate": text });
    expect(cachedBackend === null || shown(cachedBackend.body)).toEqual(text.includes("7") ? {} : true);
  });
});

describe("workspace", () => {
  it.each([
    [{}, {}, "default"],
    [{ ".terraform/environment": "stage\n" }, {}, "stage"],
    [{ ".terraform/environment": "stage" }, { TF_WORKSPACE: "qa" }, "qa"],
    [{ "d/environment": "x" }, { TF_DATA_DIR: "d" }, "x"],
  ])("%j, %j", (files, environment, name) => {
    expect(load(files, {}, { environment }).workspace.name).toBe(name);
  });

  it("given by a flag wins", () => {
    expect(load({}, { workspace: "f" }, { environment: { TF_WORKSPACE: "qa" } }).workspace.name).toBe("f");
  });
});

describe("remoteStates", () => {
  it("have their config as arguments, once for each instance", () => {
    const root = load({
      "main.tf": `
locals {
  key = "AKIA"
}
data "terraform_remote_state" "net" {
  for_each = toset(["a", "b"])
  backend  = "s3"
  config = {
    key        = "\${each.key}/state"
    access_key = local.key
  }
}
data "terraform_remote_state" "later" {
  backend = "s3"
  config  = data.external.x.result
}
data "external" "x" {}
`,
    });
    const states = root.remoteStates();
    expect(states.map(({ address, backend, config }) => [address, show(backend), config && shown(config)])).toEqual([
      ['data.terraform_remote_state.net["a"]', "s3", { key: "a/state", access_key: "AKIA" }],
      ['data.terraform_remote_state.net["b"]', "s3", { key: "b/state", access_key: "AKIA" }],
      ["data.terraform_remote_state.later", "s3", null],
    ]);
    expect(places(states[0]?.config?.argument("access_key")?.value)).toEqual(["main.tf:3"]);
  });
});
