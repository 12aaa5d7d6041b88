import { randomUUID } from "node:crypto";
import { listen, type LocalServer, type ReceivedRequest, type Reply, type Tls } from "./local-server.ts";
import { keyIdOf } from "./test-keys.ts";
import { verify, type Refusal, type SigningKey } from "./signature.ts";

/** A key that the server knows. The rest is what it says about it. */
export interface StsKey extends SigningKey {
  readonly accessKeyId: string;
  /** Default 111122223333. */
  readonly account?: string;
  /** Default `arn:aws:iam::ACCOUNT:user/test`. */
  readonly arn?: string;
  readonly userId?: string;
}

interface StsRole {
  readonly arn: string;
  /** ARNs that may assume it; default: everyone. */
  readonly trusts?: readonly string[];
  readonly externalId?: string;
  /** Seconds; default 3600. */
  readonly maximumDuration?: number;
  /** Web identity tokens that it accepts. */
  readonly tokens?: readonly string[];
}

export interface StsCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** `null` where nothing was signed. */
  readonly accessKeyId: string | null;
  /** The region that was signed for. */
  readonly region: string | null;
  readonly host: string;
}

export interface StsOptions {
  readonly keys?: readonly StsKey[];
  readonly roles?: readonly StsRole[];
  /** What to do instead of answering; `undefined`: answer. */
  readonly fault?: (call: StsCall, count: number) => Refusal | Reply | undefined;
  /** How far the server's clock is ahead, milliseconds. */
  readonly clockOffset?: number;
  readonly tls?: Tls;
}

export interface Sts extends LocalServer {
  readonly calls: readonly StsCall[];
  /** As they came, for tests that look for what must not be sent. */
  readonly requests: readonly ReceivedRequest[];
}

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** A security token service on this machine: it verifies signatures, and knows only the keys and roles that it is given. */
export async function startSts(options: StsOptions = {}): Promise<Sts> {
  const keys = new Map<string, StsKey>((options.keys ?? []).map((key) => [key.accessKeyId, key]));
  const calls: StsCall[] = [];
  const requests: ReceivedRequest[] = [];

  const answer = (request: ReceivedRequest): Reply => {
    requests.push(request);
    const now = new Date().getTime() + (options.clockOffset ?? 0);
    const date = new Date(now).toUTCString();
    const parameters = Object.fromEntries(new URLSearchParams(request.body.toString()));
    const action = parameters.Action ?? "";
    const verdict = verify(request, keys, "sts", now);
    const call: StsCall = {
      action,
      parameters,
      accessKeyId: verdict.ok ? verdict.accessKeyId : credentialOf(request)[0],
      region: verdict.ok ? verdict.region : credentialOf(request)[1],
      host: request.headers.host ?? "",
    };
    calls.push(call);
    const fault = options.fault?.(call, calls.length);
    if (fault) return "code" in fault ? refusal(fault, date) : fault;

    if (action === "AssumeRoleWithWebIdentity")
      return respond(assumeWithToken(parameters, options.roles ?? [], keys), date);
    if (!verdict.ok) return refusal(verdict.refusal, date);
    if (action === "GetCallerIdentity") return respond(callerIdentity(verdict.key), date);
    if (action === "AssumeRole") return respond(assumeRole(parameters, verdict.key, options.roles ?? [], keys), date);
    return refusal({ status: 400, code: "InvalidAction", message: `Could not find operation ${action}` }, date);
  };

  return { ...(await listen(answer, options.tls)), calls, requests };
}

type Result = { readonly name: string; readonly content: string } | Refusal;

function callerIdentity(key: StsKey): Result {
  const content = `<Arn>${arnOf(key)}</Arn><UserId>${key.userId ?? "AIDAEXAMPLEUSERID0000"}</UserId><Account>${accountOf(key)}</Account>`;
  return { name: "GetCallerIdentity", content };
}

const accountOf = (key: StsKey): string => key.account ?? "111122223333";

