import fc, { type Arbitrary } from "fast-check";

const texts = [
  '""',
  '"a"',
  '"b c"',
  '"ABC"',
  '"é"',
  '"e\\u0301x"',
  '"日本語"',
  '"😀!"',
  '"true"',
  '"12"',
  '"-1.5"',
  '"0"',
  '"x,y,,z"',
  '"A-b_c d"',
  '" pad\\t"',
  '"l1\\nl2\\n"',
  '"arn:aws:iam::123456789012:role/ci"',
  '"2018-01-02T23:12:01Z"',
  '"2020-02-29T00:00:00+05:30"',
  '"10.0.0.0/8"',
  '"fd00::/48"',
  '"192.168.1.5"',
  '"aGVsbG8="',
  '"{\\"a\\":[1,null]}"',
  '"a: 1\\nb: [x, 2]\\n"',
  '"h1,h2\\n1,2\\n"',
  '"%s-%d"',
  '"%v"',
  '"1h30m"',
  '"YYYY-MM-DD hh:mm"',
  '"([a-z]+)([0-9]*)"',
  '"(?P<k>[a-z]+)"',
  '"/[aeiou]/"',
  '"$1x"',
  '"a/b/c.txt"',
  '"Ǆ ßİ"',
  '"UTF-16LE"',
  '"<&>\\u2028"',
  '"$${x}%%{y}"',
];
const numbers = [
  "0",
  "1",
  "2",
  "3",
  "7",
  "10",
  "62",
  "255",
  "1024",
  "0.5",
  "1.5",
  "2.25",
  "1e3",
  "1e-7",
  "0.1",
  "100000000000000000000",
  "3.14159",
  "-1",
  "-2.5",
  "(1/3)",
];
const keys = ["a", "b", "c", "k1", "10", "é"];

/** A function and the kinds of its arguments, `*` for any number of the last; `?` for one that may be missing. */
const calls: Readonly<Record<string, readonly string[]>> = {
  string: [
    "upper s",
    "lower s",
    "title s",
    "strrev s",
    "chomp s",
    "trimspace s",
    "trim s s",
    "trimprefix s s",
    "trimsuffix s s",
    "indent n s",
    "substr s n n",
    "replace s s s",
    "join s l",
    "join s l*",
    "format s x*",
    "formatdate s s",
    "timeadd s s",
    "base64encode s",
    "base64decode s",
    "urlencode s",
    "jsonencode x",
    "yamlencode x",
    "md5 s",
    "sha1 s",
    "sha256 s",
    "sha512 s",
    "base64sha256 s",
    "base64sha512 s",
    "tostring x",
    "textencodebase64 s s",
    "textdecodebase64 s s",
    "cidrhost s n",
    "cidrnetmask s",
    "cidrsubnet s n n",
    "basename s",
    "dirname s",
    "regex s s",
    "uuidv5 s s",
  ],
  number: [
    "abs n",
    "ceil n",
    "floor n",
    "max n*",
    "min n*",
    "pow n i",
    "log n n",
    "signum n",
    "parseint s n",
    "length x",
    "sum l",
    "tonumber x",
    "index l x",
    "timecmp s s",
  ],
  bool: [
    "startswith s s",
    "endswith s s",
    "strcontains s s",
    "contains l x",
    "alltrue l",
    "anytrue l",
    "can x",
    "tobool x",
    "issensitive x",
  ],
  list: [
    "split s s",
    "compact l",
    "concat l*",
    "distinct l",
    "flatten l",
    "keys m",
    "values m",
    "range n",
    "range n n",
    "range n n n",
    "reverse l",
    "slice l n n",
    "sort l",
    "tolist l",
    "toset l",
    "chunklist l n",
    "setunion l l",
    "setintersection l l",
    "setsubtract l l",
    "setproduct l l",
    "formatlist s l*",
    "regexall s s",
    "matchkeys l l l",
    "coalescelist l*",
    "cidrsubnets s n*",
    "csvdecode s",
  ],
  map: ["merge m*", "zipmap l l", "tomap m", "transpose m"],
  any: [
    "coalesce x*",
    "element l n",
    "lookup m s",
    "lookup m s x",
    "one l",
    "try x*",
    "jsondecode s",
    "yamldecode y",
    "sensitive x",
    "nonsensitive x",
  ],
};

const yamlTexts = [
  '"a: 1\\nb: [x, 2]\\n"',
  '"- x\\n- y: yes\\n  z: ~\\n"',
  '"a: &b {c: d}\\ne: *b\\nf:\\n  <<: *b\\n  g: 0x1F\\n"',
  '"\\"quoted\\"\\n"',
  '"a: |\\n  l1\\n\\n  l2\\nb: >-\\n  f1\\n  f2\\n"',
  '"t: 2020-01-02\\nu: 2020-01-02T03:04:05Z\\nv: 1_000\\nw: 0o17\\nx: 1e3\\ny: .5\\n"',
  '"1: one\\ntrue: two\\n"',
  '"plain text"',
  '"[]"',
  '"a: b: c"',
];

