import { describe, expect, it } from "vitest";
import type { Attribute, Block, Expression, ParsedFile } from "../../src/hcl/ast.ts";
import { parse, parseExpression, parseTemplate } from "../../src/hcl/parse.ts";

function itemNames(file: ParsedFile): string[] {
  return file.body.items.map((item) => (item.type === "Block" ? item.kind.text : item.name.text));
}

function onlyBlock(file: ParsedFile): Block {
  const [item] = file.body.items;
  if (item?.type !== "Block") throw new Error("no block");
  return item;
}

function valueOf(source: string): Expression {
  const { body, errors } = parse(source, "main.tf");
  expect(errors).toEqual([]);
  return (body.items[0] as Attribute).value;
}

describe("a file of native syntax", () => {
  it("keeps blocks and attributes in source order, with their ranges", () => {
    const source = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    const block = onlyBlock(parse(source, "main.tf"));
    expect(source.slice(block.start, block.end)).toBe(source.trimEnd());
    expect(source.slice(block.body.start, block.body.end)).toBe('{\n  region = "eu-west-1"\n}');
    expect(block.labels).toEqual([{ type: "Label", start: 9, end: 14, text: "aws", quoted: true }]);
    const [region] = block.body.items as readonly Attribute[];
    expect(source.slice(region!.start, region!.end)).toBe('region = "eu-west-1"');
    expect(source[region!.equals]).toBe("=");
  });

  it("lists comments without the newline that ends them", () => {
    const source = "# one\r\na = 1 // two\n/* three\n*/\nb = 2 # four";
    const { comments } = parse(source, "main.tf");
    expect(comments.map(({ start, end, marker }) => [marker, source.slice(start, end)])).toEqual([
      ["#", "# one"],
      ["//", "// two"],
      ["/*", "/* three\n*/"],
      ["#", "# four"],
    ]);
  });

  it("drops a byte order mark, from bytes and from text", () => {
    for (const source of ["\ufeffa = 1\n", new TextEncoder().encode("\ufeffa = 1\n")]) {
      const file = parse(source, "main.tf");
      expect(file.errors).toEqual([]);
      expect(file.source).toBe("a = 1\n");
    }
  });

  it("reads traversals with steps of every kind", () => {
    expect(valueOf('x = a.b[0]["k"].1\n')).toMatchObject({
      type: "ScopeTraversal",
      root: { text: "a" },
      steps: [
        { type: "AttributeStep", name: "b", start: 5, end: 7 },
        { key: { kind: "number", raw: "0" }, start: 7, end: 10 },
        { key: { kind: "string", value: "k" }, start: 10, end: 15 },
        { key: { kind: "number", raw: "1" }, start: 15, end: 17 },
      ],
    });
  });

  it("groups operators by precedence, and from the left", () => {
    expect(valueOf("x = 1 - 2 - 3 * 4\n")).toMatchObject({
      operator: "-",
      left: { operator: "-", left: { raw: "1" }, right: { raw: "2" } },
      right: { operator: "*" },
    });
  });

  it("nests template directives", () => {
    expect(valueOf('x = "%{ for k, v in m }${k}%{ if v }y%{ else }n%{ endif }%{ endfor }"\n')).toMatchObject({
      parts: [
        {
          type: "TemplateFor",
          key: { text: "k" },
          value: { text: "v" },
          content: [
            { type: "Interpolation" },
            { type: "TemplateIf", consequent: [{ value: "y" }], alternate: [{ value: "n" }] },
          ],
        },
      ],
    });
  });

  it("takes the indentation off a flush heredoc, but not what a sequence puts in", () => {
    expect(valueOf("x = <<-E\n    a\n      b ${c}\n    E\n")).toMatchObject({
      form: "flush-heredoc",
      parts: [{ value: "a\n  b " }, { type: "Interpolation" }, { value: "\n" }],
    });
  });
});

