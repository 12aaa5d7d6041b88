import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What the `terraform` program made of an expression. */
export type ProgramAnswer = { readonly json: string } | { readonly errors: readonly ProgramError[] };

export interface ProgramError {
  readonly summary: string;
  readonly detail: string;
  /** In bytes of the expression. */
  readonly start: number;
  readonly end: number;
}

const run = (folder: string, args: readonly string[], input = ""): string =>
  spawnSync("terraform", args, { cwd: folder, input, encoding: "utf8", maxBuffer: 1 << 28 }).stdout;

export const hasTerraform = (): boolean => spawnSync("terraform", ["version"]).status === 0;

/** `null` for expressions that the program does not know the value of. */
export function askTerraform(expressions: readonly string[]): readonly (ProgramAnswer | null)[] {
  const folder = mkdtempSync(path.join(tmpdir(), "tf-preflight-"));
  try {
    const values = valuesOf(folder, expressions);
    const failing = values.flatMap((value, index) => (value === false ? [index] : []));
    const errors = errorsOf(
      folder,
      failing.map((index) => expressions[index] ?? ""),
    );
    return values.map((value, index) => {
      if (value === null) return null;
      return value === false ? { errors: errors[failing.indexOf(index)] ?? [] } : { json: value };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** JSON by expression; `false` for one that fails. One whose value is not known makes the whole list so: then halves are asked. */
function valuesOf(folder: string, expressions: readonly string[]): readonly (string | false | null)[] {
  if (expressions.length === 0) return [];
  const guarded = expressions.map((expression) => `    try(jsonencode([${expression}]), ""),\n`);
  writeFileSync(path.join(folder, "main.tf"), `locals {\n  r = [\n${guarded.join("")}  ]\n}\n`);
  const output = run(folder, ["console"], "base64encode(nonsensitive(jsonencode(local.r)))").trim();
  if (output.startsWith('"')) {
    const text = Buffer.from(output.slice(1, -1), "base64").toString();
    return (JSON.parse(text) as string[]).map((json) => (json === "" ? false : json.slice(1, -1)));
  }
  if (expressions.length === 1) return [null];
  const half = Math.ceil(expressions.length / 2);
  return [...valuesOf(folder, expressions.slice(0, half)), ...valuesOf(folder, expressions.slice(half))];
}

/**
 * Without what is another text each time: the place in Go's stack where a function panicked, the first of several wrong or missing
 * elements, the place in the whole file.
 */
export const comparable = (detail: string): string =>
  detail
    .replace(/(panic in function implementation: [A-Za-z]+)[\s\S]*$/, "$1")
    .replace(/element "[^"]*": /, "element: ")
    .replace(/(map has no element for required attribute) "[^"]*"/, "$1")
    .replace(/ \(at [^)]*\)/g, "");

interface Report {
  readonly diagnostics: readonly {
    readonly summary: string;
    readonly detail: string;
    readonly range?: {
      readonly start: { readonly line: number; readonly byte: number };
      readonly end: { readonly byte: number };
    };
  }[];
}

function errorsOf(folder: string, expressions: readonly string[]): readonly (readonly ProgramError[])[] {
  let text = "locals {\n";
  const starts = expressions.map((expression, index) => {
    text += `  e${index} = `;
    const start = Buffer.byteLength(text);
    text += `${expression}\n`;
    return start;
  });
  writeFileSync(path.join(folder, "main.tf"), `${text}}\n`);
  const { diagnostics } = JSON.parse(run(folder, ["validate", "-json"])) as Report;
  const errors: ProgramError[][] = expressions.map(() => []);
  for (const { summary, detail, range } of diagnostics) {
    if (!range) continue;
    const index = range.start.line - 2;
    const start = starts[index] ?? 0;
    errors[index]?.push({
      summary,
      detail: comparable(detail),
      start: range.start.byte - start,
      end: range.end.byte - start,
    });
  }
  return errors;
}