/** Expressions over a grammar; most are of the kind that their place asks for, some are not. */
export function expressions(): Arbitrary<string> {
  return fc.letrec<Record<string, string>>((rule) => {
    const place = (kind: string): Arbitrary<string> =>
      fc.oneof({ weight: 12, arbitrary: rule(kind) }, { weight: 1, arbitrary: rule("x") });
    const call = (kind: string): Arbitrary<string> =>
      fc.constantFrom(...(calls[kind] ?? [])).chain((signature) => {
        const [name = "", ...kinds] = signature.split(" ");
        const args = kinds.map((each) =>
          each.endsWith("*")
            ? fc.array(place(each.charAt(0)), { minLength: 1, maxLength: 3 })
            : place(each).map((text) => [text]),
        );
        return fc.tuple(...args).map((groups) => `${name}(${groups.flat().join(", ")})`);
      });
    const binary = (operators: readonly string[], kind: string): Arbitrary<string> =>
      fc
        .tuple(place(kind), fc.constantFrom(...operators), place(kind))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`);
    const conditional = (kind: string): Arbitrary<string> =>
      fc.tuple(place("b"), place(kind), place(kind)).map(([test, a, b]) => `(${test} ? ${a} : ${b})`);
    const grow = (...arbitraries: Arbitrary<string>[]): Arbitrary<string> =>
      fc.oneof({ maxDepth: 4, depthIdentifier: "expression" }, ...arbitraries);
    const access = fc
      .tuple(rule("m"), fc.constantFrom(...keys))
      .map(([map, key]) => (/^[a-z]/.test(key) ? `${map}.${key}` : `${map}["${key}"]`));
    return {
      // Fractional powers differ from Go's in the last digit; what is no YAML at all has libyaml's own words for it.
      i: fc.constantFrom("0", "1", "2", "5", "-3"),
      y: fc.constantFrom(...yamlTexts),
      s: grow(
        fc.constantFrom(...texts),
        fc.constantFrom(...texts),
        call("string"),
        fc.tuple(place("s"), rule("x")).map(([a, b]) => `"\${${a}}-\${${b}}"`),
        fc.tuple(rule("l")).map(([list]) => `"%{ for v in ${list} }\${v},%{ endfor }"`),
        fc.tuple(rule("b"), rule("s")).map(([test, text]) => `"%{ if ${test} }\${${text}}%{ else }no%{ endif }"`),
        conditional("s"),
      ),
      n: grow(
        fc.constantFrom(...numbers),
        fc.constantFrom(...numbers),
        call("number"),
        binary(["+", "-", "*", "/", "%"], "n"),
        rule("n").map((n) => `-${n}`),
      ),
      b: grow(
        fc.constantFrom("true", "false"),
        call("bool"),
        binary(["==", "!="], "x"),
        binary(["<", "<=", ">", ">="], "n"),
        binary(["&&", "||"], "b"),
        rule("b").map((b) => `!${b}`),
      ),
      l: grow(
        fc.array(rule("s"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
        fc.array(rule("n"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
        fc.array(rule("x"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
        call("list"),
        fc.tuple(rule("l"), rule("x")).map(([list, each]) => `[for i, v in ${list} : ${each}]`),
        rule("l").map((list) => `[for i, v in ${list} : v if i != 1]`),
        rule("m").map((map) => `[for k, v in ${map} : "\${k}"]`),
        fc.tuple(rule("x")).map(([value]) => `${value}[*]`),
        conditional("l"),
      ),
      m: grow(
        fc
          .array(fc.tuple(fc.constantFrom(...keys), rule("x")), { maxLength: 3 })
          .map((items) => `{${items.map(([key, value]) => `"${key}" = ${value}`).join(", ")}}`),
        fc
          .array(fc.tuple(fc.constantFrom(...keys), rule("s")), { maxLength: 3 })
          .map((items) => `{${items.map(([key, value]) => `"${key}" = ${value}`).join(", ")}}`),
        call("map"),
        rule("l").map((list) => `{for i, v in ${list} : "k\${i}" => v}`),
        rule("l").map((list) => `{for v in ${list} : v => v...}`),
        conditional("m"),
      ),
      x: grow(
        fc.constantFrom("null", "true", '"a"', "1"),
        rule("s"),
        rule("n"),
        rule("b"),
        rule("l"),
        rule("m"),
        call("any"),
        access,
        fc.tuple(rule("l"), rule("n")).map(([list, index]) => `${list}[${index}]`),
        rule("m").map((map) => `(${map})[*].a`),
        rule("x").map((value) => `(${value})`),
      ),
      top: grow(rule("s"), rule("n"), rule("b"), rule("l"), rule("m"), rule("x")),
    };
  }).top!;
}
