import type { SyntaxDiagnostic } from "./ast.ts";
import { isNumber } from "./decimal.ts";
import { goQuote } from "./go-quote.ts";
import { scanJson } from "./json-scanner.ts";
import type { JsonToken, JsonTokenKind } from "./json-scanner.ts";
import { nameSuggestion } from "./name-suggestion.ts";

/**
 * What HCL's JSON parser (hcl/json/parser.go) says about a text; nothing when it accepts it. The rules for going on after
 * an error are its own as well: the error of a value makes that value missing, which is one more error at the root.
 *
 * The text must not be nested deeper than the stack can take.
 */
export function checkJsonSyntax(text: string): JsonSyntax {
  const checker = new Checker(text);
  const first = checker.peek();
  const kind = checker.value();
  if (checker.errors.length === 0 && checker.peek().kind !== "end") {
    checker.report("Extraneous data after value", "Extra characters appear after the JSON value.", checker.peek());
  }
  if (kind !== "object" && kind !== "array") {
    checker.report(
      "Root value must be object",
      "The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.",
      first,
    );
  }
  return checker;
}

export interface JsonSyntax {
  readonly errors: readonly SyntaxDiagnostic[];
  /** Where values begin that count as missing. */
  readonly invalid: ReadonlySet<number>;
}

type ValueKind = "object" | "array" | "string" | "scalar" | "invalid";

const startOfValue = "A JSON value must start with a brace, a bracket, a number, a string, or a keyword.";

const missingValues: Partial<Record<JsonTokenKind, readonly [summary: string, detail: string]>> = {
  "}": ["Missing JSON value", startOfValue],
  "]": ["Missing array element value", startOfValue],
  end: ["Missing value", "The JSON data ends prematurely."],
};

class Checker implements JsonSyntax {
  readonly errors: SyntaxDiagnostic[] = [];
  readonly invalid = new Set<number>();
  private readonly text: string;
  private next: JsonToken;

  constructor(text: string) {
    this.text = text;
    this.next = scanJson(text, 0);
  }

  peek(): JsonToken {
    return this.next;
  }

  private read(): JsonToken {
    const token = this.next;
    if (token.kind === "invalid") this.next = { kind: "end", start: token.end, end: token.end };
    else if (token.kind !== "end") this.next = scanJson(this.text, token.end);
    return token;
  }

  report(summary: string, detail: string, { start, end }: { start: number; end: number }): void {
    const last = this.text.length;
    this.errors.push({ summary, detail, start: Math.min(start, last), end: Math.min(end, last) });
  }

  value(): ValueKind {
    const { start } = this.next;
    const kind = this.content();
    if (kind === "invalid") this.invalid.add(start);
    return kind;
  }

