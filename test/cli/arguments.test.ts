import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/arguments.ts";

describe("the command line", () => {
  it("lints by default", () => {
    expect(parseArguments(["modules", "--no-env"])).toMatchObject({ command: "lint", positionals: ["modules"] });
    expect(parseArguments(["--format", "json", "lint", "a.tf"])).toMatchObject({
      command: "lint",
      positionals: ["a.tf"],
    });
  });

  it("takes what follows -- as paths", () => {
    expect(parseArguments(["--", "--odd.tf"]).positionals).toEqual(["--odd.tf"]);
  });

  it("keeps the order of -var and -var-file, as Terraform does", () => {
    const { values } = parseArguments(["--var", "a=1", "--var-file=x.tfvars", "--var", "a=2"]);
    expect(values.inOrder("var", "var-file")).toEqual([
      { flag: "var", value: "a=1" },
      { flag: "var-file", value: "x.tfvars" },
      { flag: "var", value: "a=2" },
    ]);
  });

  it.each([
    [["--fromat", "json"], "unknown flag --fromat; did you mean --format? (tf-preflight --help)"],
    [["--xyzzy"], "unknown flag --xyzzy (tf-preflight --help)"],
    [["-q"], "unknown flag -q (tf-preflight --help)"],
    [["--format"], "--format needs a value: --format FORMAT"],
    [["--fix=yes"], "--fix takes no value"],
    [["--preset", "loud"], "--preset loud: expected one of recommended, strict, all"],
    [["json", "--live"], "--live is no flag of json (tf-preflight json --help)"],
  ])("says what is wrong with %j", (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(message);
  });
});
