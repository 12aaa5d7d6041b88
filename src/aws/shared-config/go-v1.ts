import { trim, trimSpace } from "../go.ts";
import { newSection } from "./section.ts";
import type { Section, Sections } from "./section.ts";

export interface GoV1Dialect {
  /** SDK v1 takes keys as they are written; the first years of SDK v2 lower them. */
  readonly lowerCaseKeys: boolean;
  /** In SDK v1 a section that stands twice begins anew; in SDK v2 the second continues the first. */
  readonly repeatedSection: "replaces" | "continues";
}

/** The reader gave up. */
export interface GoV1Error {
  readonly error: string;
  readonly line: number;
}

type TokenType = "literal" | "bracket" | "comma" | "operator" | "space" | "newline" | "comment" | "end";

interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
  readonly line: number;
}

/** What has been read of the statement at hand. */
type State = "start" | "comment" | "key" | "equals" | "value" | "open" | "name" | "header" | "skip";

type Action =
  | "key"
  | "extend"
  | "assign"
  | "append"
  | "finish"
  | "open"
  | "name"
  | "close"
  | "comment"
  | "skip"
  | "ignore"
  | "stop";

const between: Partial<Record<TokenType, Action>> = {
  literal: "key",
  bracket: "open",
  space: "ignore",
  newline: "ignore",
  comment: "comment",
  end: "stop",
};

/** What a token does after what has been read; where nothing stands, the reader gives up. */
const grammar: Readonly<Record<State, Partial<Record<TokenType, Action>>>> = {
  start: between,
  comment: between,
  header: between,
  skip: between,
  key: { operator: "assign", literal: "extend", space: "extend", newline: "skip" },
  equals: { literal: "append", bracket: "append", operator: "append", space: "ignore", newline: "skip", end: "stop" },
  value: {
    literal: "append",
    bracket: "append",
    operator: "append",
    space: "append",
    newline: "finish",
    comment: "comment",
    comma: "skip",
    end: "stop",
  },
  open: { literal: "name", space: "ignore", newline: "ignore" },
  name: { literal: "name", operator: "name", space: "name", newline: "ignore", bracket: "close" },
};

/**
 * Reads a shared file as the AWS SDK for Go v1 does, and the SDK v2 until its `config` module 1.20: an LL(1) parser over tokens, which
 * loses a whole line (with the indented ones below it) when a value is missing, and stops at what it can't place.
 */
export function parseGoV1(text: string, path: string, dialect: GoV1Dialect): Sections | GoV1Error {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  // The mark is a literal like any other; it has no width in the file's text.
  const tokens = text === source ? [] : [{ type: "literal", text: "\uFEFF", start: 0, line: 1 } satisfies Token];
  const sections = new Map<string, Section>();
  let section: Section | null = null;
  let state: State = "start";
  let first: Token | null = null;
  let key = "";
  let value: { text: string; quoted: boolean; end: number } | null = null;
  let skipping = false;
  let previous: TokenType = "start" as TokenType;

  const finish = (): void => {
    if (state !== "value" || !value || !first) return;
    const name = dialect.lowerCaseKeys ? key.toLowerCase() : key;
    const content = value.quoted ? unescape(value.text.slice(1, -1)) : trim(value.text, /[\n ]/);
    const range = { start: first.start, end: value.end };
    section?.settings.set(name, { value: content, place: { kind: "file", path, line: first.line, range } });
  };

  const all = [...tokens, ...tokensOf(source)];
  const last = all.at(-1);
  if (last && last.text !== "") return sections;
  for (const token of all) {
    if (skipping && previous === "newline" && token.type !== "space") skipping = false;
    previous = token.type;
    if (skipping) continue;

    const action = grammar[state][token.type];
    switch (action) {
      case undefined:
        return { error: stateError(state, token, key), line: token.line };
      case "ignore":
        break;
      case "key":
        [state, first, key] = ["key", token, token.text];
        break;
      case "extend":
        key += token.text;
        break;
      case "assign":
        [state, key, value] = ["equals", trim(key, /[^\S\r\n]/), null];
        break;
      case "append":
        value ??= { text: "", quoted: token.type === "literal" && token.text.startsWith('"'), end: token.start };
        if (!value.quoted || value.text === "") value.text += token.text;
        if (token.type !== "space") value.end = token.start + token.text.length;
        state = "value";
        break;
      case "finish":
        finish();
        state = "start";
        break;
      case "comment":
        finish();
        state = "comment";
        break;
      case "skip":
        state = "skip";
        skipping = true;
        break;
      case "open":
        if (token.text !== "[") return { error: "expected '['", line: token.line };
        [state, first, key] = ["open", token, ""];
        break;
      case "name":
        [state, key] = ["name", key + token.text];
        break;
      case "close": {
        if (token.text !== "]") return { error: "expected ']'", line: token.line };
        const name = trimSpace(key).replace(/^profile +/, "profile ");
        const start = first?.start ?? token.start;
        const place = {
          kind: "file",
          path,
          line: first?.line ?? token.line,
          range: { start, end: token.start + 1 },
        } as const;
        const earlier = dialect.repeatedSection === "continues" ? sections.get(name) : undefined;
        section = earlier ?? newSection(name, place);
        sections.set(name, section);
        state = "header";
        break;
      }
      case "stop":
        finish();
    }
  }
  return sections;
}

