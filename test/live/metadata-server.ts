import { listen, type LocalServer, type ReceivedRequest, type Reply } from "./local-server.ts";
import type { StsKey } from "./sts-server.ts";

export interface MetadataOptions {
  /** The instance's role; `null`: it has none. */
  readonly role: string | null;
  readonly key?: StsKey;
  readonly region?: string;
  /** Only version 1: there are no tokens. */
  readonly older?: boolean;
}

export interface Metadata extends LocalServer {
  readonly requests: readonly ReceivedRequest[];
}

/** The instance metadata service, version 2: nothing is told without a token. */
export async function startMetadata({
  role,
  key,
  region = "eu-west-1",
  older = false,
}: MetadataOptions): Promise<Metadata> {
  const requests: ReceivedRequest[] = [];
  const token = "metadata-token-1234567890";
  const answer = (request: ReceivedRequest): Reply => {
    requests.push(request);
    if (request.method === "PUT" && request.target === "/latest/api/token") {
      const lifetime = request.headers["x-aws-ec2-metadata-token-ttl-seconds"] ?? "";
      if (older) return { status: 405 };
      const headers = { "x-aws-ec2-metadata-token-ttl-seconds": lifetime };
      return Number(lifetime) > 0 ? { status: 200, headers, body: token } : { status: 400 };
    }
    if (!older && request.headers["x-aws-ec2-metadata-token"] !== token) return { status: 401 };
    const list = "/latest/meta-data/iam/security-credentials/";
    if (request.target === "/latest/dynamic/instance-identity/document") {
      return { status: 200, body: JSON.stringify({ region, accountId: "111122223333" }) };
    }
    if (role === null) return { status: 404, body: "<html>404 - Not Found</html>" };
    if (request.target === list) return { status: 200, body: role };
    if (request.target === list + role) return { status: 200, body: delivered(key) };
    return { status: 404 };
  };
  return { ...(await listen(answer)), requests };
}

/** The credential endpoint of a container: `/v2/credentials/x`, for whoever has the token. */
export async function startContainer(key: StsKey, authorization: string | null): Promise<Metadata> {
  const requests: ReceivedRequest[] = [];
  const answer = (request: ReceivedRequest): Reply => {
    requests.push(request);
    if (authorization !== null && request.headers.authorization !== authorization) {
      return { status: 401, body: JSON.stringify({ code: "Unauthorized", message: "bad token" }) };
    }
    return { status: 200, body: delivered(key) };
  };
  return { ...(await listen(answer)), requests };
}

function delivered(key: StsKey | undefined): string {
  return JSON.stringify({
    Code: "Success",
    AccessKeyId: key?.accessKeyId,
    SecretAccessKey: key?.secretAccessKey,
    Token: key?.sessionToken,
    Expiration: "2030-01-01T00:00:00Z",
  });
}
