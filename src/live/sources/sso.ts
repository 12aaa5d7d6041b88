import type { CredentialSource } from "../../aws/trace.ts";
import { firstSet } from "../environment.ts";
import { callJson, objectOf, parseObject, textOf, type JsonObject } from "../json-call.ts";
import { none, type Line, type Obtained } from "../line.ts";
import type { LiveAnswer } from "../live-answer.ts";
import { serviceUrl } from "../service-hosts.ts";
import type { Store } from "../store.ts";

export type SsoSource = Extract<CredentialSource, { via: "sso" }>;

/** The portal's credentials for an account and a role, with the token that `aws sso login` left behind; renewed when it has ended. */
export async function ssoKeys(source: SsoSource, line: Line, store: Store): Promise<Obtained> {
  const token = await tokenOf(source, line, store);
  if (typeof token !== "string") return none(token);

  const url = new URL(`${trimmed(source.endpoint ?? serviceUrl("portal.sso", source.region))}/federation/credentials`);
  url.search = `account_id=${encodeURIComponent(source.accountId)}&role_name=${encodeURIComponent(source.roleName)}`;
  const request = { method: "GET", url, headers: { "x-amz-sso_bearer_token": token } };
  const subject = `role ${source.roleName} in ${source.accountId}`;
  const result = await callJson(request, { operation: "GetRoleCredentials", subject, secrets: [token] }, line);
  if (!result.ok) return none(withLogin(result.answer, source));

  const given = objectOf(result.value.roleCredentials);
  const keys = {
    accessKeyId: textOf(given, "accessKeyId"),
    secretAccessKey: textOf(given, "secretAccessKey"),
    sessionToken: textOf(given, "sessionToken"),
  };
  if (keys.accessKeyId === "" || keys.secretAccessKey === "") {
    return none({ status: "unknown", message: `${url.host} answered GetRoleCredentials without keys` });
  }
  const expiration = given?.expiration;
  return { ok: true, keys, expires: typeof expiration === "number" ? expiration : null };
}

async function tokenOf(source: SsoSource, line: Line, store: Store): Promise<string | LiveAnswer> {
  const { files, now } = line.machine;
  const content = files.read(source.cacheFile);
  if (!content.ok) {
    const message = `There is no SSO session: ${source.cacheFile}: ${content.message}`;
    return { status: "rejected", cause: "sso-never-logged-in", message, remedy: loginCommand(source) };
  }
  const cached = parseObject(content.bytes);
  const accessToken = textOf(cached, "accessToken");
  const end = Date.parse(textOf(cached, "expiresAt"));
  if (!cached || accessToken === "" || Number.isNaN(end)) {
    const message = `${source.cacheFile} holds no SSO token`;
    return { status: "rejected", cause: "sso-never-logged-in", message, remedy: loginCommand(source) };
  }
  if (end > now) return accessToken;

  const isRenewable = ["clientId", "clientSecret", "refreshToken"].every((name) => textOf(cached, name) !== "");
  if (source.session === null || !isRenewable) {
    const message = `The SSO session ended at ${new Date(end).toISOString()}`;
    return { status: "rejected", cause: "sso-token-expired", message, remedy: loginCommand(source) };
  }
  return renew(cached, source, line, store);
}

/** SSO OIDC, CreateToken with `grant_type=refresh_token` (aws-sdk-go-v2, `ssocreds.SSOTokenProvider`). */
async function renew(cached: JsonObject, source: SsoSource, line: Line, store: Store): Promise<string | LiveAnswer> {
  const clientId = textOf(cached, "clientId");
  const clientSecret = textOf(cached, "clientSecret");
  const refreshToken = textOf(cached, "refreshToken");
  const endpoint =
    firstSet(line.machine.environment, "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL") ??
    serviceUrl("oidc", source.region);
  const request = {
    method: "POST",
    url: new URL(`${trimmed(endpoint)}/token`),
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret, grantType: "refresh_token", refreshToken }),
  };
  const secrets = [clientSecret, refreshToken];
  const result = await callJson(request, { operation: "CreateToken", subject: null, secrets }, line);
  if (!result.ok) return withLogin(result.answer, source);

  const accessToken = textOf(result.value, "accessToken");
  const expiresIn = result.value.expiresIn;
  if (accessToken === "" || typeof expiresIn !== "number") {
    return { status: "unknown", message: `${request.url.host} answered CreateToken without a token` };
  }
  const expiresAt = new Date(line.machine.now + expiresIn * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  const next = textOf(result.value, "refreshToken") || refreshToken;
  try {
    store(source.cacheFile, JSON.stringify({ ...cached, accessToken, expiresAt, refreshToken: next }));
  } catch {
    // The SDK, too, goes on with a token that it couldn't keep.
  }
  return accessToken;
}

function withLogin(answer: LiveAnswer, source: SsoSource): LiveAnswer {
  return answer.cause === "sso-token-expired" ? { ...answer, remedy: loginCommand(source) } : answer;
}

const loginCommand = ({ session }: SsoSource): string =>
  session === null
    ? "Log in again: aws sso login --profile PROFILE"
    : `Log in again: aws sso login --sso-session ${session}`;

const trimmed = (url: string): string => url.replace(/\/+$/, "");