/** Go's words for a token that can't follow; it shows the text before it as a list of code points. */
function stateError(state: State, { type, text }: Token, key: string): string {
  const before = (kind: string): string => `{${kind} {1 STRING 0 [${shownPoints(key)}]} true []}`;
  if (state === "open") return "unsupported child statement: ini.AST";
  if (type === "bracket" && text === "]") return "expected '['";
  if (state === "key" && type === "bracket") return `unsupported expression ${before("expr")}`;
  const tokens: Partial<Record<TokenType, string>> = { operator: "op", end: "none", comma: ",", bracket: "sep" };
  const ast = state === "name" ? before("section_stmt") : "{…}";
  return `invalid state with ASTKind ${ast} and TokenType ${tokens[type] ?? type}`;
}

/** A header that isn't closed swallows the file, secrets and all: only a lone byte order mark is shown. */
const shownPoints = (text: string): string => (text === "\uFEFF" ? "65279" : "{…}");

const token =
  /(?<space>[^\S\r\n]+)|(?<comma>,)|(?<comment>[;#](?:(?!\r\n)[^\n])*)|(?<newline>\r?\n)|(?<bracket>[[\]])|(?<operator>[=:])|(?<literal>"(?:\\[^]|[^"\\])*"|(?!")(?:(?!\r\n)[^:=[\] \n])+)/uy;

/** Numbers that begin with something else than a digit: the lexer takes them for numbers, and then doesn't. */
const number =
  /(?:-(?:[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]+)?|0x[0-9a-fA-F]+|0b[01]+|0o[0-7]+)|-?[eE]-?[0-9]+|\.[0-9]+(?:[eE]-?[0-9]+)?)(?=[ \t\r\n]|$)/y;

/** What the lexer gives up at leaves it without any token: the file counts as empty, without an error. */
function* tokensOf(source: string): Generator<Token> {
  let line = 1;
  let start = 0;
  const end = (text: string): Token => ({ type: "end", text, start, line });
  while (start < source.length) {
    token.lastIndex = start;
    const groups = token.exec(source)?.groups as Partial<Record<TokenType, string>> | undefined;
    if (!groups) {
      yield end("missing '\"' in string value");
      return;
    }
    for (const [type, text] of Object.entries(groups) as [TokenType, string | undefined][]) {
      if (text === undefined) continue;
      number.lastIndex = start;
      if (type === "literal" && number.test(source)) {
        yield end("invalid digit value");
        return;
      }
      yield { type, text, start, line };
      line += text.split("\n").length - 1;
      start += text.length;
    }
  }
  yield end("");
}

function unescape(text: string): string {
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t" };
  return text.replace(/\\(['"nt\\])/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}
