const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

let issued = 0;

/** An access key id that carries the account the way AWS does it (bits 7–46 after the prefix), different at each call. */
export function keyIdOf(account: string, prefix: "AKIA" | "ASIA" = "AKIA"): string {
  issued += 1;
  let bits = (1n << 79n) | (BigInt(account) << 39n) | BigInt(issued);
  let letters = "";
  for (let position = 0; position < 16; position += 1) {
    letters = `${alphabet[Number(bits & 31n)] ?? ""}${letters}`;
    bits >>= 5n;
  }
  return `${prefix}${letters}`;
}

/** A pair that nobody but the local server knows. */
export function testKeys(account = "111122223333"): { accessKeyId: string; secretAccessKey: string } {
  const accessKeyId = keyIdOf(account);
  return { accessKeyId, secretAccessKey: `tEsT/sEcReT+${accessKeyId.slice(4)}0123456789ab` };
}
