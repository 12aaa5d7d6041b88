import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface SigningKey {
  readonly secretAccessKey: string;
  /** Temporary keys: the token that has to stand beside them. */
  readonly sessionToken?: string | undefined;
  readonly expired?: boolean;
  readonly inactive?: boolean;
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type Verdict<Key> =
  | { readonly ok: true; readonly accessKeyId: string; readonly key: Key; readonly region: string }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
    };

const refuse = (status: number, code: string, message: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { status, code, message },
});

const authorizationShape = /^AWS4-HMAC-SHA256 Credential=([^, ]*), ?SignedHeaders=([^, ]*), ?Signature=([0-9a-f]{64})$/;

/**
 * Signature Version 4 as AWS documents it ("Create a signed AWS API request"), in STS's order of checks and with STS's words.
 *
 * @param now the server's clock, milliseconds since 1970
 */
export function verify<Key extends SigningKey>(
  request: SignedRequest,
  keys: ReadonlyMap<string, Key>,
  service: string,
  now: number,
): Verdict<Key> {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return refuse(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  }
  const parts = authorizationShape.exec(authorization);
  if (!parts) {
    const odd = authorization
      .split(/[ ,]+/)
      .slice(1)
      .find((part) => part !== "" && !part.includes("="));
    return refuse(
      400,
      "IncompleteSignature",
      `'${odd ?? authorization}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
    );
  }
  const [, credential = "", signedHeaders = "", signature = ""] = parts;
  const scope = credential.split("/");
  if (scope.length !== 5) {
    return refuse(
      400,
      "IncompleteSignature",
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  const [accessKeyId = "", day = "", region = "", signedService = "", term = ""] = scope;
  const key = keys.get(accessKeyId);
  const stamp = request.headers["x-amz-date"] ?? "";
  const invalidToken = refuse(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  if (!key || key.inactive) return invalidToken;
  if ((request.headers["x-amz-security-token"] ?? "") !== (key.sessionToken ?? "")) return invalidToken;
  if (key.expired) return refuse(403, "ExpiredToken", "The security token included in the request is expired");

  const clock = checkClock(stamp, day, now);
  if (clock) return clock;
  if (signedService !== service || term !== "aws4_request") {
    return refuse(403, "SignatureDoesNotMatch", `Credential should be scoped to correct service: '${service}'.`);
  }

  const canonical = canonicalRequest(request, signedHeaders.split(";"));
  const toSign = ["AWS4-HMAC-SHA256", stamp, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join("\n");
  let signingKey: Buffer = Buffer.from(`AWS4${key.secretAccessKey}`);
  for (const part of [day, region, service, "aws4_request"]) signingKey = hmac(signingKey, part);
  if (!timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, "hex"))) {
    return refuse(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  return { ok: true, accessKeyId, key, region };
}

/** STS admits five minutes to the past and fifteen to the future (texts of `018-signature-not-yet-current.txt`). */
function checkClock(stamp: string, day: string, now: number): { ok: false; refusal: Refusal } | null {
  const sent = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (Number.isNaN(sent)) return refuse(400, "IncompleteSignature", "Date must be in ISO-8601 'basic format'.");
  if (!stamp.startsWith(day)) {
    return refuse(
      403,
      "SignatureDoesNotMatch",
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date",
    );
  }
  const minute = 60_000;
  if (sent < now - 5 * minute) {
    return refuse(
      403,
      "SignatureDoesNotMatch",
      `Signature expired: ${stamp} is now earlier than ${basic(now - 5 * minute)} (${basic(now)} - 5 min.)`,
    );
  }
  if (sent > now + 15 * minute) {
    return refuse(
      403,
      "SignatureDoesNotMatch",
      `Signature not yet current: ${stamp} is still later than ${basic(now + 15 * minute)} (${basic(now)} + 15 min.)`,
    );
  }
  return null;
}

const basic = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");

function canonicalRequest({ method, target, headers, body }: SignedRequest, signedHeaders: readonly string[]): string {
  const [path = "/", query = ""] = target.split("?");
  const canonicalQuery = query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
    .sort()
    .join("&");
  const canonicalHeaders = signedHeaders
    .map((name) => `${name}:${(headers[name] ?? "").trim().replace(/ +/g, " ")}\n`)
    .join("");
  return [method, path, canonicalQuery, canonicalHeaders, signedHeaders.join(";"), sha256(body)].join("\n");
}

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

const hmac = (key: Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
