import { describe, expect, it } from "vitest";
import { environmentOf } from "../../src/machine/environment.ts";
import { environmentFlags } from "../../src/terraform/cli-arguments.ts";

const flags = (text: string) =>
  environmentFlags(environmentOf({ TF_CLI_ARGS_plan: text }, "linux"), "plan", ["var", "var-file"]).map(
    ({ name, value }) => `${name}:${value}`,
  );

describe("environmentFlags", () => {
  it.each([
    ["-var a=1 -var-file=x.tfvars", ["var:a=1", "var-file:x.tfvars"]],
    ["--var 'a=b c'", ["var:a=b c"]],
    ['-var="a=\\"q\\"" -no-color', ['var:a="q"']],
    ["-var a=\\ b", ["var:a= b"]],
    ["-var 'a=\\n'", ["var:a=\\n"]],
    ["-target x -var", []],
    ["-var ''", ["var:"]],
    ["-var 'never closed", []],
    ["", []],
  ])("%j", (text, expected) => {
    expect(flags(text)).toEqual(expected);
  });
});
