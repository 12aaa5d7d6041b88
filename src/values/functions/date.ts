import { goQuote } from "../../hcl/go-quote.ts";
import { integerValue, stringValue } from "../construct.ts";
import { FunctionError, type Functions } from "../function.ts";
import { numberType, stringType } from "../type.ts";
import type { Value } from "../value.ts";
import { string, textOf } from "./arguments.ts";
import { parseDuration } from "./duration.ts";
import { formatOffset, formatTimestamp, localParts, parseTimestamp, type Timestamp } from "./timestamp.ts";

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const two = (value: number): string => String(value).padStart(2, "0");

/** Letter of a verb → how its lengths print, and what the error says about any other length. */
const verbs: Readonly<
  Record<string, { readonly forms: Readonly<Record<number, (at: Timestamp) => string>>; readonly rule: string }>
> = {
  Y: {
    forms: { 2: (at) => two(localParts(at).year % 100), 4: (at) => String(localParts(at).year).padStart(4, "0") },
    rule: 'year must either be "YY" or "YYYY"',
  },
  M: {
    forms: {
      1: (at) => String(localParts(at).month),
      2: (at) => two(localParts(at).month),
      3: (at) => (months[localParts(at).month - 1] ?? "").slice(0, 3),
      4: (at) => months[localParts(at).month - 1] ?? "",
    },
    rule: 'month must be "M", "MM", "MMM", or "MMMM"',
  },
  D: {
    forms: { 1: (at) => String(localParts(at).day), 2: (at) => two(localParts(at).day) },
    rule: 'day of month must either be "D" or "DD"',
  },
  E: {
    forms: {
      3: (at) => (weekdays[localParts(at).weekday] ?? "").slice(0, 3),
      4: (at) => weekdays[localParts(at).weekday] ?? "",
    },
    rule: 'day of week must either be "EEE" or "EEEE"',
  },
  h: {
    forms: { 1: (at) => String(localParts(at).hour), 2: (at) => two(localParts(at).hour) },
    rule: '24-hour must either be "h" or "hh"',
  },
  H: {
    forms: { 1: (at) => String(localParts(at).hour % 12 || 12), 2: (at) => two(localParts(at).hour % 12 || 12) },
    rule: '12-hour must either be "H" or "HH"',
  },
  A: { forms: { 2: (at) => (localParts(at).hour < 12 ? "AM" : "PM") }, rule: 'must be "AA"' },
  a: { forms: { 2: (at) => (localParts(at).hour < 12 ? "am" : "pm") }, rule: 'must be "aa"' },
  m: {
    forms: { 1: (at) => String(localParts(at).minute), 2: (at) => two(localParts(at).minute) },
    rule: 'minute must either be "m" or "mm"',
  },
  s: {
    forms: { 1: (at) => String(localParts(at).second), 2: (at) => two(localParts(at).second) },
    rule: 'second must either be "s" or "ss"',
  },
  Z: {
    forms: {
      1: ({ offset }) => (offset === 0 ? "Z" : formatOffset(offset, ":")),
      3: ({ offset }) => (offset === 0 ? "UTC" : formatOffset(offset, "")),
      4: ({ offset }) => formatOffset(offset, ""),
      5: ({ offset }) => formatOffset(offset, ":"),
    },
    rule: "timezone must be Z, ZZZZ, or ZZZZZ",
  },
};

// A quoted text (two quotes inside stand for one), a run of one letter, or anything else.
const tokens = /''|'(?:''|[^'])*'?|([a-zA-Z])\1*|[^a-zA-Z']+/g;

function formatDate(format: string, at: Timestamp): string {
  return format.replace(tokens, (token, letter?: string) => {
    if (token.startsWith("'")) return unquoted(token);
    if (letter === undefined) return token;
    const verb = Object.hasOwn(verbs, letter) ? verbs[letter] : undefined;
    const form = verb?.forms[token.length];
    if (form) return form(at);
    throw new FunctionError(`invalid date format verb ${goQuote(token)}${verb ? `: ${verb.rule}` : ""}`, 0);
  });
}

function unquoted(token: string): string {
  if (token === "''") return "'";
  if (token.length < 2 || !token.endsWith("'")) throw new FunctionError("unterminated literal '", 0);
  return token.slice(1, -1).replaceAll("''", "'");
}

/** The error becomes one of the argument. */
function timestampOf(value: Value | undefined, strict: boolean, argument: number): Timestamp {
  try {
    return parseTimestamp(textOf(value), strict);
  } catch (error) {
    throw error instanceof FunctionError ? new FunctionError(error.message, argument) : error;
  }
}

export const dateFunctions: Functions = {
  formatdate: {
    parameters: [string("format"), string("time")],
    type: stringType,
    run: ([format, time]) => stringValue(formatDate(textOf(format), timestampOf(time, true, 1))),
  },
  timeadd: {
    parameters: [string("timestamp"), string("duration")],
    type: stringType,
    run([time, duration]) {
      const at = parseTimestamp(textOf(time), true);
      const total = at.seconds * 1_000_000_000n + at.nanoseconds + parseDuration(textOf(duration));
      const seconds = total >= 0n ? total / 1_000_000_000n : -((-total + 999_999_999n) / 1_000_000_000n);
      return stringValue(formatTimestamp({ seconds, nanoseconds: 0n, offset: at.offset }));
    },
  },
  timecmp: {
    parameters: [string("timestamp_a"), string("timestamp_b")],
    type: numberType,
    run([first, second]) {
      const [a, b] = [timestampOf(first, false, 0), timestampOf(second, false, 1)];
      const difference = (a.seconds - b.seconds) * 1_000_000_000n + a.nanoseconds - b.nanoseconds;
      return integerValue(difference === 0n ? 0 : difference < 0n ? -1 : 1);
    },
  },
};
