import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Failure, Kind } from "./kind.ts";
import { parse } from "../../src/hcl/parse.ts";
import { toJson } from "../../src/hcl/to-json.ts";
import { Lexer } from "../../src/hcl/lexer.ts";
import { SourcePositions, utf8Length } from "../../src/hcl/source-positions.ts";
import type { ParsedFile } from "../../src/hcl/ast.ts";
import { decode } from "../../src/hcl/decode.ts";
import { hclNodes } from "./hcl-nodes.ts";
import { tokenNames } from "./hcl-tokens.ts";

interface SyntaxCase {
  readonly id: string;
  readonly input?: string;
  readonly inputBase64?: string;
  readonly ok: boolean;
  readonly diagnostics: readonly unknown[];
  readonly nodes: readonly unknown[];
  readonly comments: readonly unknown[];
  readonly tokens: string;
  readonly jsonText?: string;
  readonly jsonError?: string;
}

const fileName = "main.tf";

/** HCL 2.25.0's reading of native syntax, and hcl2json's text of it. */
export const hclSyntax: Kind = {
  name: "hcl syntax",
  recognises: (data) => Array.isArray(data) && data.every((item: unknown) => isSyntaxCase(item)),
  cases: (data) => (data as readonly SyntaxCase[]).map((item) => ({ id: item.id, check: () => check(item) })),
};

function isSyntaxCase(item: unknown): boolean {
  return typeof item === "object" && item !== null && "diagnostics" in item && "nodes" in item && "tokens" in item;
}

function check(item: SyntaxCase): Failure | null {
  const bytes = Buffer.from(item.inputBase64 ?? item.input ?? "", item.inputBase64 === undefined ? "utf8" : "base64");
  const file = parse(bytes, fileName);
  const places = new Places(file, decode(bytes).startsWith("\ufeff") ? 3 : 0);
  const actual = {
    ok: file.errors.length === 0,
    diagnostics: places.diagnostics(),
    tokens: places.tokens(),
    // What is left of a file with errors is each parser's own affair.
    comments: item.ok ? places.comments() : item.comments,
    nodes: item.ok ? hclNodes(file, (offset) => places.byte(offset)) : item.nodes,
    ...json(bytes),
  };
  const { ok, diagnostics, comments, tokens, nodes, jsonText, jsonError } = item;
  const expected = { ok, diagnostics, comments, tokens, nodes, jsonText, jsonError };
  return isDeepStrictEqual(actual, expected) ? null : differing(expected, actual);
}

function json(bytes: Uint8Array): { jsonText: string | undefined; jsonError: string | undefined } {
  try {
    return { jsonText: toJson(bytes, fileName), jsonError: undefined };
  } catch (error) {
    return { jsonText: undefined, jsonError: error instanceof Error ? error.message : String(error) };
  }
}

/** Only what differs, so that a failure can be read. */
function differing(expected: Readonly<Record<string, unknown>>, actual: Readonly<Record<string, unknown>>): Failure {
  const keys = Object.keys(expected).filter((key) => !isDeepStrictEqual(expected[key], actual[key]));
  const pick = (from: Readonly<Record<string, unknown>>) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  return { expected: pick(expected), actual: pick(actual) };
}

/** Our offsets in HashiCorp's units. */
class Places {
  private readonly file: ParsedFile;
  private readonly markLength: number;
  private readonly positions: SourcePositions;

  constructor(file: ParsedFile, markLength: number) {
    this.file = file;
    this.markLength = markLength;
    this.positions = new SourcePositions(file.source);
  }

  byte(offset: number): number {
    return this.markLength + utf8Length(this.file.source, 0, offset);
  }

  diagnostics(): unknown[] {
    const place = (offset: number) => {
      const { line, column } = this.positions.position(offset);
      return { line, column, byte: this.byte(offset) };
    };
    return this.file.errors.map(({ summary, detail, start, end }) => ({
      severity: "error",
      summary,
      detail,
      start: place(start),
      end: place(end),
    }));
  }

  /** HashiCorp's comments of one line hold the newline that ends them. */
  comments(): unknown[] {
    const { comments, source } = this.file;
    return comments.map(({ marker, start, end }) => {
      const newline = marker === "/*" ? 0 : (/^\r?\n/.exec(source.slice(end, end + 2))?.[0].length ?? 0);
      return [this.byte(start), this.byte(end + newline)];
    });
  }

  tokens(): string {
    const { kinds, starts, ends, count } = new Lexer(this.file.source, "main", false).scan();
    const hash = createHash("sha1");
    for (let i = 0; i < count; i++) {
      const name = tokenNames[kinds[i] ?? -1] ?? "?";
      hash.update(`${name} ${this.byte(starts[i] ?? 0)} ${this.byte(ends[i] ?? 0)}\n`);
    }
    return hash.digest("hex");
  }
}
