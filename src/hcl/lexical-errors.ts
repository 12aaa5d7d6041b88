import type { SyntaxDiagnostic } from "./ast.ts";
import * as T from "./token.ts";
import type { Tokens } from "./token.ts";

/** How often one kind of token is reported in a file. */
type Frequency = "always" | "once" | "in-pairs" | "four-times";

interface LexicalError {
  readonly summary: string;
  readonly detail: string;
  readonly frequency: Frequency;
  /** Kinds with the same key share one count. */
  readonly key: string;
}

const noBitwise = "Bitwise operators are not supported.";

const errors: Readonly<Record<number, LexicalError>> = {
  [T.bitwiseAnd]: bitwise(' Did you mean boolean AND ("&&")?'),
  [T.bitwiseOr]: bitwise(' Did you mean boolean OR ("||")?'),
  [T.bitwiseXor]: bitwise(""),
  [T.bitwiseNot]: bitwise(' Did you mean boolean NOT ("!")?'),
  [T.backtick]: {
    summary: "Invalid character",
    detail: 'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
    frequency: "in-pairs",
    key: "backtick",
  },
  [T.apostrophe]: {
    summary: "Invalid character",
    detail: 'Single quotes are not valid. Use double quotes (") to enclose strings.',
    frequency: "in-pairs",
    key: "apostrophe",
  },
  [T.semicolon]: {
    summary: "Invalid character",
    detail:
      'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
    frequency: "once",
    key: "semicolon",
  },
  [T.badUtf8]: {
    summary: "Invalid character encoding",
    detail: "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor.",
    frequency: "once",
    key: "utf-8",
  },
  [T.quotedNewline]: {
    summary: "Invalid multi-line string",
    detail:
      'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
    frequency: "always",
    key: "newline",
  },
  [T.invalid]: {
    summary: "Invalid character",
    detail: "This character is not used within the language.",
    frequency: "always",
    key: "invalid",
  },
};

const curlyQuotes =
  '"Curly quotes" are not valid here. These can sometimes be inadvertently introduced when sharing code via documents or discussion forums. It might help to replace the character with a "straight quote".';

function bitwise(suggestion: string): LexicalError {
  return {
    summary: "Unsupported operator",
    detail: noBitwise + suggestion,
    frequency: "four-times",
    key: "bitwise",
  };
}

/** The errors that HashiCorp reports for single tokens, before and whatever the parser says about them. */
export function lexicalErrors(source: string, tokens: Tokens): SyntaxDiagnostic[] {
  const found: SyntaxDiagnostic[] = [];
  if (!tokens.suspect) return found;
  const seen = new Map<string, number>();
  for (let i = 0; i < tokens.count; i++) {
    const error = errors[tokens.kinds[i] ?? 0];
    if (!error) continue;
    const before = seen.get(error.key) ?? 0;
    seen.set(error.key, before + 1);
    if (!isDue(error.frequency, before)) continue;
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[i] ?? 0;
    const text = source.slice(start, Math.min(end, start + 2));
    const detail = text === "“" || text === "”" ? curlyQuotes : error.detail;
    found.push({ summary: error.summary, detail, start, end });
  }
  return found;
}

function isDue(frequency: Frequency, before: number): boolean {
  switch (frequency) {
    case "always":
      return true;
    case "once":
      return before === 0;
    case "four-times":
      return before < 4;
    case "in-pairs":
      // Opening quotes only; HashiCorp stops counting at three, and so does not report any after the second pair begins.
      return before === 0 || before === 2;
  }
}
