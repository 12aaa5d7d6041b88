import { describe, expect, it } from "vitest";
import { parse } from "../../src/hcl/parse.ts";
import { attributeOf } from "../../src/terraform/declarations.ts";
import { possibleSources, type FlowModule } from "../../src/terraform/possible-sources.ts";
import { flowModule } from "./flow-module.ts";

/** The literals that `sink` of the module's first file may come to, as `file:text through names`. */
function reaching(module: FlowModule, variableFiles: Record<string, string> = {}): string[] {
  const [file] = module.files;
  const sink = file && attributeOf(file.body, "sink")?.value;
  if (!sink) throw new Error("no sink");
  const extra = Object.entries(variableFiles).map(([name, text]) => parse(text, name));
  return possibleSources(sink, module, file, () => extra).literals.map(
    (literal) =>
      `${literal.file.fileName}:${literal.file.source.slice(literal.start, literal.end)}` +
      (literal.through.length > 0 ? ` through ${literal.through.join(", ")}` : ""),
  );
}

const alone = (text: string): string[] => reaching(flowModule({ "main.tf": text })).map((found) => found.slice(8));

describe("possibleSources of one module", () => {
  it.each([
    ['sink = "a"', ['"a"']],
    ["sink = 12345", ["12345"]],
    ['sink = ("a")', ['"a"']],
    ['sink = x ? "a" : "b"', ['"a"', '"b"']],
    ['sink = coalesce(var.x, "a")', ['"a"']],
    ['sink = try(var.x.y, local.z, "a")', ['"a"']],
    ['sink = "${"a"}"', ['"a"']],
    ['sink = sensitive(trimspace("a"))', ['"a"']],
    ['sink = ["a", "b"][1]', ['"b"']],
    ['sink = ["a", "b"][var.i]', ['"a"', '"b"']],
    ['sink = { a = "x", "b" = "y" }.b', ['"y"']],
    ['sink = { a = "x", b = "y" }["a"]', ['"x"']],
    ['sink = { a = "x", b = "y" }[var.k]', ['"x"', '"y"']],
    ['sink = lookup({ a = "x", b = "y" }, "b", "z")', ['"y"', '"z"']],
    ['sink = lookup(var.m, var.k, "z")', ['"z"']],
    ['sink = merge({ a = "x" }, { a = "y" }).a', ['"x"', '"y"']],
    ['sink = element(concat(["a"], ["b"]), 0)', ['"a"', '"b"']],
    ['sink = one([for k in [{ s = "a" }] : k.s])', ['"a"']],
    ['sink = one([{ s = "a" }][*].s)', ['"a"']],
    ['sink = values({ a = { s = "x" } })[0].s', ['"x"']],
    ["sink = null", []],
    ["sink = true", []],
    ["sink = var.undeclared", []],
    ["sink = data.aws_x.y.z", []],
    ['sink = upper("a")', []],
    ['sink = "prefix-${var.x}"', []],
    ['sink = "prefix-${x ? "0123456789abcdef" : "short"}"', ['"0123456789abcdef"']],
    ['sink = local.a\nlocals {\n a = "x"\n}\n', ['"x" through local.a']],
    ['sink = local.a.b.c\nlocals {\n a = { b = { c = "x", d = "y" } }\n}\n', ['"x" through local.a']],
    ['sink = local.a\nlocals {\n a = local.b\n b = "x"\n}\n', ['"x" through local.a, local.b']],
    ["sink = local.a\nlocals {\n a = local.b\n b = local.a\n}\n", []],
    ['sink = var.a\nvariable "a" {\n default = "x"\n}\n', ['"x" through var.a']],
    ['sink = var.a.k\nvariable "a" {\n default = { k = "x" }\n}\n', ['"x" through var.a']],
    ["sink = <<E\nx\nE\n", ["<<E\nx\nE"]],
  ])("%s", (text, expected) => {
    expect(alone(text)).toEqual(expected);
  });

  it("ends in time on what doubles at every step", () => {
    const locals = Array.from({ length: 200 }, (_, i) => `a${i} = x ? local.a${i + 1} : local.a${i + 1}`).join("\n");
    expect(alone(`sink = local.a0\nlocals {\n${locals}\na200 = "x"\n}\n`)).toHaveLength(1);
  });

  it("goes as deep as the parser", () => {
    expect(alone(`sink = ${"x ? (".repeat(200)}"a"${") : null".repeat(200)}\n`)).toEqual(['"a"']);
  });
});

describe("possibleSources between files and modules", () => {
  const variable = 'variable "key" {\n default = "low"\n}\n';

  it("finds what every variables file gives", () => {
    const module = flowModule({ "main.tf": "sink = var.key\n", "variables.tf": variable });
    expect(reaching(module, { "prod.tfvars": 'key = "high"\n', "other.tfvars": 'other = "no"\n' })).toEqual([
      'variables.tf:"low" through var.key',
      'prod.tfvars:"high" through var.key',
    ]);
  });

  it("finds what calls give, with the names of the caller", () => {
    const child = { "child.tf": "sink = var.key\n", "variables.tf": variable };
    const root = flowModule(
      { "main.tf": 'module "a" {\n key = local.key\n}\nlocals {\n key = "given"\n}\n' },
      { a: child },
    );
    const [instance] = root.children()[0]!.instances;
    expect(reaching(instance!, { "x.tfvars": 'key = "a root has these, a child does not"\n' })).toEqual([
      'variables.tf:"low" through var.key',
      'main.tf:"given" through var.key, local.key',
    ]);
  });

  it("finds each element that a repeated call is made for", () => {
    const root = flowModule(
      {
        "main.tf": 'module "a" {\n for_each = { x = { key = "one" }, y = { key = "two" } }\n key = each.value.key\n}\n',
      },
      { a: { "child.tf": "sink = var.key\n" } },
    );
    expect(reaching(root.children()[0]!.instances[0]!)).toEqual([
      'main.tf:"one" through var.key',
      'main.tf:"two" through var.key',
    ]);
  });

  it("finds what an output of a called module is", () => {
    const output = 'output "key" {\n value = { id = "inner" }\n}\n';
    const root = flowModule(
      { "main.tf": 'sink = module.a.key.id\nmodule "a" {\n}\n' },
      { a: { "outputs.tf": output } },
    );
    expect(reaching(root)).toEqual(['outputs.tf:"inner" through module.a']);
    const repeated = flowModule(
      { "main.tf": 'sink = module.a[0].key.id\nmodule "a" {\n count = 1\n}\n' },
      { a: { "outputs.tf": output } },
    );
    expect(reaching(repeated)).toEqual(['outputs.tf:"inner" through module.a']);
  });
});
