import type { Consumer } from "../aws/consumer.ts";
import { argumentOf } from "./known-arguments.ts";

/**
 * Whether a consumer signs with a key that AWS would refuse, as emulators take it.
 *
 * @param resolved The key that its trace ends in, where the block gives none.
 */
export function hasDummyKey(consumer: Consumer, resolved: string | null | undefined): boolean {
  const argument = argumentOf(consumer, "access_key");
  const key = argument?.known ? argument.value : resolved;
  return typeof key === "string" && key !== "" && !/^A(?:KIA|SIA)[A-Z2-7]{16}$/u.test(key);
}