const arnOf = (key: StsKey): string => key.arn ?? `arn:aws:iam::${accountOf(key)}:user/test`;

function assumeRole(
  parameters: Readonly<Record<string, string>>,
  caller: StsKey,
  roles: readonly StsRole[],
  keys: Map<string, StsKey>,
): Result {
  const { RoleArn = "", ExternalId, DurationSeconds } = parameters;
  const role = roles.find(({ arn }) => arn === RoleArn);
  const isTrusted = role?.trusts?.includes(arnOf(caller)) ?? true;
  if (!role || !isTrusted || (role.externalId !== undefined && role.externalId !== ExternalId)) {
    return {
      status: 403,
      code: "AccessDenied",
      message: `User: ${arnOf(caller)} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    };
  }
  const duration = Number(DurationSeconds ?? "3600");
  if (caller.sessionToken !== undefined && duration > 3600) {
    return validationError(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  }
  if (duration > (role.maximumDuration ?? 3600)) {
    return validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  return session("AssumeRole", role, parameters, keys);
}

function assumeWithToken(
  parameters: Readonly<Record<string, string>>,
  roles: readonly StsRole[],
  keys: Map<string, StsKey>,
): Result {
  const role = roles.find(({ arn }) => arn === parameters.RoleArn);
  if (!role?.tokens?.includes(parameters.WebIdentityToken ?? "")) {
    return { status: 403, code: "AccessDenied", message: "Not authorized to perform sts:AssumeRoleWithWebIdentity" };
  }
  return session("AssumeRoleWithWebIdentity", role, parameters, keys);
}

const validationError = (message: string): Refusal => ({ status: 400, code: "ValidationError", message });

function session(
  name: string,
  role: StsRole,
  parameters: Readonly<Record<string, string>>,
  keys: Map<string, StsKey>,
): Result {
  const sessionName = parameters.RoleSessionName ?? "";
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    return validationError(
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  const [, , , , account = "", resource = ""] = role.arn.split(":");
  const key: StsKey = {
    accessKeyId: keyIdOf(account, "ASIA"),
    secretAccessKey: `minted/secret+${randomUUID()}`.slice(0, 40),
    sessionToken: `minted-token-${randomUUID()}`,
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${resource.replace(/^role\/(?:.*\/)?/, "")}/${sessionName}`,
    userId: `AROAEXAMPLEROLEID0000:${sessionName}`,
  };
  keys.set(key.accessKeyId, key);
  const expiration = new Date(new Date().getTime() + Number(parameters.DurationSeconds ?? "3600") * 1000).toISOString();
  const content =
    `<Credentials><AccessKeyId>${key.accessKeyId}</AccessKeyId><SecretAccessKey>${key.secretAccessKey}</SecretAccessKey>` +
    `<SessionToken>${key.sessionToken ?? ""}</SessionToken><Expiration>${expiration}</Expiration></Credentials>` +
    `<AssumedRoleUser><Arn>${key.arn ?? ""}</Arn><AssumedRoleId>${key.userId ?? ""}</AssumedRoleId></AssumedRoleUser>`;
  return { name, content };
}

function respond(result: Result, date: string): Reply {
  if ("code" in result) return refusal(result, date);
  const { name, content } = result;
  return xml(
    200,
    `<${name}Response xmlns="${namespace}"><${name}Result>${content}</${name}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${name}Response>`,
    date,
  );
}

function refusal({ status, code, message }: Refusal, date: string): Reply {
  const text = message.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return xml(
    status,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    date,
  );
}

const xml = (status: number, body: string, date: string): Reply => ({
  status,
  headers: { "content-type": "text/xml", date },
  body,
});

function credentialOf(request: ReceivedRequest): [accessKeyId: string | null, region: string | null] {
  const scope = /Credential=([^/,]*)\/[^/]*\/([^/]*)\//.exec(request.headers.authorization ?? "");
  return [scope?.[1] ?? null, scope?.[2] ?? null];
}
