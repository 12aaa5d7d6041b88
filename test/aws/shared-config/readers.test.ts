import { describe, expect, it } from "vitest";
import { parseBotocore } from "../../../src/aws/shared-config/botocore.ts";
import { botocoreProfiles, shellWords } from "../../../src/aws/shared-config/botocore-profiles.ts";
import { parseGoV1 } from "../../../src/aws/shared-config/go-v1.ts";
import { parseGoV2 } from "../../../src/aws/shared-config/go-v2.ts";
import type { Section } from "../../../src/aws/shared-config/section.ts";

type Parsed = ReadonlyMap<string, Section> | { error: string };

const plain = (parsed: Parsed): unknown => {
  if ("error" in parsed) return parsed.error;
  return Object.fromEntries(
    [...parsed].map(([name, { settings }]) => [
      name,
      Object.fromEntries([...settings].map(([key, { value }]) => [key, value])),
    ]),
  );
};

const goV2 = (text: string): unknown => plain(parseGoV2(text, "f", { backslashEscapes: false, indentedKeys: true }));
const goV1 = (text: string): unknown =>
  plain(parseGoV1(text, "f", { lowerCaseKeys: false, repeatedSection: "replaces" }));
const botocore = (text: string): unknown => plain(parseBotocore(text, "f"));

describe("the three readers of shared files", () => {
  it.each<[title: string, text: string, goV2: unknown, goV1: unknown, botocore: unknown]>([
    [
      "a plain section",
      "[a]\nx = 1\ny=2\n",
      { a: { x: "1", y: "2" } },
      { a: { x: "1", y: "2" } },
      { a: { x: "1", y: "2" } },
    ],
    ["quotes", '[a]\nx = "1"\n', { a: { x: "1" } }, { a: { x: "1" } }, { a: { x: '"1"' } }],
    ["an inline comment", "[a]\nx = 1 # no\n", { a: { x: "1" } }, { a: { x: "1" } }, { a: { x: "1 # no" } }],
    ["a hash inside a value", "[a]\nx = 1#2\n", { a: { x: "1#2" } }, { a: { x: "1#2" } }, { a: { x: "1#2" } }],
    ["upper-case keys", "[a]\nX = 1\n", { a: { x: "1" } }, { a: { X: "1" } }, { a: { x: "1" } }],
    ["the same key twice", "[a]\nx = 1\nx = 2\n", { a: { x: "2" } }, { a: { x: "2" } }, "repeated key"],
    [
      "the same section twice",
      "[a]\nx = 1\n[a]\ny = 2\n",
      { a: { x: "1", y: "2" } },
      { a: { y: "2" } },
      "repeated section",
    ],
    ["spaces in the brackets", "[ a ]\nx = 1\n", { a: { x: "1" } }, { a: { x: "1" } }, { " a ": { x: "1" } }],
    [
      "a byte order mark",
      "\uFEFF[a]\nx = 1\n",
      {},
      "unsupported expression {expr {1 STRING 0 [65279]} true []}",
      "no section header",
    ],
    ["keys before a section", "x = 1\n[a]\ny = 2\n", { a: { y: "2" } }, { a: { y: "2" } }, "no section header"],
    ["a line without a separator", "[a]\nnothing\nx = 1\n", { a: { x: "1" } }, { a: { x: "1" } }, "not a setting"],
    [
      "an unclosed bracket",
      "[a\nx = 1\n",
      {},
      "invalid state with ASTKind {section_stmt {1 STRING 0 [{…}]} true []} and TokenType none",
      "no section header",
    ],
    [
      "indented keys",
      "[a]\n  x = 1\n  y = 2\n",
      { a: { x: "1", y: "2" } },
      { a: { x: "1", y: "2" } },
      { a: { x: "1", y: "2" } },
    ],
    [
      "keys below an empty value",
      "[a]\ns3 =\n  x = 1\ny = 2\n",
      { a: { s3: "", y: "2" } },
      { a: { y: "2" } },
      { a: { s3: "\nx = 1", y: "2" } },
    ],
    ["a colon", "[a]\nx: 1=2\n", { a: { x: "1=2" } }, { a: { x: "1=2" } }, { a: { x: "1=2" } }],
    ["carriage returns", "[a]\r\nx = 1\r\n", { a: { x: "1" } }, { a: { x: "1" } }, { a: { x: "1" } }],
    ["old line ends", "[a]\rx = 1\r", {}, { a: { "\rx": "1\r" } }, { a: { x: "1" } }],
  ])("%s", (_, text, ...expected) => {
    expect([goV2(text), goV1(text), botocore(text)]).toEqual(expected);
  });

  it("know where every setting stands", () => {
    const text = "\uFEFF# mine\n[a]\n  x = 1\n";
    const readers = [
      parseGoV2(text, "f", { backslashEscapes: false, indentedKeys: true }),
      parseBotocore(text.slice(1), "f"),
    ];
    for (const parsed of readers) {
      if ("error" in parsed) throw new Error("unreadable");
      expect(parsed.get("a")?.place).toMatchObject({ line: 2, range: { start: 7, end: 10 } });
      expect(parsed.get("a")?.settings.get("x")?.place).toMatchObject({ line: 3, range: { start: 13, end: 18 } });
    }
  });

  it("names botocore's profiles as a shell would", () => {
    const parsed = parseBotocore('[default]\n[profile "my team"]\n[profile my team]\n[profile x]\n[y]\n', "f");
    if ("error" in parsed) throw new Error("unreadable");
    expect([...botocoreProfiles(parsed).profiles.keys()]).toEqual(["default", "my team", "x"]);
    expect(shellWords("profile 'it")).toBeNull();
    expect(shellWords(String.raw`a\ b "c\"d" e`)).toEqual(["a b", 'c"d', "e"]);
  });
});
