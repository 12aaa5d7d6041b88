/**
 * HashiCorp's words for what can be wrong in native syntax (HCL 2.25.0, hclsyntax). `deepNesting` is ours: HashiCorp's
 * parser has no limit.
 */
export interface Message {
  readonly summary: string;
  readonly detail: string;
}

function message(summary: string, detail: string): Message {
  return { summary, detail };
}

const strayItem = "An argument or block definition is required here.";
const badBlock = "Invalid block definition";
const badSingleLine = "Invalid single-argument block definition";
const badLabel = "Invalid string literal";
const badFor = "Invalid 'for' expression";
const badForDirective = "Invalid 'for' directive";
const badEscape = "Invalid escape sequence";
const badLegacyIndex = "Invalid legacy index syntax";
const unclosedInterpolation = "Unclosed template interpolation sequence";
const extraAfterInterpolation = "Extra characters after interpolation expression";
const noKeySeparator = "Missing key/value separator";
const equalsExpected = 'Expected an equals sign ("=") to mark the beginning of the attribute value.';

export const messages = {
  // Bodies
  itemRequired: message("Argument or block definition required", strayItem),
  equalsRequired: message(
    "Argument or block definition required",
    `${strayItem} To set an argument, use the equals sign "=" to introduce the argument value.`,
  ),
  quotedArgumentName: message("Invalid argument name", "Argument names must not be quoted."),
  unclosedBlock: message(
    "Unclosed configuration block",
    "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.",
  ),
  noNewlineAfterArgument: message("Missing newline after argument", "An argument definition must end with a newline."),
  commaAfterArgument: message(
    "Unexpected comma after argument",
    "Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline.",
  ),
  noNewlineAfterBlock: message("Missing newline after block definition", "A block definition must end with a newline."),
  equalsInBlock: message(
    badBlock,
    'The equals sign "=" indicates an argument definition, and must not be used when defining a block.',
  ),
  newlineInBlock: message(
    badBlock,
    'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.',
  ),
  blockHeader: message(badBlock, 'Either a quoted string block label or an opening brace ("{") is expected here.'),
  commaInSingleLine: message(
    badSingleLine,
    "Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.",
  ),
  newlineInSingleLine: message(
    badSingleLine,
    "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition.",
  ),
  unclosedSingleLine: message(
    badSingleLine,
    "A single-line block definition must end with a closing brace immediately after its single argument definition.",
  ),
  argumentRequired: (name: string) =>
    message(
      "Argument definition required",
      `A single-line block definition can contain only a single argument. If you meant to define argument ${name}, use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.`,
    ),
  attributeRedefined: (name: string, place: string) =>
    message(
      "Attribute redefined",
      `The argument ${name} was already set at ${place}. Each argument may be set only once.`,
    ),
  sequenceInLabel: (marker: string) =>
    message(
      badLabel,
      `Template sequences are not allowed in this string. To include a literal "${marker}", double it (as "${marker}${marker}") to escape it.`,
    ),
  invalidInLabel: message(badLabel, "This item is not valid in a string literal."),
  unterminatedLabel: message(
    "Unterminated string literal",
    "Unable to find the closing quote mark before the end of the file.",
  ),

  // Expressions
  missingExpression: message(
    "Missing expression",
    "Expected the start of an expression, but found the end of the file.",
  ),
  invalidExpression: message(
    "Invalid expression",
    "Expected the start of an expression, but found an invalid expression token.",
  ),
  extraAfterExpression: message(
    "Extra characters after expression",
    "An expression was successfully parsed, but extra characters were found after it.",
  ),
  deepNesting: (limit: number) =>
    message(
      "Nesting too deep",
      `Expressions, templates and blocks may be nested ${limit} levels deep; this is one level more.`,
    ),
  noFalseExpression: message(
    "Missing false expression in conditional",
    "The conditional operator (...?...:...) requires a false expression, delimited by a colon.",
  ),
  unbalancedParentheses: message(
    "Unbalanced parentheses",
    "Expected a closing parenthesis to terminate the expression.",
  ),
  invalidNumber: message("Invalid number literal", "Failed to recognize the value of this number literal."),
  noAttributeName: message("Invalid attribute name", "An attribute name is required after a dot."),
  nestedSplat: message(
    "Nested splat expression not allowed",
    "A splat expression (*) cannot be used inside another attribute-only splat expression.",
  ),
  chainedLegacyIndex: (first: string, second: string) =>
    message(
      badLegacyIndex,
      `When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead, like [${first}][${second}].`,
    ),
  chainedSplatIndex: (first: string, second: string) =>
    message(
      badLegacyIndex,
      `When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax with a full splat expression [*] instead, like [${first}][${second}].`,
    ),
  unclosedIndex: message("Missing close bracket on index", 'The index operator must end with a closing bracket ("]").'),
  unclosedSplat: message(
    "Missing close bracket on splat index",
    'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
  ),

  // Function calls
  missingFunctionName: message(
    "Missing function name",
    "Function scope resolution symbol :: must be followed by a function name in this scope.",
  ),
  missingOpenParenthesis: message(
    "Missing open parenthesis",
    "Function selector must be followed by an open parenthesis to begin the function call.",
  ),
  missingCloseParenthesis: message(
    "Missing closing parenthesis",
    "An expanded function argument (with ...) must be immediately followed by closing parentheses.",
  ),
  unterminatedCall: message(
    "Unterminated function call",
    "There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.",
  ),
  missingArgumentSeparator: message(
    "Missing argument separator",
    "A comma is required to separate each function argument from the next.",
  ),

  // Tuples, objects, for expressions
  unterminatedTuple: message(
    "Unterminated tuple constructor expression",
    "There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.",
  ),
  missingItemSeparator: message("Missing item separator", "Expected a comma to mark the beginning of the next item."),
  unterminatedObject: message(
    "Unterminated object constructor expression",
    "There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.",
  ),
  missingAttributeValue: message(
    "Missing attribute value",
    'Expected an attribute value, introduced by an equals sign ("=").',
  ),
  missingKeySeparator: message(noKeySeparator, equalsExpected),
  missingKeySeparatorBeforeName: message(
    noKeySeparator,
    `${equalsExpected} If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.`,
  ),
  missingAttributeSeparator: message(
    "Missing attribute separator",
    "Expected a newline or comma to mark the beginning of the next attribute.",
  ),
  forNeedsName: message(badFor, "For expression requires variable name after 'for'."),
  forNeedsValueName: message(badFor, "For expression requires value variable name after comma."),
  forNeedsIn: message(badFor, "For expression requires the 'in' keyword after its name declarations."),
  forNeedsColon: message(badFor, "For expression requires a colon after the collection expression."),
  forHasExtra: message(badFor, "Extra characters after the end of the 'for' expression."),
  forTupleKey: message(badFor, "Key expression is not valid when building a tuple."),
  forTupleGrouping: message(badFor, "Grouping ellipsis (...) cannot be used when building a tuple."),
  forObjectKey: message(badFor, "Key expression is required when building an object."),

  // Templates
  unterminatedTemplate: message("Unterminated template string", "No closing marker was found for the string."),
  unclosedInterpolationInFile: message(
    unclosedInterpolation,
    "There is no closing brace for this interpolation sequence before the end of the file. This might be caused by incorrect nesting inside the given expression.",
  ),
  unclosedInterpolationInQuotes: message(
    unclosedInterpolation,
    "There is no closing brace for this interpolation sequence before the end of the quoted template. This might be caused by incorrect nesting inside the given expression.",
  ),
  colonInInterpolation: message(
    extraAfterInterpolation,
    'Template interpolation doesn\'t expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with "$${" instead of just "${".',
  ),
  extraInInterpolation: message(
    extraAfterInterpolation,
    'Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with "$${" instead of just "${".',
  ),
  directiveNeedsKeyword: message(
    "Invalid template directive",
    'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
  ),
  unknownDirective: (name: string, suggestion: string | null) =>
    message(
      "Invalid template control keyword",
      `${name} is not a valid template control keyword.${suggestion === null ? "" : ` Did you mean "${suggestion}"?`}`,
    ),
  extraInDirective: (keyword: string) =>
    message(
      `Extra characters in ${keyword} marker`,
      "Expected a closing brace to end the sequence, but found extra characters.",
    ),
  forDirectiveNeedsName: message(badForDirective, "For directive requires variable name after 'for'."),
  forDirectiveNeedsValueName: message(badForDirective, "For directive requires value variable name after comma."),
  forDirectiveNeedsIn: message(badForDirective, "For directive requires 'in' keyword after names."),
  strayDirective: (keyword: string) =>
    message(`Unexpected ${keyword} directive`, "The control directives within this template are unbalanced."),
  unclosedDirective: (keyword: "if" | "for", place: string) =>
    message(
      "Unexpected end of template",
      `The ${keyword} directive at ${place} is missing its corresponding end${keyword} directive.`,
    ),
  secondElse: (place: string) =>
    message("Unexpected else directive", `Already in the else clause for the if started at ${place}.`),
  elseInFor: message("Unexpected else directive", "An else clause is not expected for a for directive."),
  crossedInIf: (keyword: string, place: string) =>
    message(`Unexpected ${keyword} directive`, `Expecting an endif directive for the if started at ${place}.`),
  crossedInFor: (keyword: string, place: string) =>
    message(
      `Unexpected ${keyword} directive`,
      `Expecting an endfor directive corresponding to the for directive at ${place}.`,
    ),

  // Escapes in quoted strings
  shortUnicodeEscape: message(badEscape, "The \\u escape sequence must be followed by four hexadecimal digits."),
  longUnicodeEscape: message(badEscape, "The \\U escape sequence must be followed by eight hexadecimal digits."),
  unencodable: (code: number) =>
    message(badEscape, `Cannot encode character U+${code.toString(16).padStart(4, "0")} in UTF-8.`),
  unknownEscape: (symbol: string) =>
    message(badEscape, `The symbol ${symbol} is not a valid escape sequence selector.`),
} as const;
