/** What holds for any input. More inputs: `HCL_RUNS=100000 npx vitest run test/hcl/properties.test.ts`. */
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Node, ParsedFile } from "../../src/hcl/ast.ts";
import { parse, parseExpression, parseTemplate } from "../../src/hcl/parse.ts";
import { toJson } from "../../src/hcl/to-json.ts";
import { forEachChild } from "../../src/hcl/visit.ts";
import { parse as parseTerraform } from "../../src/terraform/parse.ts";

const runs = Number(process.env.HCL_RUNS ?? 2000);

const measured = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../conformance/data/hcl-syntax.json"), "utf8"),
) as readonly { id: string; input?: string; ok: boolean }[];

const sources = measured.filter(({ id }) => !/^(deep|wide)/.test(id)).flatMap(({ input }) => input ?? []);

const fragments = [
  '"',
  "${",
  "%{",
  "}",
  "{",
  "[",
  "]",
  "(",
  ")",
  "\n",
  "\r\n",
  "=",
  "<<E\n",
  "<<-E\n",
  "E\n",
  "#",
  "/*",
  "*/",
  "//",
  "~}",
  "${~",
  "$${",
  "\\",
  "\\u00e9",
  ".",
  "...",
  "*",
  "[*]",
  "?",
  ":",
  "=>",
  "for ",
  " in ",
  "if ",
  "%{ endif }",
  "é",
  "👍🏽",
  "'",
  "`",
  "\0",
];

const fragment = fc.oneof(fc.constantFrom(...fragments), fc.constantFrom(...sources), fc.string({ maxLength: 4 }));

/** A measured file with pieces put in, taken out and doubled. */
const mutated = fc
  .tuple(fc.constantFrom(...sources), fc.array(fc.tuple(fc.nat(400), fc.nat(20), fragment), { maxLength: 4 }))
  .map(([source, edits]) =>
    edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), source),
  );

const soup = fc.array(fragment, { maxLength: 12 }).map((pieces) => pieces.join(""));

const text = fc.oneof(mutated, soup);

/** Ranges lie in those of the parents, and siblings follow each other. What does not is listed. */
function faults({ body, source, errors, comments }: ParsedFile): string[] {
  const outside = [...errors, ...comments].filter(
    ({ start, end }) => !(start >= 0 && start <= end && end <= source.length),
  );
  return [...nodeFaults(body, 0, source.length), ...outside.map(({ start, end }) => `[${start}, ${end}) is outside`)];
}

function nodeFaults(node: Node, low: number, high: number): string[] {
  if (!(node.start >= low && node.start <= node.end && node.end <= high)) {
    return [`${node.type} [${node.start}, ${node.end}) is not within [${low}, ${high})`];
  }
  const found: string[] = [];
  let from = node.start;
  forEachChild(node, (child) => {
    found.push(...nodeFaults(child, node.type === "Splat" ? node.start : from, node.end));
    from = child.end;
  });
  return found;
}

/** The text of the leaves and of what is between them. */
function reassemble({ body, source }: ParsedFile): string {
  let whole = "";
  let at = 0;
  const visit = (node: Node): void => {
    const children: Node[] = [];
    forEachChild(node, (child) => children.push(child));
    if (children.length > 0) {
      children.forEach(visit);
    } else if (node.end > at) {
      whole += source.slice(at, node.start) + source.slice(node.start, node.end);
      at = node.end;
    }
  };
  visit(body);
  return whole + source.slice(at);
}

function attempt(convert: () => unknown): void {
  try {
    convert();
  } catch (error) {
    if (!(error instanceof Error) || !/^(parse config|convert to HCL): |^\S+ has more than /.test(error.message))
      throw error;
  }
}

describe("any text", () => {
  it("has a tree with ranges in order, and its own text", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(text, (source) => {
        const file = parse(source, "main.tf");
        expect(faults(file)).toEqual([]);
        expect(reassemble(file)).toBe(file.source);
        attempt(() => toJson(source, "main.tf"));
      }),
      { numRuns: runs },
    );
  });

  it("is an expression, a template, or JSON, or has errors", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const { expression } of [parseExpression(source, "x"), parseTemplate(source, "x")]) {
          expect(nodeFaults(expression, 0, source.length)).toEqual([]);
        }
        expect(faults(parse(source, "main.tf.json"))).toEqual([]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

describe("any bytes", () => {
  it("have a tree", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(faults(parse(bytes, "main.tf"))).toEqual([]);
        expect(faults(parse(bytes, "main.tf.json"))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

describe("any JSON", () => {
  it("has a tree", { timeout: 600_000 }, () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom("a", "${b.c[0]}", "%{ if x }y%{ endif }", '\n"é${', 1, -1.5, true, null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom("provider", "aws", "locals", "resource", "dynamic", "//", "type", "x"),
          tie("value"),
          { maxKeys: 3 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (json) => {
        const source = JSON.stringify(json, null, 1);
        const { body, errors } = parseTerraform(source, "main.tf.json");
        for (const { start, end } of errors) expect(start >= 0 && start <= end && end <= source.length).toBe(true);
        expect(body.end).toBe(source.length);
      }),
      { numRuns: runs },
    );
  });
});
