import { quote } from "./go.ts";

/** A moment in milliseconds since 1970 (UTC), or what `time.Parse(time.RFC3339, text)` says. */
export type ParsedTime = { readonly value: number } | { readonly error: string };

const layout = "2006-01-02T15:04:05Z07:00";

const elements: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["2006", /^[0-9]{4}/],
  ["-", /^-/],
  ["01", /^[0-9]{2}/],
  ["-", /^-/],
  ["02", /^[0-9]{2}/],
  ["T", /^T/],
  ["15", /^[0-9]{2}/],
  [":", /^:/],
  ["04", /^[0-9]{2}/],
  [":", /^:/],
  ["05", /^[0-9]{2}(?:[.,][0-9]+)?/],
  ["Z07:00", /^(?:Z|[+-][0-9]{2}:[0-9]{2})/],
];

export function parseRfc3339(text: string): ParsedTime {
  const problem = (reason: string): ParsedTime => ({ error: `parsing time ${quote(text)}${reason}` });
  let rest = text;
  for (const [name, pattern] of elements) {
    const match = pattern.exec(rest);
    if (!match) return problem(` as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(name)}`);
    rest = rest.slice(match[0].length);
  }
  if (rest !== "") return problem(`: extra text: ${quote(rest)}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (
    text.slice(0, 19).match(/[0-9]+/g) ?? []
  ).map(Number);
  const limits = [
    ["month", month, 1, 12],
    ["day", day, 1, new Date(Date.UTC(year, month, 0)).getUTCDate()],
    ["hour", hour, 0, 23],
    ["minute", minute, 0, 59],
    ["second", second, 0, 59],
  ] as const;
  for (const [name, value, least, most] of limits) {
    if (value < least || value > most) return problem(`: ${name} out of range`);
  }
  return { value: Date.parse(text.replace(",", ".").replace(/(\.[0-9]{3})[0-9]+/, "$1")) };
}