  private content(): ValueKind {
    switch (this.next.kind) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case "string":
        return this.string();
      case "number":
        return this.number();
      case "keyword":
        return this.keyword();
      case "}":
      case "]":
      case "end":
      case ",":
      case ":":
      case "=":
      case "invalid": {
        const [summary, detail] = missingValues[this.next.kind] ?? ["Invalid start of value", startOfValue];
        this.report(summary, detail, this.next);
        return "invalid";
      }
    }
  }

  private fail(summary: string, detail: string, at: JsonToken): ValueKind {
    this.report(summary, detail, at);
    return "invalid";
  }

  private object(): ValueKind {
    const open = this.read();
    while (this.peek().kind !== "}") {
      const name = this.peek();
      if (this.value() !== "string") {
        return this.fail("Invalid object property name", "A JSON object property name must be a string", name);
      }
      const colon = this.read();
      if (colon.kind !== ":") return this.missingColon(colon);
      this.value();
      const { kind } = this.peek();
      if (kind === "}") break;
      if (kind === "end") {
        return this.fail("Unclosed object", "No closing brace was found for this JSON object.", open);
      }
      const separator = this.read();
      if (kind === ",") {
        if (this.peek().kind !== "}") continue;
        return this.fail(
          "Trailing comma in object",
          "JSON does not permit a trailing comma after the final property in an object.",
          separator,
        );
      }
      if (kind === "]") {
        return this.fail("Mismatched braces", "A JSON object must be closed with a brace, not a bracket.", this.peek());
      }
      this.recover(separator, "{", "}");
      return this.fail(
        "Missing attribute seperator comma",
        "A comma must appear between each property definition in an object.",
        this.peek(),
      );
    }
    this.read();
    return "object";
  }

  private missingColon(found: JsonToken): ValueKind {
    this.recover(found, "{", "}");
    if (found.kind === "}" || found.kind === ",") {
      return this.fail(
        "Missing object value",
        "A JSON object attribute must have a value, introduced by a colon.",
        found,
      );
    }
    const detail =
      found.kind === "="
        ? "JSON uses a colon as its name/value delimiter, not an equals sign."
        : "A colon must appear between an object property's name and its value.";
    return this.fail("Missing property value colon", detail, found);
  }

  private array(): ValueKind {
    const open = this.read();
    while (this.peek().kind !== "]") {
      this.value();
      const { kind } = this.peek();
      if (kind === "]") break;
      const separator = this.read();
      if (kind === ",") {
        if (this.peek().kind !== "]") continue;
        return this.fail(
          "Trailing comma in array",
          "JSON does not permit a trailing comma after the final value in an array.",
          separator,
        );
      }
      this.recover(separator, "[", "]");
      if (kind === "end") {
        return this.fail("Unclosed object", "No closing bracket was found for this JSON array.", open);
      }
      const [summary, detail] = arraySeparators[kind] ?? noArrayComma;
      return this.fail(summary, detail, this.peek());
    }
    this.read();
    return "array";
  }

  /** Goes to what seems to be the end of the object or array: HashiCorp's count starts one too deep. */
  private recover(from: JsonToken, open: JsonTokenKind, close: JsonTokenKind): void {
    let depth = 1;
    for (let token = from; token.kind !== "end"; token = this.read()) {
      if (token.kind === open) depth++;
      else if (token.kind === close && --depth <= 1) return;
    }
  }

  private number(): ValueKind {
    const token = this.read();
    const text = this.text.slice(token.start, token.end);
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) && isNumber(text.replace("-", ""))) return "scalar";
    return this.fail("Invalid JSON number", "There is a syntax error in the given JSON number.", token);
  }

  private string(): ValueKind {
    const token = this.read();
    const mistake = stringMistake(this.text.slice(token.start, token.end));
    if (mistake === null) return "string";
    const start = token.start + mistake;
    this.report("Invalid JSON string", "There is a syntax error in the given JSON string.", { start, end: start + 1 });
    return "invalid";
  }

  private keyword(): ValueKind {
    const token = this.read();
    const text = this.text.slice(token.start, token.end);
    if (text === "true" || text === "false" || text === "null") return "scalar";
    if (text === "undefined" || text === "NaN" || text === "Infinity") {
      return this.fail(
        "Invalid JSON keyword",
        `The JavaScript identifier ${goQuote(text)} cannot be used in JSON.`,
        token,
      );
    }
    const suggestion = nameSuggestion(text, ["false", "true", "null"]);
    const hint = suggestion === null ? "" : ` Did you mean ${goQuote(suggestion)}?`;
    return this.fail("Invalid JSON keyword", `${goQuote(text)} is not a valid JSON keyword.${hint}`, token);
  }
}

const noArrayComma = [
  "Missing attribute seperator comma",
  "A comma must appear between each value in an array.",
] as const;

const arraySeparators: Partial<Record<JsonTokenKind, readonly [summary: string, detail: string]>> = {
  ":": ["Invalid array value", "A colon is not used to introduce values in a JSON array."],
  "}": ["Mismatched brackets", "A JSON array must be closed with a bracket, not a brace."],
};

/** Where Go's decoder stops in a string literal, counted as HashiCorp does: one behind the character. */
function stringMistake(literal: string): number | null {
  let at = 1;
  while (at < literal.length) {
    const character = literal.charAt(at);
    if (character === '"') return null;
    if (character !== "\\") {
      at++;
      continue;
    }
    const selector = literal.charAt(at + 1);
    if (selector === "") break;
    if (!'"\\/bfnrtu'.includes(selector)) return at + 2;
    at += 2;
    for (let digit = 0; selector === "u" && digit < 4; digit++, at++) {
      if (at >= literal.length) return literal.length;
      if (!/[0-9a-fA-F]/.test(literal.charAt(at))) return at + 1;
    }
  }
  return literal.length;
}
