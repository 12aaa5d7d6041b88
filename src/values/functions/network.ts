import { boolValue, listValue, stringValue } from "../construct.ts";
import { FunctionError, type Functions } from "../function.ts";
import { isInteger, truncate } from "../number.ts";
import { boolType, listType, stringType } from "../type.ts";
import type { Value } from "../value.ts";
import { integerOf, number, numberOf, string, textOf } from "./arguments.ts";
import { formatAddress, formatNetwork, network, type Network, parseAddress, parseNetwork } from "./ip.ts";

const prefixParameter = string("prefix");

function networkOf(value: Value | undefined, argument: number | null = null): Network {
  const text = textOf(value);
  const parsed = parseNetwork(text);
  if (parsed === null) throw new FunctionError(`invalid CIDR expression: invalid CIDR address: ${text}`, argument);
  return parsed;
}

/** A whole number of any size. */
function wholeOf(value: Value | undefined): bigint {
  const given = numberOf(value);
  if (!isInteger(given)) throw new FunctionError("value must be a whole number");
  return truncate(given);
}

function host({ address, bits, prefix }: Network, hostNumber: bigint): bigint {
  const size = 1n << BigInt(bits - prefix);
  const beyond = hostNumber < 0n ? -hostNumber > size : hostNumber >= size;
  if (beyond) throw new FunctionError(`prefix of ${prefix} does not accommodate a host numbered ${hostNumber}`);
  return address | (hostNumber < 0n ? size + hostNumber : hostNumber);
}

function subnet({ address, bits, prefix }: Network, newBits: number, netNumber: bigint): Network {
  const length = prefix + newBits;
  if (length > bits) throw new FunctionError(`insufficient address space to extend prefix of ${prefix} by ${newBits}`);
  const size = 1n << BigInt(Math.max(0, newBits));
  if (netNumber >= size || netNumber < 0n) {
    throw new FunctionError(`prefix extension of ${newBits} does not accommodate a subnet numbered ${netNumber}`);
  }
  return { bits, prefix: length, address: address | (netNumber << BigInt(bits - length)) };
}

function subnets(whole: Network, lengths: readonly Value[]): readonly Network[] {
  const found: Network[] = [];
  let next = whole.address;
  let current: Network | null = null;
  for (const [index, value] of lengths.entries()) {
    const argument = index + 1;
    const extension = integerOf(value, (reason) => new FunctionError(reason, argument));
    if (extension < 1) throw new FunctionError("must extend prefix by at least one bit", argument);
    if (extension > 32) throw new FunctionError("may not extend prefix by more than 32 bits", argument);
    const length = whole.prefix + extension;
    if (length > whole.bits) {
      const protocol = whole.bits === 32 ? "IPv4" : "IPv6";
      throw new FunctionError(
        `would extend prefix to ${length} bits, which is too long for an ${protocol} address`,
        argument,
      );
    }
    const size = 1n << BigInt(whole.bits - length);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > whole.address + (1n << BigInt(whole.bits - whole.prefix))) {
      const after = current ? formatNetwork(current) : formatNetwork(whole);
      throw new FunctionError(
        `not enough remaining address space for a subnet with a prefix of ${length} bits after ${after}`,
        argument,
      );
    }
    current = { bits: whole.bits, address: start, prefix: length };
    found.push(current);
    next = start + size;
  }
  return found;
}

export const networkFunctions: Functions = {
  cidrhost: {
    parameters: [prefixParameter, number("hostnum")],
    type: stringType,
    run([prefix, hostNumber]) {
      const wanted = wholeOf(hostNumber);
      const whole = networkOf(prefix);
      return stringValue(formatAddress(host(whole, wanted), whole.bits));
    },
  },
  cidrnetmask: {
    parameters: [prefixParameter],
    type: stringType,
    run([prefix]) {
      const whole = networkOf(prefix);
      if (whole.bits === 128) throw new FunctionError(`IPv6 addresses cannot have a netmask: ${textOf(prefix)}`);
      return stringValue(formatAddress(network(0xffffffffn, 32, whole.prefix), 32));
    },
  },
  cidrsubnet: {
    parameters: [prefixParameter, number("newbits"), number("netnum")],
    type: stringType,
    run([prefix, newBits, netNumber]) {
      const [extension, wanted] = [integerOf(newBits), wholeOf(netNumber)];
      return stringValue(formatNetwork(subnet(networkOf(prefix), extension, wanted)));
    },
  },
  cidrsubnets: {
    parameters: [prefixParameter],
    variadic: number("newbits"),
    type: listType(stringType),
    run([prefix, ...lengths]) {
      const found = subnets(networkOf(prefix, 0), lengths);
      return listValue(
        stringType,
        found.map((each) => stringValue(formatNetwork(each))),
      );
    },
  },
};

export const openTofuNetworkFunctions: Functions = {
  cidrcontains: {
    parameters: [string("containing_prefix"), string("contained_ip_or_prefix")],
    type: boolType,
    run([containing, contained]) {
      const whole = networkOf(containing);
      const text = textOf(contained);
      const address = parseAddress(text);
      const inner = address ? { ...address, prefix: address.bits } : parseNetwork(text);
      if (inner === null) throw new FunctionError(`invalid IP address or prefix: ${text}`);
      if (inner.bits !== whole.bits) {
        const family = (bits: number) => (bits === 32 ? "IPv4" : "IPv6");
        throw new FunctionError(
          `address family mismatch: ${textOf(containing)} is ${family(whole.bits)}, ${text} is ${family(inner.bits)}`,
        );
      }
      return boolValue(
        inner.prefix >= whole.prefix && network(inner.address, whole.bits, whole.prefix) === whole.address,
      );
    },
  },
};
