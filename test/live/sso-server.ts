import { createHash, createPublicKey, verify, type JsonWebKey } from "node:crypto";
import { listen, type LocalServer, type ReceivedRequest, type Reply } from "./local-server.ts";
import type { StsKey } from "./sts-server.ts";

export interface SsoOptions {
  /** The access token that the portal accepts. */
  readonly accessToken?: string;
  /** What the portal gives out, by `account/role`. */
  readonly roles?: Readonly<Record<string, StsKey>>;
  /** A refresh token that OIDC or sign-in accepts, once; it gives out `accessToken` or `loginKey`. */
  readonly refreshToken?: string;
  readonly loginKey?: StsKey;
  /** A refusal in place of every answer. */
  readonly refusal?: { readonly status: number; readonly code: string; readonly message: string };
}

export interface Sso extends LocalServer {
  readonly requests: readonly ReceivedRequest[];
}

/** The SSO portal (`/federation/credentials`), SSO OIDC (`/token`) and AWS sign-in (`/v1/token`) under one address. */
export async function startSso(options: SsoOptions): Promise<Sso> {
  const requests: ReceivedRequest[] = [];
  const used = new Set<string>();
  const answer = (request: ReceivedRequest): Reply => {
    requests.push(request);
    if (options.refusal) return refuse(options.refusal.status, options.refusal.code, options.refusal.message);
    const { pathname, searchParams } = new URL(request.target, "http://local");
    if (pathname === "/federation/credentials") return roleCredentials(request, searchParams, options);
    const input = JSON.parse(request.body.toString()) as Record<string, unknown>;
    const refreshToken = String(input.refreshToken);
    const isGranted =
      input.grantType === "refresh_token" && refreshToken === options.refreshToken && !used.has(refreshToken);
    if (pathname === "/token") {
      if (!isGranted || input.clientSecret === undefined) return refuse(400, "InvalidGrantException", "Invalid grant");
      used.add(refreshToken);
      return json(200, {
        accessToken: options.accessToken,
        expiresIn: 3600,
        refreshToken: `${refreshToken}-next`,
        tokenType: "Bearer",
      });
    }
    if (pathname === "/v1/token") {
      if (!isGranted || !isProven(request)) return refuse(400, "AccessDeniedException", "TOKEN_EXPIRED");
      used.add(refreshToken);
      const { accessKeyId, secretAccessKey, sessionToken } = options.loginKey ?? {};
      const accessToken = { accessKeyId, secretAccessKey, sessionToken };
      return json(200, { accessToken, tokenType: "aws_sigv4", expiresIn: 900, refreshToken: `${refreshToken}-next` });
    }
    return refuse(404, "UnknownOperationException", "");
  };
  return { ...(await listen(answer)), requests };
}

function roleCredentials(request: ReceivedRequest, query: URLSearchParams, options: SsoOptions): Reply {
  if (request.headers["x-amz-sso_bearer_token"] !== options.accessToken) {
    return refuse(401, "UnauthorizedException", "Session token not found or invalid");
  }
  const key = options.roles?.[`${query.get("account_id") ?? ""}/${query.get("role_name") ?? ""}`];
  if (!key) return refuse(403, "ForbiddenException", "No access");
  const { accessKeyId, secretAccessKey, sessionToken } = key;
  const expiration = Date.UTC(2030, 0, 1);
  return json(200, { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } });
}

/** RFC 9449: the proof is signed with the key that it carries, for this method and this address. */
function isProven(request: ReceivedRequest): boolean {
  const [header = "", payload = "", signature = ""] = (request.headers.dpop ?? "").split(".");
  const decode = (part: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
  const { alg, typ, jwk } = decode(header);
  const { htm, htu, jti } = decode(payload);
  const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const address = `http://${request.headers.host ?? ""}${request.target}`;
  return (
    isSigned && alg === "ES256" && typ === "dpop+jwt" && htm === "POST" && htu === address && typeof jti === "string"
  );
}

/** The name of an SSO token's cache file, by session name or start URL. */
export const ssoCacheName = (key: string): string => `${createHash("sha1").update(key).digest("hex")}.json`;

const json = (status: number, body: object): Reply => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const refuse = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { "content-type": "application/json", "x-amzn-errortype": code },
  body: JSON.stringify({ message, __type: `com.amazonaws#${code}` }),
});
