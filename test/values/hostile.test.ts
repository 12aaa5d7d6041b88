import { describe, expect, it } from "vitest";
import { parseExpression } from "../../src/hcl/parse.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { createBudget } from "../../src/values/budget.ts";
import { evaluate } from "../../src/values/evaluate.ts";
import type { Namespace } from "../../src/values/module-symbols.ts";
import type { Value } from "../../src/values/value.ts";
import { evaluateText, libraries, scopeFor } from "./scopes.ts";

/** Locals whose values are found when they are asked for, all at the cost of one budget. */
function locals(sources: Readonly<Record<string, string>>): Namespace {
  const known = new Map<string, Value>();
  const budget = createBudget();
  const namespace: Namespace = {
    has: (name) => name in sources,
    keys: () => new Map(Object.entries(sources)).keys(),
    get(name) {
      const source = sources[name];
      if (source === undefined) return undefined;
      const before = known.get(name);
      if (before) return before;
      const { expression } = parseExpression(source, "main.tf");
      const { value } = evaluate(expression, scopeFor(source, { budget, symbols: { locals: namespace } }));
      known.set(name, value);
      return value;
    },
  };
  return namespace;
}

const reasonOf = (value: Value): string => (value.kind === "unknown" ? value.reason : `it is a ${value.kind}`);

describe("hostile expressions", () => {
  it("answers range(0, 1e9) as Terraform does", () => {
    const { diagnostics } = evaluateText("range(0, 1e9)");
    expect(diagnostics[0]?.detail).toContain("more than 1024 values were generated");
  });

  it("bounds loops in loops", () => {
    const { value, diagnostics } = evaluateText(
      "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]",
    );
    expect(diagnostics).toEqual([]);
    expect(reasonOf(value)).toContain("too large");
  });

  it("lets one expensive answer not spoil the others", () => {
    const budget = createBudget();
    const loops = "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]";
    expect(reasonOf(evaluateText(loops, { budget }).value)).toContain("too large");
    expect(evaluateText("1 + 1", { budget }).value.kind).toBe("number");
  });

  it("bounds strings that double", () => {
    const sources = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`s${i + 1}`, `"\${local.s${i}}\${local.s${i}}"`]),
    );
    const { value } = evaluateText("local.s60", { symbols: { locals: locals({ s0: '"x"', ...sources }) } });
    expect(reasonOf(value)).toContain("too large");
  });

  it("bounds collections that double", () => {
    const sources = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`l${i + 1}`, `concat(local.l${i}, local.l${i})`]),
    );
    const { value } = evaluateText("local.l40", { symbols: { locals: locals({ l0: '["x"]', ...sources }) } });
    expect(reasonOf(value)).toContain("too large");
  });

  it("bounds structures that share their parts", () => {
    const sources = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`o${i + 1}`, `{ a = local.o${i}, b = local.o${i} }`]),
    );
    const { value } = evaluateText("jsonencode(local.o40)", { symbols: { locals: locals({ o0: '"x"', ...sources }) } });
    expect(reasonOf(value)).toContain("too large");
  });

  it("bounds chains of definitions", () => {
    const sources = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`c${i + 1}`, `local.c${i}`]));
    const { value } = evaluateText("local.c10000", { symbols: { locals: locals({ c0: '"x"', ...sources }) } });
    expect(reasonOf(value)).toContain("too large");
  });

  it("does not lose its way in a megabyte of parentheses", () => {
    const source = "(".repeat(500_000) + "1" + ")".repeat(500_000);
    const { expression } = parseExpression(source, "main.tf");
    expect(() => evaluate(expression, scopeFor(source))).not.toThrow();
  });

  it("follows as many parentheses as the parser lets through", () => {
    const source = "(".repeat(200) + "1" + ")".repeat(200);
    expect(evaluateText(source).value.kind).toBe("number");
  });

  it("matches patterns that make others backtrack", () => {
    const { value } = evaluateText(`can(regex("^(a+)+$", "${"a".repeat(5000)}b"))`);
    expect(value).toMatchObject({ kind: "bool", truth: false });
  });

  it("does not let a template file include itself for ever", () => {
    const machine = memoryMachine({ files: { "t.tftpl": '${templatefile("t.tftpl", {})}' } });
    const terraform = evaluateText('templatefile("t.tftpl", {})', { machine });
    expect(terraform.diagnostics[0]?.detail).toContain("cannot recursively call templatefile");
    const openTofu = evaluateText('templatefile("t.tftpl", {})', { machine, program: "opentofu" });
    expect(reasonOf(openTofu.value)).toContain("too large");
  });

  it.each([
    'format("%999999999s", "x")',
    'format("%.999999999f", 1)',
    'indent(999999999, "a\\nb")',
    "1e999999999",
    'tonumber("1e999999999")',
    'replace("aaaaaaaaaaaaaaaaaaaa", "", join("", [for i in range(1000) : join("", [for j in range(1000) : "x"])]))',
    "setproduct(range(1000), range(1000), range(1000))",
    "pow(10, 1e6) * pow(10, 300)",
    "flatten([for i in range(1000) : [for j in range(1000) : [for k in range(100) : k]]])",
  ])("bounds %s", (source) => {
    expect(() => evaluateText(source)).not.toThrow();
  });

  it("bounds YAML that expands", () => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    const yaml = ["a0: &a0 x", ...levels].join("\\n");
    const { value } = evaluateText(`jsonencode(yamldecode("${yaml}"))`, { libraries });
    expect(reasonOf(value)).toContain("too large");
  });

  it("bounds JSON that nests", () => {
    const { diagnostics } = evaluateText(`jsondecode("${"[".repeat(100_000)}")`);
    expect(diagnostics[0]?.detail).toContain("exceeded max depth");
  });
});
