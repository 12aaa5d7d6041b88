import { allowedLength } from "../budget.ts";
import { boolValue, isWhollyKnown, listValue, stringValue } from "../construct.ts";
import { FunctionError, type Functions, type FunctionSpec, unknownFrom } from "../function.ts";
import { compareText, characters } from "../text.ts";
import { boolType, listType, stringType } from "../type.ts";
import type { Value } from "../value.ts";
import { argument, integerOf, number, sequenceOf, steering, string, stringList, textOf } from "./arguments.ts";

const str = string("str");

/** A function of strings only whose result is one, too. */
const ofText = (parameters: FunctionSpec["parameters"], compute: (...texts: string[]) => string): FunctionSpec => ({
  parameters,
  type: stringType,
  run: (args) => stringValue(compute(...args.map(textOf))),
});

const test = (second: string, holds: (text: string, part: string) => boolean): FunctionSpec => ({
  parameters: [str, string(second)],
  type: boolType,
  run: ([text, part]) => boolValue(holds(textOf(text), textOf(part))),
});

// Go maps each character by itself and only to a single one: ß has no upper case, Σ always becomes σ.
const upper = (text: string): string => eachCharacter(text, (character) => character.toUpperCase());
const lower = (text: string): string =>
  eachCharacter(text, (character) => (character === "İ" ? "i" : character.toLowerCase()));

function eachCharacter(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return Array.from(changed).length === 1 ? changed : character;
  }).join("");
}

/** Unicode's digraphs that have a form of their own at the beginning of a word. */
const titleForms: Readonly<Record<string, string>> = {
  Ǆ: "ǅ",
  ǆ: "ǅ",
  Ǉ: "ǈ",
  ǉ: "ǈ",
  Ǌ: "ǋ",
  ǌ: "ǋ",
  Ǳ: "ǲ",
  ǳ: "ǲ",
};
const separator = /[\0-/:-@[-^`{-\x7f]|[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function title(text: string): string {
  let previous = " ";
  return eachCharacter(text, (character) => {
    const first = separator.test(previous);
    previous = character;
    if (!first || /\p{Script=Georgian}/u.test(character)) return character;
    return titleForms[character] ?? character.toUpperCase();
  });
}

const goSpace = "[\\t\\n\\v\\f\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const outerSpace = new RegExp(`^${goSpace}+|${goSpace}+$`, "g");

function trim(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const characters = Array.from(text);
  const start = characters.findIndex((character) => !cut.has(character));
  if (start < 0) return "";
  const end = characters.findLastIndex((character) => !cut.has(character));
  return characters.slice(start, end + 1).join("");
}

function substring(text: string, offset: number, length: number): string {
  const all = characters(text);
  if (offset >= 0 && length === 0) return "";
  const start = offset < 0 ? Math.max(0, offset + all.length) : offset;
  // A length of 0 behind a negative offset is never reached, so that all the rest is taken: Terraform's own slip.
  return all.slice(start, length <= 0 ? undefined : start + length).join("");
}

function join(separatorText: string, lists: readonly Value[]): string {
  const pieces: string[] = [];
  let length = 0;
  lists.forEach((list, listIndex) => {
    sequenceOf(list).elements.forEach((element, index) => {
      if (element.kind === "null") {
        const which = lists.length > 1 ? `element ${index} of list ${listIndex + 1}` : `element ${index}`;
        throw new FunctionError(`${which} is null; cannot concatenate null values`, listIndex + 1);
      }
      const piece = textOf(element);
      length = allowedLength(length + piece.length + separatorText.length);
      pieces.push(piece);
    });
  });
  return pieces.join(separatorText);
}

const texts = (values: readonly string[]): Value =>
  listValue(
    stringType,
    values.map((text) => stringValue(text)),
  );

export const stringFunctions: Functions = {
  upper: ofText([str], upper),
  lower: ofText([str], lower),
  title: ofText([str], title),
  strrev: ofText([str], (text) => characters(text).toReversed().join("")),
  chomp: ofText([str], (text) => text.replace(/[\r\n]+$/, "")),
  trimspace: ofText([str], (text) => text.replace(outerSpace, "")),
  trim: ofText([str, steering(string("cutset"))], trim),
  trimprefix: ofText([str, steering(string("prefix"))], (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: ofText([str, steering(string("suffix"))], (text, suffix) =>
    suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  startswith: {
    ...test("prefix", (text, prefix) => text.startsWith(prefix)),
    parameters: [{ ...str, allows: { unknown: true } }, string("prefix")],
    run([text, prefix]) {
      // Every string begins with nothing, whatever it is.
      if (text?.kind === "unknown") return textOf(prefix) === "" ? boolValue(true) : unknownFrom(boolType, [text]);
      return boolValue(textOf(text).startsWith(textOf(prefix)));
    },
  },
  endswith: test("suffix", (text, suffix) => text.endsWith(suffix)),
  strcontains: test("substr", (text, part) => text.includes(part)),
  indent: {
    parameters: [steering(number("spaces")), str],
    type: stringType,
    run([spaces, text]) {
      const count = integerOf(spaces);
      if (count < 0) throw new FunctionError("panic in function implementation: strings: negative Repeat count");
      const lines = textOf(text).split("\n");
      allowedLength(textOf(text).length + count * (lines.length - 1));
      return stringValue(lines.join(`\n${" ".repeat(count)}`));
    },
  },
  substr: {
    parameters: [str, steering(number("offset")), steering(number("length"))],
    type: stringType,
    run: ([text, offset, length]) => stringValue(substring(textOf(text), integerOf(offset), integerOf(length))),
  },
  split: {
    parameters: [steering(string("separator")), str],
    type: listType(stringType),
    run: ([by, text]) => texts(textOf(by) === "" ? Array.from(textOf(text)) : textOf(text).split(textOf(by))),
  },
  join: {
    parameters: [string("separator")],
    variadic: stringList("lists"),
    type: stringType,
    run([by, ...lists]) {
      if (lists.length === 0) throw new FunctionError("at least one list is required");
      if (!lists.every(isWhollyKnown)) return unknownFrom(stringType, lists);
      return stringValue(join(textOf(by), lists));
    },
  },
  sort: {
    parameters: [{ ...stringList("list"), allows: { unknown: true } }],
    type: listType(stringType),
    run(args) {
      const list = argument(args, 0);
      if (!isWhollyKnown(list)) return unknownFrom(listType(stringType), [list]);
      const { elements } = sequenceOf(list);
      const missing = elements.findIndex(({ kind }) => kind === "null");
      if (missing >= 0) {
        throw new FunctionError(`given list element ${missing} is null; a null string cannot be sorted`);
      }
      return listValue(
        stringType,
        elements.toSorted((a, b) => compareText(textOf(a), textOf(b))),
      );
    },
  },
};
