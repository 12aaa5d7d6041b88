import { describe, expect, it } from "vitest";
import { durationText, parseDuration } from "../../src/aws/go-duration.ts";
import { jsonProblem } from "../../src/aws/go-json.ts";
import { parseUrl } from "../../src/aws/go-url.ts";

// The expected texts are what Go 1.26 says.

describe("parseDuration", () => {
  it.each([
    ["12h", "12h0m0s"],
    ["1h30m", "1h30m0s"],
    ["90m", "1h30m0s"],
    ["1.5s", "1.5s"],
    ["-2m", "-2m0s"],
    ["1500us", "1.5ms"],
    [".5ns", "0s"],
    ["0", "0s"],
    ["45s12ms", "45.012s"],
  ])("reads %s", (text, written) => {
    const parsed = parseDuration(text);
    expect("nanoseconds" in parsed && durationText(parsed.nanoseconds)).toBe(written);
  });

  it.each([
    ["3600", 'time: missing unit in duration "3600"'],
    ["1d", 'time: unknown unit "d" in duration "1d"'],
    ["", 'time: invalid duration ""'],
    ["h", 'time: invalid duration "h"'],
    [".s", 'time: invalid duration ".s"'],
    ["é", 'time: invalid duration "\\xc3\\xa9"'],
    ["9999999999h", 'time: invalid duration "9999999999h"'],
  ])("refuses %j", (text, error) => {
    expect(parseDuration(text)).toEqual({ error });
  });
});

describe("jsonProblem", () => {
  it.each(['{"a": [1, -2.5e3, true, null, "\\u00e9"]}', " {} ", "0"])("accepts %s", (text) => {
    expect(jsonProblem(text)).toBeNull();
  });

  it.each([
    ["{not json", "invalid character 'n' looking for beginning of object key string", 2],
    ['{"a" 1}', "invalid character '1' after object key", 6],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair", 8],
    ["{'a':1}", "invalid character '\\'' looking for beginning of object key string", 2],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string", 8],
    ["[1,]", "invalid character ']' looking for beginning of value", 4],
    ["{} {}", "invalid character '{' after top-level value", 4],
    ["[tru]", "invalid character ']' in literal true (expecting 'e')", 5],
    ["[1.]", "invalid character ']' after decimal point in numeric literal", 4],
    ["{", "unexpected end of JSON input", 1],
    ['{"é": "x', "unexpected end of JSON input", 9],
    ["-", "invalid character ' ' in numeric literal", 1],
    ['"\\q"', "invalid character 'q' in string escape code", 3],
    ["é", "invalid character 'Ã' looking for beginning of value", 1],
  ])("tells what is wrong with %s", (text, message, offset) => {
    expect(jsonProblem(text)).toEqual({ message, offset });
  });
});

describe("parseUrl", () => {
  it.each([
    ["https://sts.example.net:8443/x?y#z", "https", "sts.example.net:8443", "sts.example.net"],
    ["sts.example.net", "", "", ""],
    ["HTTP://user:pw@[::1]:80", "http", "[::1]:80", "::1"],
    ["mailto:x", "mailto", "", ""],
    ["//host/path", "", "host", "host"],
  ])("reads %s", (text, scheme, host, hostname) => {
    expect(parseUrl(text)).toEqual({ scheme, host, hostname });
  });

  it.each([
    ["://x", 'parse "://x": missing protocol scheme'],
    ["127.0.0.1:99", 'parse "127.0.0.1:99": first path segment in URL cannot contain colon'],
    ["http://h:p", 'parse "http://h:p": invalid port ":p" after host'],
    ["http://a b", 'parse "http://a b": invalid character " " in host name'],
    ["http://[::1", "parse \"http://[::1\": missing ']' in host"],
    ["http://h/%zz", 'parse "http://h/%zz": invalid URL escape "%zz"'],
    ["http://h\n", 'parse "http://h\\n": net/url: invalid control character in URL'],
  ])("refuses %j", (text, error) => {
    expect(parseUrl(text)).toEqual({ error });
  });
});
