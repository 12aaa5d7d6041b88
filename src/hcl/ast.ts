/**
 * The syntax tree of HCL, one for both spellings (native syntax and JSON).
 *
 * Positions are UTF-16 offsets into the source text (without its byte order mark), `[start, end)`.
 * Names follow HashiCorp's `hclsyntax` package where it has a name for the thing.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface NodeBase extends Range {
  readonly type: string;
}

/** What stands between the braces of a block (braces included), or the whole file. */
export interface Body extends NodeBase {
  readonly type: "Body";
  readonly items: readonly (Attribute | Block)[];
}

/** `name = expression`. */
export interface Attribute extends NodeBase {
  readonly type: "Attribute";
  readonly name: Name;
  /** Offset of `=` (of `:` in JSON). */
  readonly equals: number;
  readonly value: Expression;
}

/** `kind "label" … { … }`. */
export interface Block extends NodeBase {
  readonly type: "Block";
  readonly kind: Name;
  readonly labels: readonly Label[];
  readonly body: Body;
}

/** A bare identifier: the name of an attribute, the type of a block, a step of a traversal. */
export interface Name extends NodeBase {
  readonly type: "Name";
  readonly text: string;
}

/** A block label; the range includes the quotes, `text` has its escapes resolved. */
export interface Label extends NodeBase {
  readonly type: "Label";
  readonly text: string;
  readonly quoted: boolean;
}

/** A number as it was written; `raw` because HCL numbers have 512 bits of precision and JavaScript's have 53. */
export interface NumberLiteral extends NodeBase {
  readonly type: "NumberLiteral";
  readonly raw: string;
}

export interface BooleanLiteral extends NodeBase {
  readonly type: "BooleanLiteral";
  readonly value: boolean;
}

export interface NullLiteral extends NodeBase {
  readonly type: "NullLiteral";
}

