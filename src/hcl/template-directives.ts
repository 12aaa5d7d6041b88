import type { Interpolation, StringLiteral, TemplatePart } from "./ast.ts";
import type { Directive } from "./parse-template.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";

type FlatPart = StringLiteral | Interpolation | Directive;
type IfDirective = Extract<Directive, { keyword: "if" }>;
type ForDirective = Extract<Directive, { keyword: "for" }>;

/**
 * Matches `%{ if }` and `%{ for }` with their ends. `[endStart, end)` is the token that ends the template: HashiCorp
 * shows directives that are never closed there.
 */
export function nestDirectives(
  parser: Parser,
  parts: readonly FlatPart[],
  endStart: number,
  end: number,
): readonly TemplatePart[] {
  const nester = new DirectiveNester(parser, parts, endStart, end);
  return nester.nestAll();
}

class DirectiveNester {
  private readonly parser: Parser;
  private readonly parts: readonly FlatPart[];
  private readonly endStart: number;
  private readonly end: number;
  private at = 0;

  constructor(parser: Parser, parts: readonly FlatPart[], endStart: number, end: number) {
    this.parser = parser;
    this.parts = parts;
    this.endStart = endStart;
    this.end = end;
  }

  nestAll(): readonly TemplatePart[] {
    const nested: TemplatePart[] = [];
    while (this.at < this.parts.length) this.nestNext(nested);
    return nested;
  }

  /** Adds the next part with all that it encloses; nothing, after an error. */
  private nestNext(into: TemplatePart[]): void {
    const part = this.parts[this.at++];
    if (part === undefined) return;
    if (part.type !== "Directive") {
      into.push(part);
    } else if (part.keyword === "if" || part.keyword === "for") {
      if (!this.parser.descend()) {
        this.at = this.parts.length;
        return;
      }
      const nested = part.keyword === "if" ? this.nestIf(part) : this.nestFor(part);
      this.parser.depth--;
      if (nested) into.push(nested);
    } else {
      this.parser.report(messages.strayDirective(part.keyword), part.start, part.end);
    }
  }

  private nestIf(open: IfDirective): TemplatePart | null {
    const consequent: TemplatePart[] = [];
    let alternate: TemplatePart[] | null = null;
    for (;;) {
      const part = this.parts[this.at];
      if (part === undefined) return this.unclosed(open);
      const closing = closingDirective(part);
      if (closing === null) {
        this.nestNext(alternate ?? consequent);
        continue;
      }
      this.at++;
      if (closing.keyword === "endif") {
        const { start, condition } = open;
        return { type: "TemplateIf", start, end: closing.end, condition, consequent, alternate };
      }
      if (closing.keyword === "else" && alternate === null) {
        alternate = [];
        continue;
      }
      const place = this.place(open);
      const message =
        closing.keyword === "else" ? messages.secondElse(place) : messages.crossedInIf(closing.keyword, place);
      this.parser.report(message, closing.start, closing.end);
      return null;
    }
  }

  private nestFor(open: ForDirective): TemplatePart | null {
    const content: TemplatePart[] = [];
    for (;;) {
      const part = this.parts[this.at];
      if (part === undefined) return this.unclosed(open);
      const closing = closingDirective(part);
      if (closing === null) {
        this.nestNext(content);
        continue;
      }
      this.at++;
      if (closing.keyword === "endfor") {
        const { start, key, value, collection } = open;
        return { type: "TemplateFor", start, end: closing.end, key, value, collection, content };
      }
      const message =
        closing.keyword === "else" ? messages.elseInFor : messages.crossedInFor(closing.keyword, this.place(open));
      this.parser.report(message, closing.start, closing.end);
      return null;
    }
  }

  private unclosed(open: IfDirective | ForDirective): null {
    this.parser.report(messages.unclosedDirective(open.keyword, this.place(open)), this.endStart, this.end);
    return null;
  }

  private place(open: Directive): string {
    return this.parser.place(open.start, open.end);
  }
}

function closingDirective(part: FlatPart): Directive | null {
  if (part.type !== "Directive" || part.keyword === "if" || part.keyword === "for") return null;
  return part;
}
