import { quote } from "./go.ts";

/** What `encoding/json` has against a text; `offset` counts bytes and includes the wrong one. */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

/** `maxNestingDepth` of `encoding/json`. */
const maximumDepth = 10_000;

const space = /[ \t\r\n]/;
const literal = /^(?:true|false|null)/;
const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/;

type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | "after member" | "after element" | "end";

const contexts: Readonly<Record<Expected, string>> = {
  value: "looking for beginning of value",
  "value or ]": "looking for beginning of value",
  key: "looking for beginning of object key string",
  "key or }": "looking for beginning of object key string",
  ":": "after object key",
  "after member": "after object key:value pair",
  "after element": "after array element",
  end: "after top-level value",
};

/** What `encoding/json` says of a text that is no JSON; `null` when it is. */
export const jsonSyntaxError = (text: string): string | null => jsonProblem(text)?.message ?? null;

/** The first problem of a JSON text, or `null` when it is valid. */
export function jsonProblem(text: string): JsonProblem | null {
  const open: ("object" | "array")[] = [];
  const closed = (): Expected => {
    const outer = open.at(-1);
    return outer === undefined ? "end" : outer === "object" ? "after member" : "after element";
  };
  let expected: Expected = "value";
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (space.test(character)) {
      at++;
      continue;
    }
    const key: boolean = expected === "key" || expected === "key or }";
    const value: boolean = expected === "value" || expected === "value or ]";
    const after: boolean = expected === "after member" || expected === "after element";
    if (character === '"' && (key || value)) {
      const end = scanString(text, at);
      if (typeof end !== "number") return end;
      at = end;
      expected = key ? ":" : closed();
    } else if (value && (character === "{" || character === "[")) {
      if (open.length === maximumDepth) return { message: "exceeded max depth", offset: bytes(text.slice(0, at)) + 1 };
      open.push(character === "{" ? "object" : "array");
      expected = character === "{" ? "key or }" : "value or ]";
      at++;
    } else if (
      (character === "}" && (expected === "key or }" || expected === "after member")) ||
      (character === "]" && (expected === "value or ]" || expected === "after element"))
    ) {
      open.pop();
      expected = closed();
      at++;
    } else if (character === ":" && expected === ":") {
      expected = "value";
      at++;
    } else if (character === "," && after) {
      expected = expected === "after member" ? "key" : "value";
      at++;
    } else if (value && /[-0-9tfn]/.test(character)) {
      const end = scanScalar(text, at);
      if (typeof end !== "number") return end;
      at = end;
      expected = closed();
    } else return invalid(text, at, contexts[expected]);
  }
  return expected === "end" ? null : unexpectedEnd(text);
}

function scanString(text: string, start: number): number | JsonProblem {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === '"') return at + 1;
    if (character < " ") return invalid(text, at, "in string literal");
    if (character !== "\\") continue;
    const escape = text[++at];
    if (escape === undefined || !/[bfnrt\\/"u]/.test(escape)) return invalid(text, at, "in string escape code");
    for (let digits = 0; escape === "u" && digits < 4; digits++) {
      if (!/[0-9a-fA-F]/.test(text[++at] ?? "")) return invalid(text, at, "in \\u hexadecimal character escape");
    }
  }
  return unexpectedEnd(text);
}

function scanScalar(text: string, start: number): number | JsonProblem {
  const rest = text.slice(start);
  const words = { t: "true", f: "false", n: "null" } as const;
  const word = words[rest[0] as keyof typeof words] as string | undefined;
  if (word !== undefined) {
    if (literal.test(rest)) return start + word.length;
    let wrong = 1;
    while (rest[wrong] === word[wrong]) wrong++;
    return invalid(text, start + wrong, `in literal ${word} (expecting '${word[wrong] ?? ""}')`);
  }
  const matched = numeric.exec(rest)?.[0];
  if (matched === undefined) return invalid(text, start + 1, "in numeric literal");
  const next = rest.slice(matched.length);
  if (next.startsWith(".") && !/[.eE]/.test(matched)) {
    return invalid(text, start + matched.length + 1, "after decimal point in numeric literal");
  }
  const exponent = /^[eE][+-]?/.exec(next)?.[0];
  if (exponent !== undefined && !/[eE]/.test(matched)) {
    return invalid(text, start + matched.length + exponent.length, "in exponent of numeric literal");
  }
  return start + matched.length;
}

function invalid(text: string, at: number, context: string): JsonProblem {
  // At the end Go tries a space to see whether the text is complete.
  if (at >= text.length) return { message: `invalid character ' ' ${context}`, offset: bytes(text) };
  const first = new TextEncoder().encode(String.fromCodePoint(text.codePointAt(at) ?? 0))[0] ?? 0;
  // Go shows the wrong byte as the character of that number.
  const byte = String.fromCharCode(first);
  const shown = byte === "'" ? "\\'" : byte === '"' ? '"' : quote(byte).slice(1, -1);
  return { message: `invalid character '${shown}' ${context}`, offset: bytes(text.slice(0, at)) + 1 };
}

const unexpectedEnd = (text: string): JsonProblem => ({
  message: "unexpected end of JSON input",
  offset: bytes(text),
});

const bytes = (text: string): number => new TextEncoder().encode(text).length;
