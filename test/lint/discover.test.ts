import { describe, expect, it } from "vitest";
import { discover } from "../../src/lint/discover.ts";
import { ignorePatterns } from "../../src/lint/ignored.ts";
import { memoryMachine } from "../../src/machine/memory.ts";

function found(
  files: string[],
  paths: string[],
  contents: Record<string, string> = {},
  exclude: string[] = [],
): string[] {
  const machine = memoryMachine({ files: { ...Object.fromEntries(files.map((file) => [file, ""])), ...contents } });
  const patterns = exclude.length > 0 ? [ignorePatterns("/work", exclude)] : [];
  return discover(paths, machine, patterns).files.map(({ path }) => machine.paths.relative("/work", path));
}

describe("discover", () => {
  it("takes every kind of file that Terraform reads, all the way down", () => {
    const files = [
      ".terraform.lock.hcl",
      "a/b/c/main.tf.json",
      "a/prod.auto.tfvars",
      "a/prod.tfvars.json",
      "live/terragrunt.hcl",
      "main.tf",
      "prod.tfbackend",
      "x.tofu",
      "y.tofu.json",
    ];
    expect(found([...files, "README.md", "a/x.hcl", "main.tf.orig"], ["."])).toEqual(files);
  });

  it("leaves out .terraform and what .gitignore names, in the folder and around it", () => {
    expect(
      found(
        [
          ".git/HEAD",
          ".terraform/modules/x/main.tf",
          "a/main.tf",
          "a/secret.tfvars",
          "a/b/secret.tfvars",
          "gen/main.tf",
        ],
        ["a", "gen"],
        { ".gitignore": "*.tfvars\ngen/\n", "a/b/.gitignore": "!secret.tfvars\n" },
      ),
    ).toEqual(["a/b/secret.tfvars", "a/main.tf", "gen/main.tf"]);
  });

  it("knows no .gitignore outside the repository", () => {
    expect(found(["repo/.git/HEAD", "repo/main.tf"], ["repo"], { ".gitignore": "*.tf" })).toEqual(["repo/main.tf"]);
  });

  it("reads a named file whatever .gitignore says, and each file once", () => {
    expect(found([".git/HEAD"], ["main.tf", "./main.tf", "."], { ".gitignore": "main.tf", "main.tf": "" })).toEqual([
      "main.tf",
    ]);
  });

  it("leaves out what the configuration excludes", () => {
    expect(found(["a/main.tf", "examples/a/main.tf"], ["."], {}, ["examples/"])).toEqual(["a/main.tf"]);
  });

  it("says what it can't read and goes on", () => {
    const machine = memoryMachine({ files: { "a.tf": "", "README.md": "" } });
    expect(discover(["none", "README.md", "a.tf"], machine)).toMatchObject({
      files: [{ path: "/work/a.tf" }],
      problems: [
        { path: "/work/none", message: "no such file or directory" },
        { path: "/work/README.md", message: expect.stringContaining("not a Terraform or OpenTofu file") as unknown },
      ],
    });
  });
});
