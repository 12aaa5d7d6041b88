/** An IP address or network: 4 or 16 bytes as one number. */
export interface Network {
  readonly bits: 32 | 128;
  /** The address with the host's part cleared. */
  readonly address: bigint;
  readonly prefix: number;
}

/** Reads an address as Go did before 1.17, and Terraform does still: parts in decimal may begin with zeros. `null` for none. */
export function parseAddress(text: string): { readonly bits: 32 | 128; readonly address: bigint } | null {
  if (!text.includes(":")) {
    const address = parseIpv4(text);
    return address === null ? null : { bits: 32, address };
  }
  const address = parseIpv6(text);
  if (address === null) return null;
  // Go makes no difference between an IPv4 address and the IPv6 address that stands for it.
  return address >> 32n === 0xffffn ? { bits: 32, address: address & 0xffffffffn } : { bits: 128, address };
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,8}$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((address, part) => (address << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === "" ? [] : groupsOf(half)));
  if (!left || right === null) return null;
  const given = left.length + (right?.length ?? 0);
  if (right === undefined ? given !== 8 : given > 7) return null;
  const groups = [...left, ...Array.from({ length: 8 - given }, () => 0), ...(right ?? [])];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

function groupsOf(text: string): number[] | null {
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes(".")) {
      const address = parseIpv4(part);
      if (address === null) return null;
      groups.push(Number(address >> 16n), Number(address & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(parseInt(part, 16));
    else return null;
  }
  return groups;
}

/** `address/prefix`; `null` when it is none. */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf("/");
  const parsed = slash < 0 ? null : parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (parsed === null || !/^\d{1,7}$/.test(length)) return null;
  // The length counts in what was written: 16 bytes for an IPv4 address in the spelling of IPv6.
  const written = text.slice(0, slash).includes(":") ? 128 : 32;
  if (Number(length) > written) return null;
  const prefix = Number(length) - (written - parsed.bits);
  if (prefix < 0) return { bits: 128, address: 0n, prefix: Number(length) };
  return { bits: parsed.bits, prefix, address: network(parsed.address, parsed.bits, prefix) };
}

/** The address with all bits behind the prefix cleared. */
export function network(address: bigint, bits: number, prefix: number): bigint {
  const host = BigInt(bits - prefix);
  return (address >> host) << host;
}

export function formatAddress(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - index * 16)) & 0xffffn));
  const { start, length } = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  return length < 2 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

export const formatNetwork = ({ address, bits, prefix }: Network): string =>
  `${formatAddress(address, bits)}/${prefix}`;
