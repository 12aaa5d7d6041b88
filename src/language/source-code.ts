import type { Body, Comment, Node, ParsedFile, Range } from "../hcl/ast.ts";
import { lineIndex, type LineIndex } from "../hcl/lines.ts";
import { directives } from "./directives.ts";
import type { FindingDetails } from "./finding-details.ts";
import type { Services } from "./services.ts";
import { ancestorsOf, steps } from "./traversal.ts";

interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface SourceCodeOptions {
  /** What rule ids are preceded by in this run: `tf-preflight/` as an ESLint plugin, nothing on our own command line. */
  readonly rulePrefix: string;
  /**
   * Visit only what some rule listens to. Right when all rules come from `createRule`, which says what it listens to;
   * a foreign rule would miss nodes.
   */
  readonly sparse: boolean;
}

const selectedTypes = new Map<string, string | null>();

/** The only type that a selector selects; `null` for one that may select others too. */
function selectedType(selector: string): string | null {
  const before = selectedTypes.get(selector);
  if (before !== undefined) return before;
  const type = /^([A-Za-z]+)(?::exit)?$/u.exec(selector)?.[1] ?? null;
  selectedTypes.set(selector, type);
  return type;
}

/** ESLint's view of one file: `SourceCode` over our tree. */
export class TerraformSourceCode {
  readonly text: string;
  readonly ast: Body;
  readonly comments: readonly Comment[];
  readonly hasBOM: boolean;
  readonly parserServices: Services;
  /** What ESLint has no field for, kept beside its messages. */
  readonly details: FindingDetails[] = [];

  readonly #file: ParsedFile;
  readonly #options: SourceCodeOptions;
  readonly #listenedTo = new Set<string>();
  #visitsAll: boolean;
  #lines: LineIndex | undefined;

  constructor(file: ParsedFile, services: Services, options: SourceCodeOptions, hasBOM = false) {
    this.#file = file;
    this.#options = options;
    this.#visitsAll = !options.sparse;
    this.text = file.source;
    this.ast = file.body;
    this.comments = file.comments;
    this.hasBOM = hasBOM;
    this.parserServices = services;
  }

  get lines(): readonly string[] {
    return this.text.split(/\r?\n/u);
  }

  /** Says which selectors a rule listens to; called before the traversal is read. */
  listen(selectors: readonly string[]): void {
    for (const selector of selectors) {
      const type = selectedType(selector);
      if (type === null) this.#visitsAll = true;
      else this.#listenedTo.add(type);
    }
  }

  getLoc(range: Range): Location {
    this.#lines ??= lineIndex(this.text);
    return { start: this.#lines.position(range.start), end: this.#lines.position(range.end) };
  }

  getRange(range: Range): [number, number] {
    return [range.start, range.end];
  }

  getText(range?: Range, before = 0, after = 0): string {
    return range ? this.text.slice(Math.max(0, range.start - before), range.end + after) : this.text;
  }

  getParent(node: Node): Node | undefined {
    return this.getAncestors(node).at(-1);
  }

  /** The nodes around a node, the file's body first. */
  getAncestors(node: Node): Node[] {
    return ancestorsOf(node, this.ast);
  }

  getDisableDirectives(): ReturnType<typeof directives> {
    return directives(this.#file, this.#options.rulePrefix);
  }

  /**
   * ESLint asks for the steps before it creates the rules and walks them afterwards: they are computed when it walks,
   * because only then is it known what is listened to.
   */
  traverse(): Iterable<ReturnType<typeof steps>[number]> {
    return {
      [Symbol.iterator]: () =>
        steps(this.#file, this.parserServices, this.#visitsAll ? null : this.#listenedTo)[Symbol.iterator](),
    };
  }
}
