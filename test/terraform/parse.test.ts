import { describe, expect, it } from "vitest";
import type { Attribute, Block, Body, Expression } from "../../src/hcl/ast.ts";
import { walk } from "../../src/hcl/visit.ts";
import { parse } from "../../src/terraform/parse.ts";

/** A tree without places, and with strings by their text: what a rule sees of it. */
function outline(body: Body): unknown[] {
  return body.items.map((item) =>
    item.type === "Block"
      ? [item.kind.text, ...item.labels.map(({ text }) => text), outline(item.body)]
      : { [item.name.text]: shape(item.value) },
  );
}

function shape(node: Expression): unknown {
  if (node.type === "Template") {
    return node.parts.map((part) => {
      if (part.type === "StringLiteral") return part.value;
      return part.type === "Interpolation" ? { "${}": shape(part.expression) } : part.type;
    });
  }
  if (node.type === "TupleConstructor") return { tuple: node.items.map(shape) };
  if (node.type === "ObjectConstructor") {
    return { object: node.items.map(({ key, value }) => [key.bareName ?? shape(key.expression), shape(value)]) };
  }
  if (node.type === "ScopeTraversal")
    return [node.root.text, ...node.steps.map((step) => ("name" in step ? step.name : step.key))];
  if (node.type === "NumberLiteral") return node.raw;
  if (node.type === "UnaryOperation") return { [node.operator]: shape(node.operand) };
  if (node.type === "BooleanLiteral") return node.value;
  return node.type;
}

function outlines(native: string, json: unknown): { native: unknown; json: unknown } {
  const left = parse(native, "main.tf");
  const right = parse(JSON.stringify(json, null, 2), "main.tf.json");
  expect([...left.errors, ...right.errors]).toEqual([]);
  return { native: outline(left.body), json: outline(right.body) };
}

describe("both spellings of a configuration make the same tree", () => {
  it("for providers with nested blocks", () => {
    const { native, json } = outlines(
      'provider "aws" {\n  region = "${var.r}"\n  assume_role {\n    role_arn = "arn"\n  }\n  assume_role {\n  }\n}\n',
      {
        provider: { aws: { region: "${var.r}", assume_role: [{ role_arn: "arn" }, {}] } },
      },
    );
    expect(json).toEqual(native);
  });

  it("for several providers of one name, with comments", () => {
    const { native, json } = outlines('provider "aws" {\n  alias = "a"\n}\nprovider "aws" {\n  alias = "b"\n}\n', {
      "//": "two of them",
      provider: { aws: [{ "//": "first", alias: "a" }, { alias: "b" }] },
    });
    expect(json).toEqual(native);
  });

  it("for the terraform block", () => {
    const { native, json } = outlines(
      `terraform {
        required_version = ">= 1.5"
        required_providers {
          aws = { "source" = "hashicorp/aws", "configuration_aliases" = [aws.a] }
        }
        backend "s3" {
          bucket = "b"
          assume_role = { "role_arn" = "r" }
        }
      }`,
      {
        terraform: {
          required_version: ">= 1.5",
          required_providers: { aws: { source: "hashicorp/aws", configuration_aliases: ["aws.a"] } },
          backend: { s3: { bucket: "b", assume_role: { role_arn: "r" } } },
        },
      },
    );
    expect(json).toEqual(native);
  });

  it("for references and keywords", () => {
    const { native, json } = outlines(
      `module "m" {
        source     = "./m"
        providers  = { aws = aws.west }
        depends_on = [aws_vpc.main]
      }
      variable "v" {
        type    = string
        default = -1.5
      }
      resource "aws_instance" "i" {
        provider = aws.west
        lifecycle {
          ignore_changes = [tags]
        }
        provisioner "local-exec" {
          when    = destroy
          command = "true"
        }
      }
      moved {
        from = a.b
        to   = a.c
      }`,
      {
        module: { m: { source: "./m", providers: { aws: "aws.west" }, depends_on: ["aws_vpc.main"] } },
        variable: { v: { type: "string", default: -1.5 } },
        resource: {
          aws_instance: {
            i: {
              provider: "aws.west",
              lifecycle: { ignore_changes: ["tags"] },
              provisioner: [{ "local-exec": { when: "destroy", command: "true" } }],
            },
          },
        },
        moved: { from: "a.b", to: "a.c" },
      },
    );
    expect(json).toEqual(native);
  });

  it("for dynamic blocks in dynamic blocks", () => {
    const { native, json } = outlines(
      `resource "a" "b" {
        dynamic "x" {
          for_each = [1]
          iterator = it
          content {
            dynamic "y" {
              for_each = []
              content {
              }
            }
          }
        }
      }`,
      {
        resource: {
          a: {
            b: {
              dynamic: {
                x: { for_each: [1], iterator: "it", content: { dynamic: { y: { for_each: [], content: {} } } } },
              },
            },
          },
        },
      },
    );
    expect(json).toEqual(native);
  });
});

