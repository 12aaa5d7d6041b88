/** Our JSON beside that of HashiCorp's parser in `@cdktf/hcl2json`, on files made by a grammar. */
import { parse as hcl2json } from "@cdktf/hcl2json";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJson } from "../../src/hcl/to-json.ts";

const name = fc.constantFrom("a", "b", "region", "for_each", "größe", "if", "null");
const scalar = fc.constantFrom(
  "1",
  "1.50",
  "1e3",
  "-2",
  "true",
  "!false",
  "null",
  "12345678901234567890123",
  '"s"',
  '"é\\n\\u00e9"',
  '"$${x}"',
  '"%%{x}"',
);
const reference = fc.constantFrom(
  "a",
  "a.b",
  "a[0].c",
  'a["k"]',
  "a.*.b",
  "a[*].b[0]",
  "a.0.b",
  "f()",
  "f(a, 1)",
  "f(a...)",
  "n::f(1)",
);

const { expression } = fc.letrec<{ expression: string; part: string }>((tie) => ({
  part: fc.oneof(
    fc.constantFrom("text ", "$", "%", "é", '\\"', "\\t", " "),
    tie("expression").map((inner) => `\${${inner}}`),
    tie("expression").map((inner) => `\${~ ${inner} ~}`),
    fc
      .tuple(tie("expression"), tie("part"), tie("part"))
      .map(([test, yes, no]) => `%{ if ${test} }${yes}%{ else }${no}%{ endif }`),
    fc
      .tuple(name, tie("expression"), tie("part"))
      .map(([each, list, body]) => `%{ for ${each} in ${list} ~}${body}%{ endfor }`),
  ),
  expression: fc.oneof(
    { maxDepth: 3 },
    scalar,
    reference,
    tie("expression").map((inner) => `(${inner})`),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||"),
        tie("expression"),
      )
      .map((parts) => parts.join(" ")),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([test, yes, no]) => `${test} ? ${yes} : ${no}`),
    fc.array(tie("expression"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc
      .array(fc.tuple(fc.oneof(name, fc.constantFrom('"k"', "(a)", "1", '"${a}"')), tie("expression")), {
        maxLength: 3,
      })
      .map((items) => `{\n${items.map(([key, value]) => `  ${key} = ${value}\n`).join("")}}`),
    fc
      .tuple(name, tie("expression"), tie("expression"))
      .map(([each, list, result]) => `[for ${each} in ${list} : ${result}]`),
    fc.array(tie("part"), { maxLength: 3 }).map((parts) => `"${parts.join("")}"`),
  ),
})) as unknown as { expression: fc.Arbitrary<string> };

const attribute = fc.tuple(name, expression).map(([key, value]) => `${key} = ${value}\n`);
const heredoc = fc
  .tuple(
    name,
    fc.constantFrom("<<E", "<<-E"),
    fc.array(fc.constantFrom("  text", "    ${a}", "", "\t$x", "%{ if a ~}", "%{ endif }"), { maxLength: 4 }),
  )
  .map(([key, open, lines]) => `${key} = ${open}\n${lines.map((line) => `${line}\n`).join("")}  E\n`);
const comment = fc.constantFrom("# c\n", "// c\n", "/* c */\n", "\n");
const item = fc.oneof(attribute, heredoc, comment);
const block = fc
  .tuple(name, fc.array(fc.constantFrom('"l"', "m", '"n\\n"'), { maxLength: 2 }), fc.array(item, { maxLength: 3 }))
  .map(([kind, labels, items]) => `${[kind, ...labels].join(" ")} {\n${items.join("")}}\n`);
const file = fc.array(fc.oneof(item, block), { maxLength: 6 }).map((items) => items.join(""));

/** A value, or the part of the message that names its place. */
async function theirs(source: string): Promise<unknown> {
  try {
    return await hcl2json("main.tf", source);
  } catch (error) {
    return (error as Error).message;
  }
}

function ours(source: string): unknown {
  try {
    return JSON.parse(toJson(source, "main.tf"));
  } catch (error) {
    return (error as Error).message;
  }
}

describe("hcl2json", () => {
  it("says the same of generated files, errors included", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(file, async (source) => {
        expect(ours(source)).toEqual(await theirs(source));
      }),
      { numRuns: Number(process.env.HCL_ORACLE_RUNS ?? 400) },
    );
  });
});