describe("a file with errors", () => {
  it("keeps what stands before, between and after them", () => {
    const file = parse('a = 1\nb = \nc = 3\n"d" = 4\ne {\n  f = 5\n', "main.tf");
    expect(itemNames(file)).toEqual(["a", "b", "c", "e"]);
    expect(file.errors.map(({ summary }) => summary)).toEqual(["Invalid expression"]);
  });

  it("goes on at the next line after a string without its closing quote", () => {
    const file = parse('a = "x\nprovider "aws" {\n  region = "r"\n}\n', "main.tf");
    expect(itemNames(file)).toEqual(["a", "provider"]);
    expect(file.errors[0]?.summary).toBe("Invalid multi-line string");
  });

  it("goes on at the next line after a bracket that is never closed", () => {
    const file = parse("a = [1, 2\nb = 3\nc {\n}\n", "main.tf");
    expect(itemNames(file)).toEqual(["a", "b", "c"]);
  });

  it("goes on after a stray closing brace", () => {
    expect(itemNames(parse("a = 1\n}\nb = 2\n", "main.tf"))).toEqual(["a", "b"]);
  });

  it("keeps the other arguments of a block with a bad line", () => {
    const file = parse('provider "aws" {\n  region: "x"\n  profile = "dev"\n}\n', "main.tf");
    expect(onlyBlock(file).body.items).toMatchObject([{ name: { text: "profile" } }]);
  });

  it("names the first place of an argument that is set twice, in grapheme clusters", () => {
    const { errors } = parse('x = { "👍🏽" = 1 }\nb { a = "👍🏽" }\nz = 1\nz = 2\n', "dir/main.tf");
    expect(errors[0]?.detail).toContain("already set at dir/main.tf:3,1-2.");
  });

  it.each(["(", "[", "{a=", "f(", '"${', "a {\n", "a ? b : ", "!", "1 + ", "%{if a}"])(
    "says so when %s is nested too deeply",
    (open) => {
      const prefix = open.startsWith("%") ? 'x = "' : open.startsWith("a {") ? "" : "x = ";
      const { errors } = parse(prefix + open.repeat(100_000), "main.tf");
      expect(errors.map(({ summary }) => summary)).toContain("Nesting too deep");
    },
  );

  it("takes a chain of operators or steps for nesting, because the tree is as deep", () => {
    for (const source of [
      `x = 1${" + 1".repeat(600)}\n`,
      `x = a${"[b]".repeat(600)}\n`,
      `x = a${"[*]".repeat(600)}\n`,
    ]) {
      expect(parse(source, "main.tf").errors[0]?.summary).toBe("Nesting too deep");
    }
    expect(parse(`x = a${".b".repeat(5000)}\n`, "main.tf").errors).toEqual([]);
  });

  it("stays linear when every line is broken", () => {
    const start = performance.now();
    parse("x = [1\n".repeat(50_000), "main.tf");
    parse('x = "%{endif}\n'.repeat(20_000), "main.tf");
    parse("/*".repeat(300_000), "main.tf");
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("bytes that are no UTF-8", () => {
  it("are an error at their place, once", () => {
    const bytes = Uint8Array.from('a = "x\u00ffy"\nb = "\u00fe"\n', (character) => character.charCodeAt(0));
    const { errors } = parse(bytes, "main.tf");
    expect(errors.filter(({ summary }) => summary === "Invalid character encoding")).toEqual([
      {
        start: 6,
        end: 7,
        summary: "Invalid character encoding",
        detail: "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor.",
      },
    ]);
  });

  it("are allowed in comments", () => {
    const latin1 = Uint8Array.from("# caf\u00e9\na = 1\n", (character) => character.charCodeAt(0));
    expect(parse(latin1, "main.tf").errors).toEqual([]);
  });

  it("leave the other lines of the file", () => {
    const latin1 = Uint8Array.from('a = "\u00fc"\nb = 1\n', (character) => character.charCodeAt(0));
    expect(itemNames(parse(latin1, "main.tf"))).toEqual(["a", "b"]);
  });

  it("of UTF-16 don't throw", () => {
    const utf16 = Uint8Array.from(Buffer.from('\ufeffprovider "aws" {\n}\n', "utf16le"));
    expect(parse(utf16, "main.tf").errors[0]?.summary).toBe("Invalid character encoding");
  });
});

describe("an expression by itself", () => {
  it("may go over several lines", () => {
    const { expression, errors } = parseExpression("{\n  a = 1\n}\n", "<value for var.x>");
    expect(errors).toEqual([]);
    expect(expression).toMatchObject({ type: "ObjectConstructor", items: [{ key: { bareName: "a" } }] });
  });

  it("must be the whole text", () => {
    expect(parseExpression("1 2", "<value for var.x>").errors[0]?.summary).toBe("Extra characters after expression");
  });
});

describe("a template by itself", () => {
  it("has literal quotes, newlines and backslashes", () => {
    const { expression, errors } = parseTemplate('say "${x}"\\n\n', "motd.tftpl");
    expect(errors).toEqual([]);
    expect(expression.parts).toMatchObject([{ value: 'say "' }, { type: "Interpolation" }, { value: '"\\n\n' }]);
  });

  it("reports directives that are not closed", () => {
    expect(parseTemplate("%{ if x }", "motd.tftpl").errors[0]?.detail).toBe(
      "The if directive at motd.tftpl:1,1-10 is missing its corresponding endif directive.",
    );
  });
});
