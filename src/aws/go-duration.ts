/** Nanoseconds by unit. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Package `time` quotes for itself: byte by byte. */
function quote(text: string): string {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => {
    if (byte < 0x20 || byte >= 0x80) return `\\x${byte.toString(16).padStart(2, "0")}`;
    const character = String.fromCharCode(byte);
    return character === '"' || character === "\\" ? `\\${character}` : character;
  });
  return `"${bytes.join("")}"`;
}

const largest = 2n ** 63n - 1n;

/** `time.ParseDuration`: nanoseconds, or Go's error. */
export function parseDuration(text: string): { readonly nanoseconds: bigint } | { readonly error: string } {
  const problem = (reason: string): { error: string } => ({ error: `time: ${reason} ${quote(text)}` });
  const invalid = problem("invalid duration");
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  let rest = text.slice(sign.length);
  if (rest === "0") return { nanoseconds: 0n };
  if (rest === "") return invalid;
  let sum = 0n;
  while (rest !== "") {
    const [part, whole = "", fraction = "", name = ""] = /^(\d*)(?:\.(\d*))?([^.\d]*)/.exec(rest) ?? [""];
    if (whole === "" && fraction === "") return invalid;
    if (name === "") return problem("missing unit in duration");
    const unit = units[name];
    if (unit === undefined) return problem(`unknown unit ${quote(name)} in duration`);
    // More than 18 digits after the point are below a nanosecond.
    const digits = fraction.slice(0, 18);
    sum += BigInt(whole || "0") * unit + (BigInt(digits || "0") * unit) / 10n ** BigInt(digits.length);
    if (sum > largest) return invalid;
    rest = rest.slice(part.length);
  }
  return { nanoseconds: sign === "-" ? -sum : sum };
}

/** `Duration.String`: `1h30m0s`. */
export function durationText(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${durationText(-nanoseconds)}`;
  if (nanoseconds === 0n) return "0s";
  const small = (["ns", "µs", "ms"] as const).findLast((unit) => nanoseconds >= (units[unit] ?? 1n));
  if (nanoseconds < 1_000_000_000n && small) return decimal(nanoseconds, units[small] ?? 1n) + small;
  const seconds = decimal(nanoseconds % 60_000_000_000n, 1_000_000_000n);
  const minutes = nanoseconds / 60_000_000_000n;
  if (minutes === 0n) return `${seconds}s`;
  return minutes < 60n ? `${minutes}m${seconds}s` : `${minutes / 60n}h${minutes % 60n}m${seconds}s`;
}

function decimal(value: bigint, unit: bigint): string {
  const fraction = (unit + (value % unit)).toString().slice(1).replace(/0+$/, "");
  return (value / unit).toString() + (fraction && `.${fraction}`);
}
