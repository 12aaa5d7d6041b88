import { FunctionError } from "../function.ts";

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

const limit = 1n << 63n;

/** Package `time` quotes byte by byte. */
function quote(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    if (byte < 0x20 || byte >= 0x80) return `\\x${byte.toString(16).padStart(2, "0")}`;
    return character === '"' || character === "\\" ? `\\${character}` : character;
  });
  return `"${bytes.join("")}"`;
}

/**
 * Go's `time.ParseDuration`, in nanoseconds.
 *
 * @throws FunctionError
 */
export function parseDuration(text: string): bigint {
  const invalid = (): FunctionError => new FunctionError(`time: invalid duration ${quote(text)}`);
  const [, sign, rest = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === "0") return 0n;
  if (rest === "") throw invalid();
  let total = 0n;
  for (let left = rest; left !== "";) {
    const match = /^(\d*)(?:\.(\d*))?([^.\d]*)/.exec(left);
    const [part = "", whole = "", fraction = "", unit = ""] = match ?? [];
    if (whole === "" && fraction === "") throw invalid();
    if (unit === "") throw new FunctionError(`time: missing unit in duration ${quote(text)}`);
    const scale = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (scale === undefined) throw new FunctionError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    // Digits beyond what fits into 63 bits are dropped.
    const digits = fraction.slice(0, 18);
    total += BigInt(whole || "0") * scale + (BigInt(digits || "0") * scale) / 10n ** BigInt(digits.length);
    if (total > limit) throw invalid();
    left = left.slice(part.length);
  }
  if (sign === "-") return -total;
  if (total === limit) throw invalid();
  return total;
}
