import { describe, expect, it } from "vitest";
import { parseGoV1 } from "../../../src/aws/shared-config/go-v1.ts";

const read = (text: string) => {
  const sections = parseGoV1(text, "/home/user/.aws/credentials", {
    lowerCaseKeys: false,
    repeatedSection: "replaces",
  });
  if ("error" in sections) return sections.error;
  return Object.fromEntries(
    [...sections].map(([name, { settings }]) => [name, [...settings].map(([key, { value }]) => `${key}=${value}`)]),
  );
};

// What the AWS SDK for Go 1.44.122 makes of the same texts.
describe("shared files in the dialect of the AWS SDK for Go v1", () => {
  it.each([
    ["a value that is missing at the end of the file", "[default]\nx = ", { default: [] }],
    ["a number that begins with a minus loses the whole file", "[default]\na = b\nx = -5\n", {}],
    ["a word that begins like such a number doesn't", "[default]\nx = -5z\n", { default: ["x=-5z"] }],
    ["an open quote loses the whole file", '[default]\na = b\nx = "y\n', {}],
    ["a section that stands twice begins anew", "[default]\na = b\n[default]\nc = d\n", { default: ["c=d"] }],
  ])("%s", (_, text, sections) => {
    expect(read(text)).toEqual(sections);
  });

  it.each([
    ["\uFEFF[default]\nx = y\n", "unsupported expression {expr {1 STRING 0 [65279]} true []}"],
    ["[default]]\nx = y\n", "expected '['"],
    ["[]\nx = y\n", "unsupported child statement: ini.AST"],
    ["= x\n", "invalid state with ASTKind {…} and TokenType op"],
  ])("gives up at %j", (text, error) => {
    expect(read(text)).toBe(error);
  });

  it("doesn't spell out the secrets that a header without its bracket swallows", () => {
    expect(read("[default\naws_secret_access_key = abc\n")).toBe(
      "invalid state with ASTKind {section_stmt {1 STRING 0 [{…}]} true []} and TokenType none",
    );
  });
});
