import { describe, expect, it } from "vitest";
import { automaticVariableFiles, configurationFiles } from "../../src/terraform/file-set.ts";

describe("configurationFiles", () => {
  it("reads primary files by name, override files last, by name too", () => {
    const names = ["z.tf", "override.tf", "a.tf.json", "b_override.tf", "B.tf", "Zoverride.tf", "x_override.tf.json"];
    expect(configurationFiles(names, "terraform")).toEqual({
      primary: ["B.tf", "Zoverride.tf", "a.tf.json", "z.tf"],
      override: ["b_override.tf", "override.tf", "x_override.tf.json"],
    });
  });

  it("leaves out hidden files, editors' leftovers and other kinds", () => {
    const names = [".hidden.tf", "main.tf~", "#main.tf#", "main.tf.bak", "main.tofu", "x.tfvars", "t.tftest.hcl"];
    expect(configurationFiles(names, "terraform")).toEqual({ primary: [], override: [] });
  });

  it("lets OpenTofu's own files replace those of Terraform, spelling by spelling", () => {
    const names = [
      "main.tf",
      "main.tofu",
      "net.tf",
      "net.tofu.json",
      "a.tf.json",
      "a.tofu.json",
      "x_override.tf",
      "x_override.tofu",
    ];
    expect(configurationFiles(names, "opentofu")).toEqual({
      primary: ["a.tofu.json", "main.tofu", "net.tf", "net.tofu.json"],
      override: ["x_override.tofu"],
    });
  });

  it("orders names by code points", () => {
    expect(configurationFiles(["\u{1f600}.tf", "\uff5e.tf", "é.tf", "z.tf"], "terraform").primary).toEqual([
      "z.tf",
      "é.tf",
      "\uff5e.tf",
      "\u{1f600}.tf",
    ]);
  });
});

describe("automaticVariableFiles", () => {
  it("puts terraform.tfvars first, its JSON form second, the others by name", () => {
    const names = [
      "b.auto.tfvars",
      "terraform.tfvars.json",
      "a.auto.tfvars.json",
      "terraform.tfvars",
      "dev.tfvars",
      "B.auto.tfvars",
    ];
    expect(automaticVariableFiles(names)).toEqual([
      "terraform.tfvars",
      "terraform.tfvars.json",
      "B.auto.tfvars",
      "a.auto.tfvars.json",
      "b.auto.tfvars",
    ]);
  });
});