describe("JSON", () => {
  it("puts the parts of a template at their places in the file, behind escapes too", () => {
    const source = String.raw`{"locals": {"a": "\u00e9\n${"${"}var.x[\"k\"]} y"}}`;
    const { body, errors } = parse(source, "main.tf.json");
    expect(errors).toEqual([]);
    const texts: string[] = [];
    walk(body, (node) => {
      if (node.type === "ScopeTraversal" || node.type === "IndexStep" || node.type === "StringLiteral") {
        texts.push(source.slice(node.start, node.end));
      }
      return undefined;
    });
    expect(texts).toEqual([String.raw`\u00e9\n`, String.raw`var.x[\"k\"]`, String.raw`[\"k\"]`, " y"]);
  });

  it("leaves strings alone where Terraform does not evaluate them", () => {
    const { body } = parse('{"secret": "${x}", "n": "%{ if"}', "prod.auto.tfvars.json");
    const values = (body.items as readonly Attribute[]).map(({ value }) => shape(value));
    expect(values).toEqual([["${x}"], ["%{ if"]]);
  });

  it("reports the errors of templates where they stand", () => {
    const source = '{\n\t"output": {"o": {"value": "a${b"}}\n}';
    const [error] = parse(source, "main.tf.json").errors;
    expect(error?.summary).toBe("Unclosed template interpolation sequence");
    const directive = parse('{\n\t"output": {"o": {"value": "%{ if a }"}}\n}', "main.tf.json").errors[0];
    // A tab is two columns in HCL's JSON.
    expect(directive?.detail).toContain("at main.tf.json:2,30-39 is missing");
  });

  it("says what HCL says of values that can't be blocks", () => {
    const errors = parse('{"provider": {"aws": 1}, "resource": [], "locals": "x"}', "main.tf.json").errors;
    expect(errors.map(({ summary, detail }) => `${summary}: ${detail}`)).toEqual([
      'Incorrect JSON value type: Either a JSON object or a JSON array is required, representing the contents of one or more "provider" blocks.',
      "Missing block label: At least one object property is required, whose name represents the resource block's type.",
      'Incorrect JSON value type: Either a JSON object or a JSON array is required, representing the contents of one or more "locals" blocks.',
    ]);
  });

  it("reports an argument that is set twice", () => {
    const { errors } = parse('{"provider": {"aws": {"region": "a", "region": "b"}}}', "p.tf.json");
    expect(errors.map(({ detail }) => detail)).toEqual(['The argument "region" was already set at p.tf.json:1,23-36.']);
  });

  it("is an error with HCL's words, and still a tree after a trailing comma", () => {
    const { errors, body } = parse('{"provider": {"aws": {"region": "a",}}}', "main.tf.json");
    expect(errors.map(({ summary }) => summary)).toEqual(["Trailing comma in object", "Incorrect JSON value type"]);
    expect(outline(body)).toEqual([["provider", "aws", [{ region: ["a"] }]]]);
  });

  it("may not begin with a byte order mark", () => {
    const file = parse('\ufeff{"provider": {"aws": {}}}', "main.tf.json");
    expect(file.errors[0]?.summary).toBe("Invalid start of value");
    expect((file.body.items[0] as Block).kind.text).toBe("provider");
  });

  it.each(["[".repeat(1_000_000), '{"a":'.repeat(100_000), '{"a": "', "", "{", '{"a" 1}', "nul", "\u0000"])(
    "is never too much: %#",
    (source) => {
      expect(parse(source, "main.tf.json").errors.length).toBeGreaterThan(0);
    },
  );
});
