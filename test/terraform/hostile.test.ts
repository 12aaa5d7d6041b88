import { describe, expect, it } from "vitest";
import { memoryMachine } from "../../src/machine/memory.ts";
import { loadModule } from "../../src/terraform/load-module.ts";
import { libraries, load, show } from "./load.ts";

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe("what would have no end", () => {
  it("modules that call themselves, also by way of others", () => {
    const root = load({
      "main.tf": 'module "self" {\n  source = "./."\n}\nmodule "a" {\n  source = "./a"\n}\n',
      "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
      "b/main.tf": 'module "a" {\n  source = "../a"\n}\noutput "o" {\n  value = module.a\n}\n',
    });
    expect(root.modules().map(({ address }) => address)).toEqual(["", "module.a", "module.a.module.b"]);
    expect(root.children()[0]?.because).toBe("module.self calls itself without end");
    expect(show(root.modules()[2]?.output("o"))).toBe("unknown: module.a.module.b.module.a calls itself without end");
  });

  it("links that make a folder its own child", () => {
    const machine = memoryMachine({ files: { "main.tf": 'module "loop" {\n  source = "./loop"\n}\n' } });
    const strip = (path: string): string => path.replaceAll("/loop", "");
    const looped = {
      ...machine,
      files: {
        ...machine.files,
        read: (path: string) => machine.files.read(strip(path)),
        list: (path: string) => machine.files.list(strip(path)),
        realPath: (path: string) => strip(path),
      },
    };
    const root = loadModule("/work", looped, { libraries });
    expect(root.modules()).toHaveLength(1);
    expect(root.children()[0]?.because).toBe("module.loop calls itself without end");
  });

  it("folders that grow with every call", () => {
    const machine = memoryMachine({ files: { "main.tf": 'module "m" {\n  source = "./m"\n}\n' } });
    const strip = (path: string): string => path.replaceAll("/m/", "/").replace(/(\/m)+$/, "");
    const growing = {
      ...machine,
      files: {
        ...machine.files,
        read: (path: string) => machine.files.read(strip(path.replaceAll("/m", ""))),
        list: (path: string) => machine.files.list(path.replaceAll("/m", "")),
        realPath: (path: string) => path,
      },
    };
    expect(loadModule("/work", growing, { libraries }).modules().length).toBeLessThan(100);
  });

  it("modules of which each calls two, thirty deep", () => {
    const files = Object.fromEntries(
      range(30).map((index) => [
        index === 0 ? "main.tf" : `m${index}/main.tf`,
        ["a", "b"]
          .map((name) => `module "${name}" {\n  source = "${index === 0 ? "./" : "../"}m${index + 1}"\n}\n`)
          .join(""),
      ]),
    );
    const root = load(files);
    expect(root.modules().length).toBeLessThanOrEqual(10_001);
    expect(root.providerConfigurations()).toEqual([]);
  });

  it("circles of locals, variables and outputs", () => {
    const root = load({
      "main.tf": `locals {
  a = local.b
  b = module.m.out
  c = "\${local.c}"
}
module "m" {
  source = "./m"
  in     = local.a
}
`,
      "m/main.tf": 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n',
    });
    expect(show(root.local("a"))).toBe("unknown: local.a depends on itself");
    expect(show(root.local("c"))).toBe("unknown: local.c depends on itself");
    const [cycle] = root.planDiagnostics();
    expect(cycle?.summary.slice(7).split(", ").sort()).toEqual([
      "local.a (expand)",
      "local.b (expand)",
      "module.m.output.out (expand)",
      "module.m.var.in (expand)",
    ]);
  });

  it("a built-in resource that needs itself", () => {
    const root = load({
      "main.tf":
        'resource "terraform_data" "x" {\n  input = terraform_data.x.input\n}\nlocals {\n  v = terraform_data.x.input\n}\n',
    });
    expect(show(root.local("v"))).toBe("unknown: terraform_data.x depends on itself");
  });

  it("no circle where modules use single outputs of each other", () => {
    const root = load({
      "main.tf": `module "m" {
  source = "./m"
  in     = module.n.out
}
module "n" {
  source = "./m"
  other  = module.m.constant
}
`,
      "m/main.tf": `variable "in" {
  default = "i"
}
variable "other" {
  default = "o"
}
output "out" {
  value = var.other
}
output "constant" {
  value = "c"
}
`,
    });
    expect(root.planDiagnostics()).toEqual([]);
    expect(show(root.children()[0]?.instances[0]?.variable("in"))).toBe("c");
  });
});

