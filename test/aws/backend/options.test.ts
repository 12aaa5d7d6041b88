import { describe, expect, it } from "vitest";
import { resolveBackend } from "../../conformance/chain-backend.ts";

/** What Terraform 1.11.4 says while it reads the options of `init` and the block. */
function errors(lines: readonly string[], initArgs: readonly string[] = []): string[] {
  const main = ["terraform {", '  backend "s3" {', ...lines.map((line) => `    ${line}`), "  }", "}", ""].join("\n");
  const { trace } = resolveBackend({ files: { "main.tf": main }, home: {}, env: {}, initArgs }, "terraform 1.11.4");
  return [trace.error, ...trace.alsoErrors].flatMap((error) => (error ? [`${error.summary}: ${error.detail}`] : []));
}

const unsupported = (name: string): string => `Unsupported argument: An argument named "${name}" is not expected here.`;

describe("the options of init", () => {
  it("come before the block: when one can't be read, the block isn't", () => {
    expect(errors(["hello = 1"], ["-backend-config=gone.tfbackend"])).toEqual([
      'Failed to read file: The file "gone.tfbackend" could not be read.',
    ]);
  });

  it("come before the block when one isn't expected", () => {
    expect(errors(["hello = 1"], ["-backend-config=hey=1"])).toEqual([
      'Invalid backend configuration argument: The backend configuration argument "hey" given on the command line is not expected for the selected backend type.',
    ]);
  });
});

describe("the block", () => {
  it("is not evaluated where it isn't expected", () => {
    expect(errors(["kind = string"])).toEqual([unsupported("kind")]);
    expect(errors(["kind = string", "bucket = var.bucket"])).toEqual([
      unsupported("kind"),
      "Variables not allowed: Variables may not be used here.",
    ]);
  });

  it("keeps the first of two arguments of one name", () => {
    expect(errors(['bucket = "b"', "bucket = var.bucket", 'key = "k"', 'region = "mars-1"'])).toEqual([
      "Invalid region value: Invalid AWS Region: mars-1",
    ]);
  });
});
