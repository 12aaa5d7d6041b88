import { goQuote } from "../../hcl/go-quote.ts";
import { FunctionError } from "../function.ts";

/** A moment, and the offset it was written with. */
export interface Timestamp {
  /** Milliseconds since 1970 (UTC), of the whole second. */
  readonly seconds: bigint;
  readonly nanoseconds: bigint;
  /** Seconds east of UTC. */
  readonly offset: number;
}

const layout: readonly (readonly [element: string, pattern: RegExp, name: string])[] = [
  ["2006", /^[0-9]{4}/, "year"],
  ["-", /^-/, ""],
  ["01", /^[0-9]{2}/, "month"],
  ["-", /^-/, ""],
  ["02", /^[0-9]{2}/, "day of month"],
  ["T", /^T/, ""],
  ["15", /^[0-9]{1,2}(?![0-9])|^[0-9]{2}/, "hour"],
  [":", /^:/, ""],
  ["04", /^[0-9]{2}/, "minute"],
  [":", /^:/, ""],
  ["05", /^[0-9]{2}(?:[.,][0-9]+)?/, "second"],
  ["Z07:00", /^(?:Z|[+-][0-9]{2}:[0-9]{2})/, "UTC offset"],
];

const invalid = (reason: string): FunctionError => new FunctionError(`not a valid RFC3339 timestamp${reason}`);

/**
 * Reads a timestamp as Terraform does: Go's `time.Parse`, `strict` as cty has it beyond that.
 *
 * @throws FunctionError
 */
export function parseTimestamp(text: string, strict: boolean): Timestamp {
  let rest = text;
  const parts: string[] = [];
  for (const [element, pattern, name] of layout) {
    const match = pattern.exec(rest);
    if (match === null) throw missing(element, rest, name);
    parts.push(match[0]);
    rest = rest.slice(match[0].length);
  }
  if (rest !== "") throw invalid(`: cannot use ${goQuote(rest)} as timestamp segment`);
  const [year = "", , month = "", , day = "", , hour = "", , minute = "", , second = "", zone = ""] = parts;
  checkRanges(Number(year), Number(month), Number(day), Number(hour), Number(minute), parseInt(second, 10));
  if (strict) checkStrictly(hour, second, zone);
  const days = daysSinceEpoch(Number(year), Number(month), Number(day));
  const local = days * 86_400n + BigInt(Number(hour) * 3600 + Number(minute) * 60 + parseInt(second, 10));
  const offset =
    zone === "Z" ? 0 : (zone.startsWith("-") ? -60 : 60) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const fraction = /[.,](\d+)/.exec(second)?.[1] ?? "";
  return { seconds: local - BigInt(offset), nanoseconds: BigInt(fraction.slice(0, 9).padEnd(9, "0")), offset };
}

function missing(element: string, rest: string, name: string): FunctionError {
  if (element === "T") return invalid(": missing required time introducer 'T'");
  if (name === "") {
    return invalid(
      rest === ""
        ? `: end of string where ${goQuote(element)} is expected`
        : `: found ${goQuote(rest)} where ${goQuote(element)} is expected`,
    );
  }
  if (rest === "") return invalid(`: end of string before ${name}`);
  if (name === "hour" && rest.includes(":")) return invalid(": hour must be between 0 and 23 inclusive");
  if (name === "hour" && rest.length !== 2) return invalid(": hour must have exactly two digits");
  if (name === "minute" && rest.length !== 2) return invalid(": minute must have exactly two digits");
  return invalid(`: cannot use ${goQuote(rest)} as ${name}`);
}

function checkRanges(year: number, month: number, day: number, hour: number, minute: number, second: number): void {
  const check = (name: string, value: number, least: number, most: number): void => {
    if (value < least || value > most) throw invalid(`: ${name} out of range`);
  };
  check("month", month, 1, 12);
  check("hour", hour, 0, 23);
  check("minute", minute, 0, 59);
  check("second", second, 0, 59);
  check("day", day, 1, new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate());
}

function checkStrictly(hour: string, second: string, zone: string): void {
  if (hour.length < 2) throw invalid(": hour must have exactly two digits");
  if (second.includes(",")) throw invalid(': cannot use "," as timestamp segment');
  if (zone !== "Z" && (Number(zone.slice(1, 3)) >= 24 || Number(zone.slice(4)) >= 60)) {
    throw invalid(`: cannot use ${goQuote(zone)} as UTC offset`);
  }
}

/** In the proleptic Gregorian calendar, years 0 to 9999; `Date.UTC` takes small years for those of the 20th century. */
const daysSinceEpoch = (year: number, month: number, day: number): bigint =>
  BigInt(Date.UTC(year + 400, month - 1, day) / 86_400_000 - 146_097);

/** The parts of the moment where it was written. */
export function localParts({ seconds, offset }: Timestamp) {
  const local = seconds + BigInt(offset);
  const days = local >= 0n ? local / 86_400n : -((-local + 86_399n) / 86_400n);
  const inDay = Number(local - days * 86_400n);
  const date = new Date(Number(days) * 86_400_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
  };
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `+07:00`, with another separator or none. */
export function formatOffset(offset: number, separator: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

export function formatTimestamp(timestamp: Timestamp): string {
  const { year, month, day, hour, minute, second } = localParts(timestamp);
  const sign = year < 0 ? "-" : "";
  const date = `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}`;
  const zone = timestamp.offset === 0 ? "Z" : formatOffset(timestamp.offset, ":");
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}${zone}`;
}
