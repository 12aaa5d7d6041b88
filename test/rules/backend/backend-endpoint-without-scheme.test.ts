import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder } from "../../lint-folder.ts";

const id = "backend-endpoint-without-scheme";
const findings = (main: string, files: Record<string, string> = {}): string[] =>
  lintFolder(id, { files: { "main.tf": main, ...files } });
const backend = (required: string, ...lines: string[]): string =>
  `terraform {\n  required_version = "${required}"\n  backend "s3" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;

describe("backend-endpoint-without-scheme", () => {
  it.each([
    ['endpoint = "s3.example.com"', "4:16", "s3.example.com", "https"],
    ['endpoints = { s3 = "minio:9000" }', "4:24", "minio:9000", "http"],
    ['sts_endpoint = "sts.example.com"', "4:20", "sts.example.com", "https"],
  ])("%s", (line, place, address, scheme) => {
    expect(findings(backend("~> 1.9.0", line))).toEqual([
      `main.tf:${place} backend "s3": "${address}" has no scheme, and Terraform adds none: requests to it fail with "unsupported protocol scheme". Write ${scheme}://${address}.`,
    ]);
  });

  it("is an error where the service is surely asked", () => {
    const main = backend("~> 1.9.0", 'endpoints = { s3 = "a.example.com", iam = "b.example.com" }');
    const { results } = lint({ paths: ["."], choices: [] }, memoryMachine({ files: { "main.tf": main } }));
    const levels = results[0]?.findings.filter(({ ruleId }) => ruleId === id).map(({ level }) => level);
    expect(levels).toEqual(["error", "warning"]);
  });

  it("is a warning where a release may run that adds the scheme", () => {
    const main = backend(">= 1.3", 'endpoint = "a.example.com"');
    const { results } = lint({ paths: ["."], choices: [] }, memoryMachine({ files: { "main.tf": main } }));
    expect(results[0]?.findings.find(({ ruleId }) => ruleId === id)?.level).toBe("warning");
  });

  it("writes https:// to hosts elsewhere, and only suggests http:// here", () => {
    const main = backend("~> 1.9.0", 'endpoints = { s3 = "a.example.com", sts = "localhost" }');
    const { results } = lint({ paths: ["."], choices: [] }, memoryMachine({ files: { "main.tf": main } }));
    const [s3, sts] = results[0]?.findings.filter(({ ruleId }) => ruleId === id) ?? [];
    expect(s3?.fix?.text).toBe("https://");
    expect(main.slice(s3?.fix?.range[0])).toMatch(/^a\.example\.com/u);
    expect(sts?.fix).toBeUndefined();
  });

  it.each([
    ["complete addresses", backend("~> 1.9.0", 'endpoints = { s3 = "https://a.example.com" }')],
    ["1.6.0, which refuses it", backend("1.6.0", 'endpoints = { s3 = "a.example.com" }')],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });

  it("is silent about OpenTofu, which adds the scheme", () => {
    const main = backend("~> 1.9.0", 'endpoints = { s3 = "a.example.com" }');
    expect(findings(main, { ".tf-preflight.hcl": "opentofu = true\n" })).toEqual([]);
  });
});
