import { lineIndex } from "../hcl/lines.ts";
import type { SourceText } from "../values/origin.ts";

/** A place as it stands in a sentence: `main.tf:12`, the file without its folders. */
export function placeText({ fileName, source }: SourceText, offset: number): string {
  return `${fileNameOf(fileName)}:${lineIndex(source).position(offset).line}`;
}

export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