/** A quoted string, a heredoc, or a JSON string where an expression is due. */
export interface Template extends NodeBase {
  readonly type: "Template";
  readonly form: "quoted" | "heredoc" | "flush-heredoc" | "json";
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = StringLiteral | Interpolation | TemplateIf | TemplateFor;

/** A stretch of literal text of a template; `value` has escapes resolved, indentation and strip markers applied. */
export interface StringLiteral extends NodeBase {
  readonly type: "StringLiteral";
  readonly value: string;
}

/** `${ expression }`; the range includes the markers. */
export interface Interpolation extends NodeBase {
  readonly type: "Interpolation";
  readonly expression: Expression;
  readonly stripBefore: boolean;
  readonly stripAfter: boolean;
}

/** `%{ if … } … %{ else } … %{ endif }`, from the first `%{` to the last `}`. */
export interface TemplateIf extends NodeBase {
  readonly type: "TemplateIf";
  readonly condition: Expression;
  readonly consequent: readonly TemplatePart[];
  /** `null` when there is no `%{ else }`. */
  readonly alternate: readonly TemplatePart[] | null;
}

/** `%{ for k, v in … } … %{ endfor }`, from the first `%{` to the last `}`. */
export interface TemplateFor extends NodeBase {
  readonly type: "TemplateFor";
  readonly key: Name | null;
  readonly value: Name;
  readonly collection: Expression;
  readonly content: readonly TemplatePart[];
}

/** `root.step[0]…`: a traversal that begins at a name of the scope. */
export interface ScopeTraversal extends NodeBase {
  readonly type: "ScopeTraversal";
  readonly root: Name;
  readonly steps: readonly TraversalStep[];
}

/** A traversal that begins at the result of another expression. */
export interface RelativeTraversal extends NodeBase {
  readonly type: "RelativeTraversal";
  readonly source: Expression;
  readonly steps: readonly TraversalStep[];
}

export type TraversalStep = AttributeStep | IndexStep;

/** `.name`; the range includes the dot. */
export interface AttributeStep extends NodeBase {
  readonly type: "AttributeStep";
  readonly name: string;
}

/** `[0]`, `["key"]`, or the legacy `.0`; the range includes brackets or dot. A number is kept as it was written. */
export interface IndexStep extends NodeBase {
  readonly type: "IndexStep";
  readonly key: { readonly kind: "string"; readonly value: string } | { readonly kind: "number"; readonly raw: string };
}

/** `collection[key]` with a key that is not a literal. */
export interface Index extends NodeBase {
  readonly type: "Index";
  readonly collection: Expression;
  readonly key: Expression;
  /** Offset of `[`. */
  readonly openBracket: number;
}

/** `source[*]…` or `source.*…`. `each` is evaluated for every element, which stands in it as `SplatItem`. */
export interface Splat extends NodeBase {
  readonly type: "Splat";
  readonly form: "full" | "attribute";
  readonly source: Expression;
  readonly each: Expression;
  /** `[*]` or `.*`. */
  readonly marker: Range;
}

/** The element that a splat visits. Its range is the splat's marker. */
export interface SplatItem extends NodeBase {
  readonly type: "SplatItem";
}

/** `name(arguments…)`; a namespaced name (`provider::aws::arn_parse`) is one `Name`. */
export interface FunctionCall extends NodeBase {
  readonly type: "FunctionCall";
  readonly name: Name;
  readonly arguments: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expandFinal: boolean;
  /** Offsets of the parentheses. */
  readonly openParenthesis: number;
  readonly closeParenthesis: number;
}

export interface Conditional extends NodeBase {
  readonly type: "Conditional";
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

export interface UnaryOperation extends NodeBase {
  readonly type: "UnaryOperation";
  readonly operator: "-" | "!";
  readonly operand: Expression;
}

export interface BinaryOperation extends NodeBase {
  readonly type: "BinaryOperation";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface TupleConstructor extends NodeBase {
  readonly type: "TupleConstructor";
  readonly items: readonly Expression[];
}

export interface ObjectConstructor extends NodeBase {
  readonly type: "ObjectConstructor";
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem extends NodeBase {
  readonly type: "ObjectItem";
  readonly key: ObjectKey;
  readonly value: Expression;
}

/** The key of an object item. A bare name is a literal key (`bareName`), whatever the scope holds under it. */
export interface ObjectKey extends NodeBase {
  readonly type: "ObjectKey";
  readonly bareName: string | null;
  readonly expression: Expression;
}

/** `[for … : …]` or `{for … : … => …}`. */
export interface ForExpression extends NodeBase {
  readonly type: "ForExpression";
  readonly form: "tuple" | "object";
  readonly key: Name | null;
  readonly value: Name;
  readonly collection: Expression;
  /** `null` in the tuple form. */
  readonly keyResult: Expression | null;
  readonly valueResult: Expression;
  readonly condition: Expression | null;
  /** `...` after the value: equal keys are grouped. */
  readonly grouping: boolean;
}

export interface Parentheses extends NodeBase {
  readonly type: "Parentheses";
  readonly expression: Expression;
}

/** Where an expression was due and could not be read; an error says why. */
export interface InvalidExpression extends NodeBase {
  readonly type: "InvalidExpression";
}

export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Template
  | ScopeTraversal
  | RelativeTraversal
  | Index
  | Splat
  | SplatItem
  | FunctionCall
  | Conditional
  | UnaryOperation
  | BinaryOperation
  | TupleConstructor
  | ObjectConstructor
  | ForExpression
  | Parentheses
  | InvalidExpression;

/** A comment; the newline that ends `#` and `//` comments is outside the range. */
export interface Comment extends NodeBase {
  readonly type: "Comment";
  readonly marker: "#" | "//" | "/*";
}

export type Node =
  | Body
  | Attribute
  | Block
  | Name
  | Label
  | Expression
  | TemplatePart
  | TraversalStep
  | ObjectItem
  | ObjectKey
  | Comment;

/** The names of the fields that hold a node's children, in the order of the source. */
export const visitorKeys: Readonly<Record<Node["type"], readonly string[]>> = {
  Body: ["items"],
  Attribute: ["name", "value"],
  Block: ["kind", "labels", "body"],
  Name: [],
  Label: [],
  NumberLiteral: [],
  BooleanLiteral: [],
  NullLiteral: [],
  Template: ["parts"],
  StringLiteral: [],
  Interpolation: ["expression"],
  TemplateIf: ["condition", "consequent", "alternate"],
  TemplateFor: ["key", "value", "collection", "content"],
  ScopeTraversal: ["root", "steps"],
  RelativeTraversal: ["source", "steps"],
  AttributeStep: [],
  IndexStep: [],
  Index: ["collection", "key"],
  Splat: ["source", "each"],
  SplatItem: [],
  FunctionCall: ["name", "arguments"],
  Conditional: ["condition", "consequent", "alternate"],
  UnaryOperation: ["operand"],
  BinaryOperation: ["left", "right"],
  TupleConstructor: ["items"],
  ObjectConstructor: ["items"],
  ObjectItem: ["key", "value"],
  ObjectKey: ["expression"],
  ForExpression: ["key", "value", "collection", "keyResult", "valueResult", "condition"],
  Parentheses: ["expression"],
  InvalidExpression: [],
  Comment: [],
};

/** What the parser could not accept, in HashiCorp's words and at HashiCorp's place. */
export interface SyntaxDiagnostic extends Range {
  readonly summary: string;
  readonly detail: string;
}

/** The outcome of reading one file. `body` is there whatever the errors: it holds all that could be understood. */
export interface ParsedFile {
  readonly fileName: string;
  /** The text the positions refer to: decoded, without byte order mark. */
  readonly source: string;
  readonly body: Body;
  /** In source order. JSON has none. */
  readonly comments: readonly Comment[];
  /** In the order HashiCorp's parser reports them. */
  readonly errors: readonly SyntaxDiagnostic[];
}