describe("what would be too much", () => {
  it("a count in the billions", () => {
    const root = load({
      "main.tf":
        'module "m" {\n  count  = 1000000000\n  source = "./m"\n  k      = count.index\n}\noutput "o" {\n  value = module.m\n}\n',
      "m/main.tf": 'variable "k" {}\n',
    });
    const [call] = root.children();
    expect(call?.because).toBe("its count is over 1000");
    expect(call?.instances.map(({ address }) => address)).toEqual(["module.m[*]"]);
    expect(show(root.output("o"))).toBe("unknown: its count is over 1000");
    expect(show(call?.instances[0]?.variable("k"))).toMatch(/^unknown: count.index isn't known/);
  });

  it("ten thousand variables, locals and values for them", () => {
    const variables = range(10_000).map((index) => `variable "v${index}" {\n  type = string\n}\n`);
    const locals = range(10_000).map((index) => `  l${index} = var.v${index}\n`);
    const values = range(10_000).map((index) => `v${index} = "${index}"\n`);
    const root = load({
      "main.tf": variables.join("") + `locals {\n${locals.join("")}}\n`,
      "terraform.tfvars": values.join(""),
    });
    expect(root.planDiagnostics()).toEqual([]);
    expect(show(root.local("l9999"))).toBe("9999");
  });

  it("a chain of five thousand locals", () => {
    const locals = range(5_000).map((index) => `  l${index} = local.l${index + 1}\n`);
    const root = load({ "main.tf": `locals {\n${locals.join("")}  l5000 = "end"\n}\n` });
    expect(["end", "unknown"]).toContain(
      String(show(root.local("l0")))
        .slice(0, 7)
        .replace(/^end.*/, "end"),
    );
    expect(show(root.local("l5000"))).toBe("end");
  });

  it("megabytes in a variable of the environment", () => {
    const environment = {
      TF_VAR_text: "x".repeat(8_000_000),
      TF_VAR_list: `[${'"x",'.repeat(200_000)}]`,
      TF_VAR_deep: "[".repeat(1_000_000),
    };
    const files = {
      "main.tf":
        'variable "text" {}\nvariable "list" {\n  type = list(string)\n}\nvariable "deep" {\n  type = any\n}\n',
    };
    const root = load(files, {}, { environment });
    expect(show(root.variable("text"))).toHaveLength(8_000_000);
    expect(show(root.variable("list"))).toHaveLength(200_000);
    expect(show(root.variable("deep"))).toBe("unknown: the value given for var.deep can't be read");
  });

  it("strings that double forty times", () => {
    const locals = range(40).map((index) => `  l${index + 1} = "\${local.l${index}}\${local.l${index}}"\n`);
    const root = load({ "main.tf": `locals {\n  l0 = "ab"\n${locals.join("")}}\n` });
    expect(show(root.local("l40"))).toMatch(/^unknown: /);
  });
});

describe("names from JavaScript", () => {
  it("are names like others", () => {
    const files = {
      "main.tf": `variable "constructor" {
  default = "c"
}
locals {
  __proto__ = "p"
  toString  = var.constructor
}
provider "aws" {
  region = "\${local.__proto__}\${local.toString}"
}
output "hasOwnProperty" {
  value = constructor.x
}
`,
      "terraform.tfvars": "__proto__ = 1\n",
    };
    const root = load(files);
    expect(show(root.providerConfiguration("aws")?.body.argument("region")?.value)).toBe("pc");
    expect(root.planDiagnostics().map(({ summary }) => summary)).toEqual([
      "Value for undeclared variable",
      "Reference to undeclared resource",
    ]);
  });
});
