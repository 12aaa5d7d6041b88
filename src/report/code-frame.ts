import type { Colors } from "picocolors/types.js";
import type { Finding } from "../lint/finding.ts";
import { maskLine } from "./mask.ts";
import { printable } from "./printable.ts";
import { hideSecrets, type SecretPlaces } from "./secret-places.ts";

/** Columns of a source line that are shown; the rest of a longer one is left out. */
const maximumWidth = 160;

/** The finding's line with the one before it (when there is something on it), secrets dotted out, and a line under the place. */
export function codeFrame(source: string, finding: Finding, secrets: SecretPlaces, colors: Colors): string[] {
  const lines = source.split("\n", finding.line);
  const before = (lines[finding.line - 2] ?? "").trim() === "" ? 0 : 1;
  const shown = lines.slice(finding.line - 1 - before, finding.line).map((line) => line.replace(/\r$/u, ""));
  const last = shown.at(-1);
  if (last === undefined) return [];
  const start = finding.column - 1;
  const end = finding.endLine === finding.line ? (finding.endColumn ?? finding.column + 1) - 1 : last.length;

  const first = finding.line - shown.length + 1;
  const gutter = String(finding.line).length + 5;
  const frame = shown.map((line, index) => {
    const number = String(first + index).padStart(gutter);
    return `${colors.dim(`${number} │`)} ${cut(printable(maskLine(hideSecrets(line, first + index, secrets))))}`;
  });
  if (start < maximumWidth) {
    const width = Math.max(1, Math.min(end, maximumWidth) - start);
    frame.push(`${" ".repeat(gutter)} ${colors.dim("│")} ${" ".repeat(start)}${colors.red("─".repeat(width))}`);
  }
  return frame;
}

function cut(line: string): string {
  return line.length > maximumWidth ? `${line.slice(0, maximumWidth - 1)}…` : line;
}
