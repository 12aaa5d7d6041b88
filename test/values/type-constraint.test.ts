import { describe, expect, it } from "vitest";
import { parseExpression } from "../../src/hcl/parse.ts";
import { convert } from "../../src/values/convert.ts";
import { toJson } from "../../src/values/functions/json.ts";
import { typeConstraint } from "../../src/values/type-constraint.ts";
import { applyDefaults } from "../../src/values/type-defaults.ts";
import { evaluateText, scopeFor } from "./scopes.ts";
import { typeJson } from "./type-json.ts";

const read = (source: string) => typeConstraint(parseExpression(source, "main.tf").expression, scopeFor(source));

function given(constraint: string, value: string): string {
  const { type, defaults } = read(constraint);
  return toJson(convert(applyDefaults(evaluateText(value).value, defaults), type));
}

describe("type constraints", () => {
  it.each([
    ["string", "string"],
    ["any", "dynamic"],
    ["list(map(number))", ["list", ["map", "number"]]],
    ["tuple([string, bool])", ["tuple", ["string", "bool"]]],
    ["object({ b = string, a = optional(set(any)) })", ["object", { a: ["set", "dynamic"], b: "string" }]],
  ])("reads %s", (source, type) => {
    const { type: actual, diagnostics } = read(source);
    expect(diagnostics).toEqual([]);
    expect(typeJson(actual)).toEqual(type);
  });

  it.each([
    ["strin", 'The keyword "strin" is not a valid type specification.', "strin"],
    ["list", "The list type constructor requires one argument specifying the element type.", "list"],
    ["list()", "The list type constructor requires one argument specifying the element type.", "()"],
    ["map(string, number)", "The map type constructor requires one argument specifying the element type.", "number"],
    ["string(1)", 'Primitive type keyword "string" does not expect arguments.', "(1)"],
    ["any(1)", 'Type constraint keyword "any" does not expect arguments.', "(1)"],
    ["foo(string)", 'Keyword "foo" is not a valid type constructor.', "foo(string)"],
    ["optional(string)", 'Keyword "optional" is valid only as a modifier for object type attributes.', "optional"],
    ["tuple(string)", "Tuple type constructor requires a list of element types.", "string"],
    ["object({ a = string, a = bool })", "Object constructor map keys must be unique.", "a"],
    ['object({ "a b" = string })', "Object constructor map keys must be attribute names.", '"a b"'],
    ["object({ a = optional() })", "Optional attribute modifier requires the attribute type as its argument.", "()"],
    [
      "object({ a = optional(number, []) })",
      "This default value is not compatible with the attribute's type constraint: number required.",
      "[]",
    ],
    ["object({ a = optional(string, var.x) })", "Variables may not be used here.", "var"],
    ["object({ a = optional(string, upper(1)) })", "Functions may not be called here.", "upper(1)"],
  ])("refuses %s", (source, detail, place) => {
    const { diagnostics } = read(source);
    expect(diagnostics.map((each) => [each.detail, source.slice(each.start, each.end)])).toEqual([[detail, place]]);
  });

  it("fills in defaults at every depth", () => {
    const nested =
      'object({ n = optional(object({ r = optional(string, "eu") , l = optional(list(string), ["x"]) }), {}) })';
    expect(given(nested, "{}")).toBe('{"n":{"l":["x"],"r":"eu"}}');
    expect(given(nested, "{ n = { r = null, l = [] } }")).toBe('{"n":{"l":[],"r":"eu"}}');
    expect(given('map(object({ p = optional(string, "dev") }))', "{ a = {}, b = { p = 1 } }")).toBe(
      '{"a":{"p":"dev"},"b":{"p":"1"}}',
    );
    expect(given('list(object({ p = optional(string, "dev") }))', "[{}, { p = 1 }]")).toBe('[{"p":"dev"},{"p":"1"}]');
    expect(given("object({ a = optional(string) })", "{}")).toBe('{"a":null}');
  });
});
