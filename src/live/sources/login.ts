import type { CredentialSource } from "../../aws/trace.ts";
import { dpopProof } from "../dpop.ts";
import { firstSet } from "../environment.ts";
import { callJson, objectOf, parseObject, textOf, type JsonObject } from "../json-call.ts";
import { none, type Line, type Obtained } from "../line.ts";
import type { LiveAnswer } from "../live-answer.ts";
import { signInUrl } from "../service-hosts.ts";
import type { Store } from "../store.ts";

export type LoginSource = Extract<CredentialSource, { via: "login" }>;

const remedy = "Log in again: aws login.";

/** The keys that `aws login` left behind; renewed when they have ended (aws-sdk-go-v2, `credentials/logincreds`). */
export async function loginKeys(source: LoginSource, line: Line, store: Store): Promise<Obtained> {
  const { files, now } = line.machine;
  const content = files.read(source.cacheFile);
  const cached = content.ok ? parseObject(content.bytes) : null;
  const held = keysOf(objectOf(cached?.accessToken));
  if (!cached || !held) {
    const why = content.ok ? "holds no login" : content.message;
    return none({ status: "rejected", cause: "sso-never-logged-in", message: `${source.cacheFile}: ${why}`, remedy });
  }
  return held.expires > now ? { ok: true, ...held } : renew(cached, source, line, store);
}

function keysOf(
  token: JsonObject | null,
): (Pick<Extract<Obtained, { ok: true }>, "keys"> & { expires: number }) | null {
  const keys = {
    accessKeyId: textOf(token, "accessKeyId"),
    secretAccessKey: textOf(token, "secretAccessKey"),
    sessionToken: textOf(token, "sessionToken"),
  };
  const expires = Date.parse(textOf(token, "expiresAt"));
  return Object.values(keys).includes("") || Number.isNaN(expires) ? null : { keys, expires };
}

async function renew(cached: JsonObject, source: LoginSource, line: Line, store: Store): Promise<Obtained> {
  const { environment, now } = line.machine;
  const refreshToken = textOf(cached, "refreshToken");
  const region = textOf(cached, "signInRegion") || (source.region ?? "us-east-1");
  const endpoint = firstSet(environment, "AWS_ENDPOINT_URL_SIGNIN", "AWS_ENDPOINT_URL") ?? signInUrl(region);
  const url = new URL(`${endpoint.replace(/\/+$/, "")}/v1/token`);
  const proof = dpopProof(textOf(cached, "dpopKey"), "POST", url.href);
  if (proof === null) {
    const message = `${source.cacheFile} holds no usable dpopKey`;
    return none({ status: "rejected", cause: "sso-token-expired", message, remedy });
  }
  const request = {
    method: "POST",
    url,
    headers: { "content-type": "application/json", dpop: proof },
    body: JSON.stringify({ clientId: textOf(cached, "clientId"), grantType: "refresh_token", refreshToken }),
  };
  const about = { operation: "CreateOAuth2Token", subject: null, secrets: [refreshToken, proof] };
  const result = await callJson(request, about, line);
  if (!result.ok) return none(withLogin(result.answer));

  const expiresIn = result.value.expiresIn;
  const expires = now + (typeof expiresIn === "number" ? expiresIn : 0) * 1000;
  const accessToken = {
    ...objectOf(cached.accessToken),
    ...objectOf(result.value.accessToken),
    expiresAt: new Date(expires).toISOString().replace(/\.\d+Z$/, "Z"),
  };
  const renewed = keysOf(accessToken);
  const next = textOf(result.value, "refreshToken");
  if (!objectOf(result.value.accessToken) || !renewed || next === "") {
    return none({ status: "unknown", message: `${url.host} answered CreateOAuth2Token without keys` });
  }
  try {
    store(source.cacheFile, JSON.stringify({ ...cached, accessToken, refreshToken: next }));
  } catch {
    // The SDK, too, goes on with keys that it couldn't keep.
  }
  return { ok: true, ...renewed };
}

/** Sign-in refuses with AccessDeniedException, whatever has ended: session, password or permission. */
function withLogin(answer: LiveAnswer): LiveAnswer {
  return answer.status === "rejected" ? { ...answer, cause: "sso-token-expired", remedy } : answer;
}
