import { describe, expect, it } from "vitest";
import { referencedFiles } from "../../../src/aws/keys/referenced-files.ts";
import { parse } from "../../../src/hcl/parse.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import type { Module } from "../../../src/terraform/module.ts";
import { stringValue } from "../../../src/values/construct.ts";
import { flowModule } from "../../terraform/flow-module.ts";
import { exportLines, longTermId, secret } from "./made-up.ts";

/** `by path: shapes` for a configuration in /repo/live whose string literals are known, and nothing else. */
function found(text: string, files: Record<string, string>): string[] {
  const machine = memoryMachine({ files: { "/repo/.git/HEAD": "ref: refs/heads/main\n", ...files } });
  const base = flowModule({});
  const module = {
    ...base,
    root: { directory: "/repo/live" },
    evaluate: (expression: Parameters<Module["evaluate"]>[0], file: Parameters<Module["evaluate"]>[1]) => {
      const part = expression.type === "Template" ? expression.parts[0] : undefined;
      return part?.type === "StringLiteral"
        ? { value: stringValue(part.value), diagnostics: [] }
        : base.evaluate(expression, file);
    },
  } as unknown as Module;
  return referencedFiles(parse(text, "/repo/live/main.tf"), module, machine).map(
    ({ by, path, keys }) => `${by} ${path}: ${keys.map(({ shape }) => shape).join(", ")}`,
  );
}

describe("referencedFiles", () => {
  it.each([
    ['x = file("init.sh")\n', "file /repo/live/init.sh: access-key-id, secret-access-key"],
    [
      'x = base64encode(templatefile("init.sh", { a = 1 }))\n',
      "templatefile /repo/live/init.sh: access-key-id, secret-access-key",
    ],
    ['x = filebase64("../scripts/init.sh")\n', "filebase64 /repo/scripts/init.sh: access-key-id, secret-access-key"],
    [
      'provider "aws" {\n shared_credentials_file = "creds"\n}\n',
      "shared_credentials_file /repo/live/creds: access-key-id, secret-access-key",
    ],
  ])("%s", (text, expected) => {
    const files = {
      "/repo/live/init.sh": exportLines,
      "/repo/scripts/init.sh": exportLines,
      "/repo/live/creds": `[default]\naws_access_key_id = ${longTermId}\naws_secret_access_key = ${secret}\n`,
    };
    expect(found(text, files)).toEqual([expected]);
  });

  it.each([
    ["a file that isn't there", 'x = file("none.sh")\n'],
    ["a file outside the repository", 'x = file("/etc/keys")\n'],
    ["a file of another repository", 'x = file("../../repository/keys")\n'],
    ["a harmless file", 'x = file("ok.sh")\n'],
    ["a file that only a run can name", "x = file(var.path)\n"],
    ["a file whose digest is asked for", 'x = filesha256("/repo/live/init.sh")\n'],
    ["a file that a comment mentions", '# file("init.sh")\n'],
  ])("leaves alone %s", (_what, text) => {
    const files = {
      "/etc/keys": exportLines,
      "/repository/keys": exportLines,
      "/repo/live/ok.sh": "#!/bin/sh\n",
      "/repo/live/init.sh": exportLines,
    };
    expect(found(text, files)).toEqual([]);
  });
});
