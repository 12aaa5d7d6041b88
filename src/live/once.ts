import { Secret } from "../aws/secret.ts";

/**
 * Does the same thing once. What is the same is told by a list of plain values, secrets included; it lives as long as the run
 * and goes nowhere.
 */
export function once(): <Value>(identity: readonly unknown[], start: () => Value | Promise<Value>) => Promise<Value> {
  const started = new Map<string, Promise<unknown>>();
  return <Value>(identity: readonly unknown[], start: () => Value | Promise<Value>): Promise<Value> => {
    const key = textOf(identity);
    const known = started.get(key) as Promise<Value> | undefined;
    if (known) return known;
    const begun = Promise.resolve(start());
    started.set(key, begun);
    return begun;
  };
}

function textOf(identity: readonly unknown[]): string {
  return JSON.stringify(identity, function (this: Record<string, unknown>, name: string, shown: unknown) {
    const value = this[name];
    // The same role written twice is the same role.
    if (name === "where") return undefined;
    return value instanceof Secret ? ["secret", value.reveal()] : shown;
  });
}
