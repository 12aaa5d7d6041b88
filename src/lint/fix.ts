import type { Machine } from "../machine/machine.ts";
import { withFile } from "../machine/overlay.ts";
import { parse } from "../terraform/parse.ts";
import type { FileResult, Fix, RunProblem } from "./finding.ts";
import { lint, type LintRequest, type LintResult } from "./lint.ts";
import { replaceFile } from "./replace-file.ts";

export interface FixResult extends LintResult {
  /** The files whose text the fixes change. */
  readonly fixed: readonly string[];
}

/** One fix can make room for another; a circle of fixes ends here, as in ESLint. */
const maximumPasses = 10;

/**
 * Lints, applies the fixes that are certain until none is left, and reports what remains.
 *
 * @param mode `write` changes the files, `dry-run` only tells what would remain.
 */
export function lintAndFix(request: LintRequest, mode: "write" | "dry-run", machine: Machine): FixResult {
  const originals = new Map<string, FileResult>();
  const texts = new Map<string, string>();
  let current = machine;
  let result = lint(request, machine);
  for (let pass = 0; pass < maximumPasses; pass++) {
    const changed = result.results.flatMap((file) => {
      const text = fixedText(file);
      return text === null ? [] : [{ file, text }];
    });
    if (changed.length === 0) break;
    for (const { file, text } of changed) {
      const { filePath, hasBOM } = file;
      if (!originals.has(filePath)) originals.set(filePath, file);
      texts.set(filePath, text);
      current = withFile(current, machine.paths.resolve(filePath), encoded(text, hasBOM));
    }
    result = lint(request, current);
  }
  const problems = mode === "write" ? writeAll(texts, originals, machine) : [];
  const results = result.results.map((file) => ({ ...file, source: texts.get(file.filePath) ?? file.source }));
  return { ...result, results, problems: [...result.problems, ...problems], fixed: [...texts.keys()] };
}

/** The text with every fix that doesn't overlap an earlier one; `null` when there is none, or when it would no longer parse. */
function fixedText({ findings, source, filePath }: FileResult): string | null {
  const fixes = findings
    .flatMap(({ fix }): Fix[] => (fix ? [fix] : []))
    .sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  let text = "";
  let end = 0;
  for (const { range, text: replacement } of fixes) {
    if (range[0] < end) continue;
    text += source.slice(end, range[0]) + replacement;
    end = range[1];
  }
  text += source.slice(end);
  if (text === source) return null;
  return parse(text, filePath).errors.length > parse(source, filePath).errors.length ? null : text;
}

function writeAll(
  texts: ReadonlyMap<string, string>,
  originals: ReadonlyMap<string, FileResult>,
  machine: Machine,
): RunProblem[] {
  return [...texts].flatMap(([filePath, text]) => {
    const original = originals.get(filePath);
    const failure = original
      ? replaceFile(
          machine.paths.resolve(filePath),
          encoded(original.source, original.hasBOM),
          encoded(text, original.hasBOM),
        )
      : null;
    return failure === null ? [] : [{ path: filePath, message: failure }];
  });
}

function encoded(text: string, hasBOM: boolean): Uint8Array {
  return new TextEncoder().encode(hasBOM ? `\ufeff${text}` : text);
}
