import { lineIndex } from "../hcl/lines.ts";
import type { SourceText } from "../values/origin.ts";

/** A place as it stands in a sentence: `main.tf:12`, the file without its folders. */
export function placeText({ fileName, source }: SourceText, offset: number): string {
  const name = fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
  return `${name}:${lineIndex(source).position(offset).line}`;
}
