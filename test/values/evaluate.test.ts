import { describe, expect, it } from "vitest";
import { memoryMachine } from "../../src/machine/memory.ts";
import { isSensitive, isWhollyKnown, unknownValue } from "../../src/values/construct.ts";
import { toJson } from "../../src/values/functions/json.ts";
import type { ModuleCall } from "../../src/values/module-symbols.ts";
import { dynamicType, stringType } from "../../src/values/type.ts";
import type { Value } from "../../src/values/value.ts";
import { evaluateText, type ScopeOptions } from "./scopes.ts";

const text = (value: string): Value => evaluateText(JSON.stringify(value)).value;
const later = unknownValue(dynamicType, "data.x.y is read at plan time");
const laterText = unknownValue(stringType, "aws_x.y.id is known after apply", true);

const withResources: ScopeOptions = {
  symbols: {
    resource: (mode, type) =>
      mode === "data" && type === "x" ? later : mode === "managed" && type === "aws_x" ? later : undefined,
    locals: new Map<string, Value>([["later", laterText]]),
  },
};

const reasonFor = (source: string): string => {
  const { value, diagnostics } = evaluateText(source, withResources);
  expect(diagnostics).toEqual([]);
  return value.kind === "unknown" ? value.reason : toJson(value);
};

describe("unknown values", () => {
  it.each([
    ["data.x.y.z", "data.x.y is read at plan time"],
    ['"a-${data.x.y.id}"', "data.x.y is read at plan time"],
    ["upper(data.x.y.id)", "data.x.y is read at plan time"],
    ["data.x.y.on ? 1 : 2", "data.x.y is read at plan time"],
    ["[for v in data.x.y.all : v]", "data.x.y is read at plan time"],
    ["try(data.x.y.id, 1)", "data.x.y is read at plan time"],
    ["coalesce(local.later, 1)", "aws_x.y.id is known after apply"],
    ["timestamp()", "timestamp() is the time of the run"],
    ["1 + length(data.x.y.all)", "data.x.y is read at plan time"],
  ])("%s says why", (source, reason) => {
    expect(reasonFor(source)).toBe(reason);
  });

  it.each([
    ["false && data.x.y.on == 1 ? 1 : 1", "data.x.y is read at plan time"],
    ["local.later == null", "false"],
    ['coalesce("a", local.later)', '"a"'],
    ["[local.later, 1][1]", "1"],
    ["length([local.later])", "1"],
    ["{ a = 1, b = local.later }.a", "1"],
    ['startswith(local.later, "")', "true"],
    ['anytrue([local.later == "x", true])', "true"],
  ])("%s knows what can be known", (source, answer) => {
    expect(reasonFor(source)).toBe(answer);
  });

  it("leaves the rest of a structure known", () => {
    const { value } = evaluateText("{ a = 1, b = data.x.y.id }", withResources);
    expect(value.kind).toBe("mapping");
    expect(isWhollyKnown(value)).toBe(false);
  });
});

describe("an object beside a map, in a conditional", () => {
  it.each([
    ['false ? tomap({x = "a"}) : {a = 1, b = 2}', '{"a":"1","b":"2"}'],
    ['true ? {a = [1], b = null} : tomap({x = ["a"]})', '{"a":[1],"b":null}'],
    ['true ? [1, true, null] : tolist(["a"])', '["1","true",null]'],
  ])("%s becomes one", (source, json) => {
    expect(toJson(evaluateText(source).value)).toBe(json);
  });

  it("must be one by itself first, as in terraform console", () => {
    const { diagnostics } = evaluateText('true ? {a = 1, b = true, k = null} : tomap({x = "a"})');
    const detail = "The true result value has the wrong type: attribute types must all match for conversion to map.";
    expect(diagnostics).toMatchObject([{ summary: "Inconsistent conditional result types", detail }]);
  });
});

