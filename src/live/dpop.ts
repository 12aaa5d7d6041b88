import { createPrivateKey, createPublicKey, randomUUID, sign } from "node:crypto";

/**
 * The proof that a request comes from whoever holds the session's key (RFC 9449), signed with ES256.
 *
 * @param pem the P-256 key in the login cache (SEC1 or PKCS #8)
 * @returns `null` when the key can't be read.
 */
export function dpopProof(pem: string, method: string, url: string): string | null {
  try {
    const key = createPrivateKey(pem);
    const { kty, crv, x, y } = createPublicKey(key).export({ format: "jwk" });
    const header = { alg: "ES256", typ: "dpop+jwt", jwk: { kty, crv, x, y } };
    const payload = { jti: randomUUID(), htm: method, htu: url, iat: Math.floor(new Date().getTime() / 1000) };
    const message = `${encode(header)}.${encode(payload)}`;
    const signature = sign("sha256", Buffer.from(message), { key, dsaEncoding: "ieee-p1363" });
    return `${message}.${signature.toString("base64url")}`;
  } catch {
    return null;
  }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
