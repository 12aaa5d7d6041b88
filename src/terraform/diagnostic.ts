import type { ParsedFile } from "../hcl/ast.ts";
import type { SourceText } from "../values/origin.ts";
import { compareText } from "../values/text.ts";
import type { SourceRange } from "./source-range.ts";

/**
 * What Terraform would say about a configuration, in its words and at its place. Every `Diagnostic` of an expression is one;
 * beside those there are some without a place (`file` is `null`, positions are 0): a missing variables file, a cycle.
 */
export interface ModuleDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly file: SourceText | null;
  readonly start: number;
  readonly end: number;
}

export type Report = (diagnostic: ModuleDiagnostic) => void;

export const errorAt = (place: SourceRange | null, summary: string, detail: string): ModuleDiagnostic =>
  at("error", place, summary, detail);

export const warningAt = (place: SourceRange | null, summary: string, detail: string): ModuleDiagnostic =>
  at("warning", place, summary, detail);

function at(
  severity: "error" | "warning",
  place: SourceRange | null,
  summary: string,
  detail: string,
): ModuleDiagnostic {
  return { severity, summary, detail, file: place?.file ?? null, start: place?.start ?? 0, end: place?.end ?? 0 };
}

/** The syntax errors of a file. @param shown the file's path as Terraform, which runs in the root module's folder, prints it. */
export function syntaxDiagnostics(file: ParsedFile, shown: string): readonly ModuleDiagnostic[] {
  return file.errors.map(({ start, end, summary, detail }) =>
    errorAt({ file, start, end }, summary, detail.replaceAll(file.fileName, shown)),
  );
}

/** Terraform's order: warnings first, those without a place before the others, then by file and position. */
export function inTerraformsOrder(diagnostics: readonly ModuleDiagnostic[]): readonly ModuleDiagnostic[] {
  return [...diagnostics].sort(
    (a, b) => rank(a) - rank(b) || compareFiles(a.file, b.file) || a.start - b.start || a.end - b.end,
  );
}

const rank = ({ severity }: ModuleDiagnostic): number => (severity === "error" ? 1 : 0);

/** Paths of fewer parts come first. */
function compareFiles(a: SourceText | null, b: SourceText | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return depth(a.fileName) - depth(b.fileName) || compareText(a.fileName, b.fileName);
}

const depth = (path: string): number => path.split(/[/\\]/).length;
