import type { RE2JS } from "re2js";
import { allowedLength } from "../budget.ts";
import { listValue, nullValue, objectValue, stringValue, tupleValue } from "../construct.ts";
import { FunctionError, type Functions } from "../function.ts";
import type { Scope } from "../scope.ts";
import { compareText } from "../text.ts";
import { dynamicType, listType, objectType, stringType, tupleType, type Type } from "../type.ts";
import type { Value } from "../value.ts";
import { steering, string, textOf } from "./arguments.ts";

/** The pattern, ready to match in linear time; the error is Go's. */
function compile(pattern: string, scope: Scope): RE2JS | { readonly description: string; readonly part: string } {
  const { RE2JS, RE2JSSyntaxException } = scope.libraries.re2;
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return { description: error.getDescription(), part: error.getPattern() ?? "" };
  }
}

function compilePattern(pattern: Value | undefined, scope: Scope): RE2JS {
  const compiled = compile(textOf(pattern), scope);
  if (!("description" in compiled)) return compiled;
  throw new FunctionError(`invalid regexp pattern: ${compiled.description} in ${compiled.part}`, 0);
}

/** Names of the groups by number; `null` for a group without one. */
function groupNames(regex: RE2JS): readonly (string | null)[] {
  const names = Array.from({ length: regex.groupCount() }, (): string | null => null);
  for (const [name, index] of Object.entries(regex.namedGroups())) names[index - 1] = name;
  return names;
}

function resultType(regex: RE2JS): Type {
  const names = groupNames(regex);
  if (names.length === 0) return stringType;
  const given = names.filter((name) => name !== null);
  if (given.length === 0) return tupleType(names.map(() => stringType));
  if (given.length < names.length) {
    throw new FunctionError("invalid regexp pattern: cannot mix both named and unnamed capture groups", 0);
  }
  return objectType(new Map(given.sort(compareText).map((name) => [name, stringType])));
}

/** Start and end of the whole match and of each group; `null` for a group that took no part. */
type Match = readonly (readonly [start: number, end: number] | null)[];

/** All matches, as Go finds them: an empty one right behind another does not count. */
function* findAll(regex: RE2JS, text: string): Generator<Match> {
  const matcher = regex.matcher(text);
  let previousEnd = -1;
  for (let from = 0; from <= text.length && matcher.find(from);) {
    const [start, end] = [matcher.start(0), matcher.end(0)];
    if (end > start || start !== previousEnd) {
      yield Array.from({ length: regex.groupCount() + 1 }, (_, group) => {
        const at = matcher.start(group);
        return at < 0 ? null : [at, matcher.end(group)];
      });
    }
    previousEnd = end;
    from = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
}

function resultOf(regex: RE2JS, text: string, match: Match): Value {
  const part = (range: Match[number] | undefined): Value =>
    range ? stringValue(text.slice(range[0], range[1])) : nullValue(stringType);
  const names = groupNames(regex);
  if (names.length === 0) return part(match[0]);
  const groups = match.slice(1).map(part);
  if (names[0] === null) return tupleValue(groups);
  return objectValue(names.map((name, index) => [name ?? "", groups[index] ?? nullValue(stringType)]));
}

/** Go's `Regexp.Expand`: `$1`, `$name`, `${name}`, `$$`; a name is as long as it can be, and unknown ones are nothing. */
function expand(template: string, text: string, match: Match, names: readonly (string | null)[]): string {
  return template.replace(
    /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (_, dollar?: string, braced?: string, bare?: string) => {
      if (dollar !== undefined) return "$";
      const name = braced ?? bare ?? "";
      const group = /^\d+$/.test(name) ? Number(name) : names.indexOf(name) + 1;
      const range = group === 0 && !/^0+$/.test(name) ? null : match[group];
      return range ? text.slice(range[0], range[1]) : "";
    },
  );
}

function replaceAll(text: string, pattern: string, template: string, scope: Scope): string {
  const regex = compile(pattern, scope);
  if ("description" in regex) {
    const part = regex.part === "" ? "" : `: \`${regex.part}\``;
    throw new FunctionError(`error parsing regexp: ${regex.description}${part}`);
  }
  const names = groupNames(regex);
  let result = "";
  let last = 0;
  for (const match of findAll(regex, text)) {
    const [start, end] = match[0] ?? [last, last];
    result += text.slice(last, start) + expand(template, text, match, names);
    allowedLength(result.length);
    last = end;
  }
  return result + text.slice(last);
}

export const regexFunctions: Functions = {
  regex: {
    parameters: [steering(string("pattern")), string("string")],
    type: ([pattern], scope) => (pattern?.kind === "string" ? resultType(compilePattern(pattern, scope)) : dynamicType),
    run([pattern, string], { scope }) {
      const regex = compilePattern(pattern, scope);
      const { value: first } = findAll(regex, textOf(string)).next() as IteratorResult<Match, undefined>;
      if (first === undefined) throw new FunctionError("pattern did not match any part of the given string");
      return resultOf(regex, textOf(string), first);
    },
  },
  regexall: {
    parameters: [steering(string("pattern")), string("string")],
    type: ([pattern], scope) =>
      listType(pattern?.kind === "string" ? resultType(compilePattern(pattern, scope)) : dynamicType),
    run([pattern, string], { scope, type }) {
      const regex = compilePattern(pattern, scope);
      const results = Array.from(findAll(regex, textOf(string)), (match) => resultOf(regex, textOf(string), match));
      return listValue("element" in type ? type.element : dynamicType, results);
    },
  },
  replace: {
    parameters: [string("str"), steering(string("substr")), string("replace")],
    type: stringType,
    run([text, searched, replacement], { scope }) {
      const [whole, part, template] = [textOf(text), textOf(searched), textOf(replacement)];
      if (part.length > 1 && part.startsWith("/") && part.endsWith("/")) {
        return stringValue(replaceAll(whole, part.slice(1, -1), template, scope));
      }
      const pieces = part === "" ? ["", ...Array.from(whole), ""] : whole.split(part);
      allowedLength(whole.length + (pieces.length - 1) * template.length);
      return stringValue(whole === "" && part === "" ? template : pieces.join(template));
    },
  },
};
