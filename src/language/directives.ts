import type { Comment, ParsedFile } from "../hcl/ast.ts";

type DirectiveType = "disable" | "enable" | "disable-line" | "disable-next-line";

/** A suppression comment, in the fields that ESLint reads. */
export interface Directive {
  readonly type: DirectiveType;
  readonly node: Comment;
  /** Comma-separated rule ids; empty for all rules. */
  readonly value: string;
  readonly justification: string;
}

/** `eslint-…` is understood too: editors write it when asked to silence a finding. */
const directive = /^\s*(?:tf-preflight|eslint)-(disable-next-line|disable-line|disable|enable)(?=\s|$)/u;

/**
 * Reads the suppression comments of a file: `# tf-preflight-disable-next-line rule-id, other-id -- reason`,
 * `…-disable-line`, and `…-disable` / `…-enable` around a region.
 *
 * @param rulePrefix put before the bare rule ids, as the run names its rules.
 */
export function directives(
  { source, comments }: ParsedFile,
  rulePrefix: string,
): { readonly directives: Directive[]; readonly problems: [] } {
  const found: Directive[] = [];
  for (const comment of comments) {
    const text = source.slice(comment.start + comment.marker.length, comment.end - (comment.marker === "/*" ? 2 : 0));
    const match = directive.exec(text);
    if (!match) continue;
    const [rules = "", ...reason] = text.slice(match[0].length).split(/\s-{2,}\s/u);
    found.push({
      type: match[1] as DirectiveType,
      node: comment,
      value: rules
        .split(/[\s,]+/u)
        .filter((id) => id !== "")
        .map((id) => (id.includes("/") ? id : rulePrefix + id))
        .join(","),
      justification: reason.join(" -- ").trim(),
    });
  }
  return { directives: found, problems: [] };
}
