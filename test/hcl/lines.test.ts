import { describe, expect, it } from "vitest";
import { lineIndex } from "../../src/hcl/lines.ts";
import { SourcePositions, utf8Length } from "../../src/hcl/source-positions.ts";

describe("a line index", () => {
  const index = lineIndex("ab\r\né\n\nlast");

  it("counts lines and UTF-16 columns from 1", () => {
    expect([0, 2, 3, 4, 5, 6, 7, 11].map((offset) => index.position(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 1, column: 4 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 5 },
    ]);
  });

  it("stays inside the text", () => {
    expect(index.position(-5)).toEqual({ line: 1, column: 1 });
    expect(index.position(1000)).toEqual({ line: 4, column: 5 });
    expect([index.lineCount, index.lineStart(2), index.lineStart(99)]).toEqual([4, 4, 11]);
  });
});

describe("places in HashiCorp's units", () => {
  it("count grapheme clusters, token by token", () => {
    const source = 'a = "👍🏽" + "\u0301e" # é\nb = 1\n';
    const positions = new SourcePositions(source);
    expect(positions.position(source.indexOf("+"))).toEqual({ line: 1, column: 9 });
    // The combining mark behind the quote is the first character of a token, and so has a column of its own.
    expect(positions.position(source.indexOf("#"))).toEqual({ line: 1, column: 16 });
    expect(positions.position(source.indexOf("+"))).toEqual({ line: 1, column: 9 });
    expect(positions.describe("m.tf", source.indexOf("b"), source.length)).toBe("m.tf:2,1-3,1");
  });

  it("count bytes", () => {
    expect(utf8Length("aé€😀")).toBe(10);
    expect(utf8Length("aé€😀", 1, 2)).toBe(2);
  });
});
