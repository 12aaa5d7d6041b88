import { expect, it } from "vitest";
import { lintFolder } from "../lint-folder.ts";

it("reports what concerns a provider of a downloaded module at the call", () => {
  const manifest = {
    Modules: [{ Key: "net", Source: "example/net/aws", Version: "1.0.0", Dir: ".terraform/modules/net" }],
  };
  const found = lintFolder("env-keys-incomplete", {
    environment: { HOME: "/home/me", AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ" },
    files: {
      "main.tf": '\nmodule "net" {\n  source  = "example/net/aws"\n  version = "1.0.0"\n}\n',
      ".terraform/modules/modules.json": JSON.stringify(manifest),
      ".terraform/modules/net/main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n',
    },
  });
  expect(found).toEqual([expect.stringMatching(/^main\.tf:2:1 .*module\.net\.provider "aws"/u)]);
});
