/** Our tree in the shape of HCL's: its node kinds, ranges and details, as the measured cases list them. */
import type {
  Attribute,
  Block,
  Body,
  Expression,
  ParsedFile,
  Range,
  Splat,
  Template,
  TemplatePart,
  TraversalStep,
} from "../../src/hcl/ast.ts";
import { plainDecimal } from "../../src/hcl/decimal.ts";

type HclNode = [kind: string, start: number, end: number, ...details: unknown[]];

export function hclNodes(file: ParsedFile, byte: (offset: number) => number): HclNode[] {
  const lister = new Lister(file.source, byte);
  lister.body(file.body);
  return lister.nodes.sort((a, b) => a[1] - b[1] || b[2] - a[2] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}

function isConstant({ type }: Expression): boolean {
  return type === "BooleanLiteral" || type === "NullLiteral";
}

class Lister {
  readonly nodes: HclNode[] = [];
  private readonly source: string;
  private readonly byte: (offset: number) => number;

  constructor(source: string, byte: (offset: number) => number) {
    this.source = source;
    this.byte = byte;
  }

  private add(kind: string, { start, end }: Range, ...details: unknown[]): void {
    this.nodes.push([kind, this.byte(start), this.byte(end), ...details]);
  }

  private pair({ start, end }: Range): [number, number] {
    return [this.byte(start), this.byte(end)];
  }

  private one(offset: number): [number, number] {
    return this.pair({ start: offset, end: offset + 1 });
  }

  body(body: Body): void {
    for (const item of body.items) {
      if (item.type === "Block") this.block(item);
      else this.attribute(item);
    }
  }

  private attribute(attribute: Attribute): void {
    const { name, equals, value } = attribute;
    this.add("Attribute", attribute, [...this.pair(name), ...this.one(equals), ...this.pair(value)], name.text);
    this.expression(value);
  }

  private block(block: Block): void {
    const { kind, labels, body } = block;
    const header = { start: kind.start, end: labels.at(-1)?.end ?? kind.end };
    this.add(
      "Block",
      block,
      [
        ...this.pair(kind),
        ...this.pair(header),
        ...this.one(body.start),
        ...this.one(body.end - 1),
        ...labels.flatMap((label) => this.pair(label)),
      ],
      [kind.text, ...labels.map((label) => label.text)],
    );
    this.body(body);
  }

  private steps(steps: readonly TraversalStep[]): unknown[] {
    return steps.map((step) => {
      const [start, end] = this.pair(step);
      if (step.type === "AttributeStep") return ["attr", step.name, start, end];
      const { key } = step;
      return ["index", key.kind === "string" ? key.value : { number: plainDecimal(key.raw) }, start, end];
    });
  }

  private expression(node: Expression): void {
    switch (node.type) {
      case "NumberLiteral": {
        this.add("LiteralValueExpr", node, [{ number: plainDecimal(node.raw) }]);
        return;
      }
      case "BooleanLiteral": {
        this.add("LiteralValueExpr", node, [node.value]);
        return;
      }
      case "NullLiteral": {
        this.add("LiteralValueExpr", node, [null]);
        return;
      }
      case "Template": {
        this.template(node);
        return;
      }
      case "ScopeTraversal":
      case "RelativeTraversal": {
        this.traversal(node);
        return;
      }
      case "Index":
        if (isConstant(node.key)) {
          this.traversal(node);
          return;
        }
        this.add("IndexExpr", node, [this.pair({ start: node.openBracket, end: node.end })]);
        this.expression(node.collection);
        {
          this.expression(node.key);
          return;
        }
      case "Splat": {
        this.splat(node);
        return;
      }
      case "SplatItem": {
        this.add("AnonSymbolExpr", node);
        return;
      }
      case "FunctionCall":
        this.add("FunctionCallExpr", node, [
          node.name.text,
          node.expandFinal,
          this.pair(node.name),
          this.one(node.openParenthesis),
          this.one(node.closeParenthesis),
        ]);
        {
          this.all(node.arguments);
          return;
        }
      case "Conditional":
        this.add("ConditionalExpr", node);
        {
          this.all([node.condition, node.consequent, node.alternate]);
          return;
        }
      case "UnaryOperation":
        this.add("UnaryOpExpr", node, [node.operator]);
        {
          this.expression(node.operand);
          return;
        }
      case "BinaryOperation":
        this.add("BinaryOpExpr", node, [node.operator]);
        {
          this.all([node.left, node.right]);
          return;
        }
      case "TupleConstructor":
        this.add("TupleConsExpr", node, [node.items.length]);
        {
          this.all(node.items);
          return;
        }
      case "ObjectConstructor":
        this.add("ObjectConsExpr", node, [node.items.length]);
        for (const { key, value } of node.items) {
          const isInParentheses = key.expression.type === "Parentheses";
          this.add("ObjectConsKeyExpr", key, [key.bareName ?? "", isInParentheses]);
          if (key.bareName === null) this.expression(key.expression);
          this.expression(value);
        }
        return;
      case "ForExpression": {
        const { key, value, grouping, keyResult, condition } = node;
        const names = [key?.text ?? "", value.text];
        this.add("ForExpr", node, [...names, grouping, keyResult !== null, condition !== null]);
        this.all([node.collection, keyResult, node.valueResult, condition]);
        return;
      }
      case "Parentheses":
        this.add("ParenthesesExpr", node);
        {
          this.expression(node.expression);
          return;
        }
      case "InvalidExpression": {
        this.add("ExprSyntaxError", node);
        return;
      }
    }
  }

  private all(nodes: readonly (Expression | null)[]): void {
    for (const node of nodes) if (node) this.expression(node);
  }

  /** HCL begins the traversal in an attribute-only splat at its first step. */
  private splat(node: Splat): void {
    this.add("SplatExpr", node, [this.pair(node.marker)]);
    this.expression(node.source);
    const { each } = node;
    const isAttributeOnly = node.form === "attribute" && each.type === "RelativeTraversal";
    if (isAttributeOnly) this.traversal(each, each.steps[0]?.start);
    else this.expression(each);
  }

  private traversal(node: Expression, start = node.start): void {
    const { base, steps } = this.unroll(node);
    const range = { start, end: node.end };
    if (base.type === "ScopeTraversal") {
      const root = ["root", base.root.text, ...this.pair(base.root)];
      this.add("ScopeTraversalExpr", range, [root, ...steps]);
    } else {
      this.add("RelativeTraversalExpr", range, steps);
      this.expression(base);
    }
  }

  /** In HCL an index that is a literal `true`, `false` or `null` is a step like any other. */
  private unroll(node: Expression): { base: Expression; steps: unknown[] } {
    if (node.type === "ScopeTraversal") return { base: node, steps: this.steps(node.steps) };
    if (node.type === "RelativeTraversal") {
      const { base, steps } = this.unroll(node.source);
      return { base, steps: [...steps, ...this.steps(node.steps)] };
    }
    if (node.type !== "Index" || !isConstant(node.key)) return { base: node, steps: [] };
    const { base, steps } = this.unroll(node.collection);
    const value = node.key.type === "BooleanLiteral" ? node.key.value : null;
    return { base, steps: [...steps, ["index", value, this.byte(node.openBracket), this.byte(node.end)]] };
  }

  private template(node: Template): void {
    const [first] = node.parts;
    if (node.parts.length === 1 && first?.type === "Interpolation") {
      this.add("TemplateWrapExpr", node);
      this.expression(first.expression);
      return;
    }
    this.parts(node, node.parts, node.end);
  }

  /** No parts are one empty literal in HCL. */
  private parts(range: Range, parts: readonly TemplatePart[], emptyAt: number): void {
    const empty: TemplatePart = { type: "StringLiteral", start: emptyAt, end: emptyAt, value: "" };
    const all = parts.length === 0 ? [empty] : parts;
    this.add("TemplateExpr", range, [all.length]);
    for (const part of all) this.part(part);
  }

  private part(part: TemplatePart): void {
    switch (part.type) {
      case "StringLiteral": {
        this.add("LiteralValueExpr", part, [part.value]);
        return;
      }
      case "Interpolation": {
        this.expression(part.expression);
        return;
      }
      case "TemplateIf": {
        this.add("ConditionalExpr", part);
        this.expression(part.condition);
        const endif = this.source.lastIndexOf("%{", part.end - 1);
        this.branch(part.consequent, this.markerEnd(part.condition));
        this.branch(part.alternate ?? [], endif);
        return;
      }
      case "TemplateFor":
        this.add("TemplateJoinExpr", part);
        this.add("ForExpr", part, [part.key?.text ?? "", part.value.text, false, false, false]);
        this.expression(part.collection);
        {
          this.branch(part.content, this.markerEnd(part.collection));
          return;
        }
    }
  }

  /** Offset after the `}` of the directive that ends with this expression. */
  private markerEnd(last: Expression): number {
    return this.source.indexOf("}", last.end) + 1;
  }

  /** HCL makes a template of what a directive encloses, from its first expression to its last. */
  private branch(parts: readonly TemplatePart[], emptyAt: number): void {
    const ranges = parts.map((part) => (part.type === "Interpolation" ? part.expression : part));
    const start = ranges[0]?.start ?? emptyAt;
    this.parts({ start, end: ranges.at(-1)?.end ?? emptyAt }, parts, emptyAt);
  }
}
