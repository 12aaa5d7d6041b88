import { describe, expect, it } from "vitest";
import { memoryMachine } from "../../src/machine/memory.ts";
import { originsOf } from "../../src/values/origin.ts";
import type { Value } from "../../src/values/value.ts";
import { evaluateText, type ScopeOptions } from "./scopes.ts";

const variable = (text: string, name: string): Value => ({
  ...evaluateText(text).value,
  origins: { kind: "environment", name: `TF_VAR_${name}` },
});

/** The texts, or names of variables, that an expression's value was made of. */
function madeOf(source: string, options: ScopeOptions = {}): readonly string[] {
  const variables = new Map([
    ["a", variable('"va"', "a")],
    ["b", variable('"vb"', "b")],
  ]);
  const { value, diagnostics } = evaluateText(source, { symbols: { variables }, ...options });
  expect(diagnostics).toEqual([]);
  return originsOf(value).map((origin) => {
    if (origin.kind !== "file") return origin.kind === "flag" ? origin.flag : origin.name;
    return origin.file.source.slice(origin.start, origin.end) || origin.file.fileName;
  });
}

describe("origins", () => {
  it.each([
    ['"x"', ["x"]],
    ["var.a", ["TF_VAR_a"]],
    ['"p-${var.a}-${"q"}"', ["p-", "TF_VAR_a", "-", "q"]],
    ['join("", [var.a, var.b])', ["TF_VAR_a", "TF_VAR_b"]],
    ["upper(var.a)", ["TF_VAR_a"]],
    ['true ? var.a : "no"', ["TF_VAR_a"]],
    ['coalesce("", var.b)', ["TF_VAR_b"]],
    ['try(jsondecode("{").x, var.b)', ["TF_VAR_b"]],
    ["{ a = var.a, b = var.b }.b", ["TF_VAR_b"]],
    ["[var.a, var.b][1]", ["TF_VAR_b"]],
    ["[for v in [var.a, var.b] : upper(v)][0]", ["TF_VAR_a"]],
    ['lookup({ k = var.a }, "k", "no")', ["TF_VAR_a"]],
    ['lookup({}, "k", var.b)', ["TF_VAR_b"]],
    ["merge({ x = var.a }, { x = var.b }).x", ["TF_VAR_b"]],
    ["element([var.a, var.b], 0)", ["TF_VAR_a"]],
    ['split(",", var.a)[0]', ["TF_VAR_a"]],
    ['replace(var.a, "v", var.b)', ["TF_VAR_a", "TF_VAR_b"]],
    ['jsondecode("{\\"k\\":1}").k', ['{\\"k\\":1}']],
    ["jsonencode({ x = [var.a], y = var.b })", ["TF_VAR_a", "TF_VAR_b"]],
    ["tolist([var.a, 1])[0]", ["TF_VAR_a"]],
    ["sensitive(var.a)", ["TF_VAR_a"]],
    ["tostring(12)", ["12"]],
    ["[var.a, var.a]", ["TF_VAR_a"]],
    ["1 + 2", ["1", "2"]],
  ])("of %s", (source, origins) => {
    expect(madeOf(source)).toEqual(origins);
  });

  it("names the file that a value was read from", () => {
    const machine = memoryMachine({ files: { "k.txt": "secret", "t.tftpl": "pre-${v}" } });
    expect(madeOf('trimspace(file("k.txt"))', { machine })).toEqual(["secret"]);
    const { value } = evaluateText('templatefile("t.tftpl", { v = "x" })', { machine });
    expect(originsOf(value).map((origin) => origin.kind === "file" && origin.file.fileName)).toEqual([
      "/work/t.tftpl",
      "<expr>",
    ]);
  });

  it("does not walk shared parts again and again", () => {
    let { origins } = evaluateText('"x"').value;
    for (let i = 0; i < 60; i++) origins = origins && { kind: "pair", left: origins, right: origins };
    expect(originsOf({ ...evaluateText('"x"').value, origins })).toHaveLength(1);
  });
});