describe("marks", () => {
  it.each([
    ['"${sensitive("a")}b"', true],
    ['sensitive("a") == "a" ? 1 : 2', true],
    ['true ? "a" : sensitive("b")', true],
    ['upper(sensitive("a"))', true],
    ['sensitive(["a"])[0]', true],
    ['{ a = sensitive("x") }.a', true],
    ['nonsensitive(sensitive("a"))', false],
    ['[sensitive("a")]', false],
    ['length([sensitive("a")])', false],
    ["[for k, v in sensitive({ a = 1 }) : v]", true],
  ])("%s", (source, sensitive) => {
    const { value, diagnostics } = evaluateText(source);
    expect(diagnostics).toEqual([]);
    expect(isSensitive(value)).toBe(sensitive);
  });
});

describe("names", () => {
  const call: ModuleCall = {
    value: () => evaluateText('{ id = "whole" }').value,
    output: (name) => (name === "id" ? text("one") : undefined),
  };
  const options: ScopeOptions = {
    symbols: {
      variables: new Map([["region", text("eu-west-1")]]),
      locals: new Map([["name", text("n")]]),
      modules: new Map([["net", call]]),
      each: { key: text("k"), value: text("v") },
      count: evaluateText("2").value,
    },
  };

  it.each([
    ["var.region", '"eu-west-1"'],
    ["local.name", '"n"'],
    ["module.net.id", '"one"'],
    ["module.net", '{"id":"whole"}'],
    ['"${each.key}-${each.value}-${count.index}"', '"k-v-2"'],
    ["path.cwd", '"/work"'],
    ["terraform.workspace", '"default"'],
  ])("%s", (source, json) => {
    const { value, diagnostics } = evaluateText(source, options);
    expect(diagnostics).toEqual([]);
    expect(toJson(value)).toBe(json);
  });

  it.each([
    ["var.regio", 'An input variable with the name "regio" has not been declared. Did you mean "region"?'],
    ["local.nam", 'A local value with the name "nam" has not been declared. Did you mean "name"?'],
    ["module.nat.id", 'No module call named "nat" is declared in the root module. Did you mean "net"?'],
    ["var", 'The "var" object cannot be accessed directly. Instead, access one of its attributes.'],
    ['local["name"]', 'The "local" object does not support this operation.'],
    [
      "data.x",
      'The "data" object must be followed by two attribute names: the data source type and the resource name.',
    ],
    ["path.modul", 'The "path" object does not have an attribute named "modul". Did you mean "module"?'],
    ["lazy.x", 'The symbol name "lazy" is reserved for use in a future Terraform version.'],
  ])("%s is refused", (source, detail) => {
    expect(
      evaluateText(source, options)
        .diagnostics.map((each) => each.detail)
        .join(),
    ).toContain(detail);
  });

  it("checks what is never evaluated, too, and says everything at once", () => {
    const { diagnostics } = evaluateText("true ? 1 : var.one + local.two", options);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      "Reference to undeclared input variable",
      "Reference to undeclared local value",
    ]);
  });

  it("allows none where there are none", () => {
    const { diagnostics } = evaluateText("[var.region, upper(1)]", { ...options, names: null, functionCalls: false });
    expect(diagnostics.map(({ detail }) => detail)).toEqual([
      "Variables may not be used here.",
      "Functions may not be called here.",
    ]);
  });
});

describe("files", () => {
  const machine = memoryMachine({ files: { "/work/in.txt": "in", "/etc/out.txt": "out", "/work/sub/a.tf": "" } });

  it("does not leave the allowed folder", () => {
    for (const path of ["/etc/out.txt", "../etc/out.txt", "sub/../../etc/out.txt", "/etc/none.txt"]) {
      const { value, diagnostics } = evaluateText(`file("${path}")`, { machine });
      expect(diagnostics).toEqual([]);
      expect(value).toMatchObject({ kind: "unknown", reason: "it is read from a file outside of what may be read" });
    }
  });

  it("reads and lists what is inside", () => {
    expect(toJson(evaluateText('file("sub/../in.txt")', { machine }).value)).toBe('"in"');
    expect(toJson(evaluateText('fileset(path.module, "**")', { machine }).value)).toBe('["in.txt","sub/a.tf"]');
    expect(toJson(evaluateText('fileset("sub", "*.{tf,txt}")', { machine }).value)).toBe('["a.tf"]');
  });
});
