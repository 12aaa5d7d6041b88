import { describe, expect, it } from "vitest";
import type { Machine } from "../../src/machine/machine.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { buildModuleGraph, type ModuleGraph } from "../../src/terraform/module-graph.ts";
import { libraries, places, show } from "./load.ts";

const child = 'variable "key" {}\nprovider "aws" {\n  secret_key = var.key\n}\n';

function graphOf(files: Readonly<Record<string, string>>, machine: Machine = memoryMachine({ files })): ModuleGraph {
  const folders = [...new Set(Object.keys(files).map((file) => machine.paths.dirname(machine.paths.resolve(file))))];
  return buildModuleGraph(folders, machine, { libraries });
}

const directories = (modules: readonly { readonly directory: string }[]): readonly string[] =>
  modules.map(({ directory }) => directory);

describe("root modules", () => {
  it("are those that no other scanned module calls", () => {
    const graph = graphOf({
      "a/main.tf": 'module "m" {\n  source = "../m"\n  key = "1"\n}\n',
      "m/main.tf": child,
      "b/main.tf": 'module "x" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n',
    });
    expect(directories(graph.roots)).toEqual(["/work/a", "/work/b"]);
    expect(directories(graph.instancesIn("/work/a"))).toEqual(["/work/a"]);
  });

  it("can call each other's children through folders that aren't scanned", () => {
    const files = {
      "a/main.tf": 'module "m" {\n  source = "../m"\n}\n',
      "m/main.tf": 'module "n" {\n  source = "../n"\n}\n',
      "n/main.tf": "",
    };
    const graph = buildModuleGraph(["/work/a", "/work/n"], memoryMachine({ files }), { libraries });
    expect(directories(graph.roots)).toEqual(["/work/a"]);
    expect(graph.instancesIn("/work/n").map(({ address }) => address)).toEqual(["module.m.module.n"]);
  });

  it("stand for a circle that nobody calls, one for each circle", () => {
    const graph = graphOf({
      "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
      "b/main.tf": 'module "a" {\n  source = "../a"\n}\n',
      "c/main.tf": 'module "c" {\n  source = "../c"\n}\n',
    });
    expect(directories(graph.roots)).toEqual(["/work/a", "/work/c"]);
    expect(graph.roots.map((root) => root.modules().map(({ address }) => address))).toEqual([["", "module.b"], [""]]);
  });

  it("are compared with links resolved", () => {
    const files = { "a/main.tf": 'module "m" {\n  source = "./link"\n}\n', "a/link/main.tf": "", "m/main.tf": "" };
    const machine = memoryMachine({ files });
    const realPath = (path: string) => (path === "/work/a/link" ? "/work/m" : machine.files.realPath(path));
    const graph = graphOf(files, { ...machine, files: { ...machine.files, realPath } });
    expect(directories(graph.roots)).toEqual(["/work/a"]);
    expect(graph.instancesIn("/work/m").map(({ address }) => address)).toEqual(["module.m"]);
  });
});

describe("a module that is called twice", () => {
  it("has both values, told apart by the call", () => {
    const graph = graphOf({
      "main.tf": `module "one" {
  source = "./m"
  key    = "first"
}
module "two" {
  for_each = { x = "second", y = "third" }
  source   = "./m"
  key      = each.value
}
`,
      "m/main.tf": child,
    });
    const answers = graph.instancesIn("/work/m").map((module) => {
      const value = module.providerConfiguration("aws")?.body.argument("secret_key")?.value;
      return [module.address, show(value), places(value)];
    });
    expect(answers).toEqual([
      ["module.one", "first", ["main.tf:3"]],
      ['module.two["x"]', "second", ["main.tf:6"]],
      ['module.two["y"]', "third", ["main.tf:6"]],
    ]);
  });

  it("is parsed once, and read once, for all roots", () => {
    const files = {
      "a/main.tf": 'module "m" {\n  source = "../m"\n  key = 1\n}\n',
      "b/main.tf": 'module "m" {\n  source = "../m"\n  key = 2\n}\n',
      "m/main.tf": child,
    };
    const machine = memoryMachine({ files });
    const reads: string[] = [];
    const read = (path: string) => {
      reads.push(path);
      return machine.files.read(path);
    };
    const graph = graphOf(files, { ...machine, files: { ...machine.files, read } });
    expect(graph.instancesIn("/work/m").map((module) => show(module.variable("key")))).toEqual([1, 2]);
    const parsed = reads.filter((path) => path.endsWith(".tf")).sort();
    expect(parsed).toEqual(["/work/a/main.tf", "/work/b/main.tf", "/work/m/main.tf"]);
  });
});
