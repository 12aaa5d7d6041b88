import type { Machine } from "../machine/machine.ts";
import { readText } from "./shared-config/read-file.ts";

/** What the firmware of an EC2 instance tells Linux, in the order Nitro, Xen. */
const signs: readonly (readonly [file: string, sign: RegExp])[] = [
  ["/sys/devices/virtual/dmi/id/sys_vendor", /^Amazon EC2/u],
  ["/sys/hypervisor/uuid", /^ec2/iu],
];

/** Whether this is an EC2 instance, as far as Linux shows it without a call; `false` may mean that nobody can tell. */
export function isInstance(machine: Machine): boolean {
  return (
    machine.platform === "linux" &&
    signs.some(([file, sign]) => {
      const text = readText(machine, file);
      return text.state === "read" && sign.test(text.text);
    })
  );
}
