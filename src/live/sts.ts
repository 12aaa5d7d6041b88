import type { STSClient } from "@aws-sdk/client-sts";
import { retriesOf } from "./retries.ts";
import type { HttpAnswer, Transport } from "./transport.ts";

/** Credentials in the clear. They live only as long as the call that they sign. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Which security token service is asked, and how stubbornly. */
export interface StsEndpoint {
  /** The region that is signed for. */
  readonly region: string;
  /** `null`: the public endpoint of the region. */
  readonly url: string | null;
  readonly fips?: boolean;
  readonly dualStack?: boolean;
  /** Default 25, the provider's own. */
  readonly maximumAttempts?: number;
}

/** A client and what it saw: the host that it asks and, after a call, the last thing that came back. */
export interface Sts {
  readonly client: STSClient;
  readonly host: string;
  readonly seen: Seen;
}

export interface Seen {
  /** Answers of any kind, and failures, over all attempts. */
  attempts: number;
  lastStatus: number | null;
  /** The code in the last answer, if it was one of AWS's refusals. */
  lastCode: string | null;
  lastFailure: NodeJS.ErrnoException | null;
  /** The `Date` header of the last answer; milliseconds since 1970. */
  date: number | null;
}

const providerMaximumAttempts = 25;

/**
 * A client of `@aws-sdk/client-sts` that reads nothing by itself: every setting that it would look up in the environment or in
 * `~/.aws` is given, since that has been resolved as Terraform resolves it.
 *
 * @param signal ends the call that the client is for
 * @throws {Error} when the region has no such endpoint, or the endpoint is no URL.
 */
export async function stsFor(
  keys: KeyPair | null,
  endpoint: StsEndpoint,
  transport: Transport,
  signal: AbortSignal,
): Promise<Sts> {
  const { STSClient } = await loadSdk();
  const seen: Seen = { attempts: 0, lastStatus: null, lastCode: null, lastFailure: null, date: null };
  const maxAttempts = endpoint.maximumAttempts ?? providerMaximumAttempts;
  const settings = {
    region: endpoint.region,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    maxAttempts,
    retryMode: "standard",
    retryStrategy: retriesOf(maxAttempts, signal),
    authSchemePreference: ["sigv4"],
    sigv4aSigningRegionSet: [endpoint.region],
    userAgentAppId: "tf-preflight",
    requestHandler: handlerOf(transport, seen, signal),
    credentials: credentialsOf(keys ?? { accessKeyId: "", secretAccessKey: "" }),
  };
  const url = endpoint.url ?? publicUrl(new STSClient(settings), endpoint);
  const { protocol, host } = new URL(url);
  if (!/^https?:$/.test(protocol)) throw new Error(`the endpoint ${url} isn't a URL of http or https`);
  return { client: new STSClient({ ...settings, endpoint: url }), host, seen };
}

/** The SDK, quiet: it would print a notice about Node's version on stderr. */
function loadSdk(): Promise<typeof import("@aws-sdk/client-sts")> {
  // eslint-disable-next-line no-restricted-properties -- a setting of the SDK, which knows no other way; nothing is read
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  return import("@aws-sdk/client-sts");
}

function publicUrl(client: STSClient, { region, fips = false, dualStack = false }: StsEndpoint): string {
  return client.config.endpointProvider({ Region: region, UseFIPS: fips, UseDualStack: dualStack }).url.href;
}

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: KeyPair): {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
} {
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** The SDK's view of a request; it knows more, this is what is needed. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function handlerOf(transport: Transport, seen: Seen, signal: AbortSignal) {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request: SdkRequest) {
      const port = request.port === undefined ? "" : `:${request.port}`;
      const url = new URL(`${request.protocol}//${request.hostname}${port}${request.path}`);
      const { method, headers, body } = request;
      seen.attempts += 1;
      try {
        const answer = await transport({ method, url, headers, ...(body !== undefined && { body }) }, signal);
        note(answer, seen);
        return { response: { statusCode: answer.status, headers: answer.headers, body: answer.body } };
      } catch (error) {
        // An attempt that is given up tells nothing; what the one before it met does.
        if (signal.aborted) throw error;
        seen.lastStatus = null;
        seen.lastCode = null;
        seen.lastFailure = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    },
    // The SDK hands over settings for handlers of its own kind.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function note(answer: HttpAnswer, seen: Seen): void {
  seen.lastStatus = answer.status;
  seen.lastCode = /<Code>([\w.]+)<\/Code>/.exec(new TextDecoder().decode(answer.body))?.[1] ?? null;
  seen.lastFailure = null;
  const date = Date.parse(answer.headers.date ?? "");
  if (!Number.isNaN(date)) seen.date = date;
}
