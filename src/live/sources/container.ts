import type { CredentialSource } from "../../aws/trace.ts";
import { networkError, parseObject, textOf, type JsonObject } from "../json-call.ts";
import { none, type Line, type Obtained } from "../line.ts";
import { redact } from "../redact.ts";

export type ContainerSource = Extract<CredentialSource, { via: "container" }>;

/** What the container agent (ECS, EKS Pod Identity) hands out. It stands beside this program: its silence is Terraform's, too. */
export async function containerKeys(source: ContainerSource, line: Line): Promise<Obtained> {
  const authorization = authorizationOf(source, line);
  if (typeof authorization === "object")
    return none({ status: "rejected", cause: "no-credentials-found", ...authorization });

  const url = new URL(source.url);
  const signal = AbortSignal.any([line.signal, AbortSignal.timeout(line.timeLimit)]);
  const headers = { accept: "application/json", ...(authorization !== "" && { authorization }) };
  try {
    const answer = await line.transport({ method: "GET", url, headers }, signal);
    const value = parseObject(answer.body);
    const keys = deliveredKeys(value);
    if (answer.status === 200 && keys.ok) return keys;
    const said = redact(textOf(value, "message"), [authorization]);
    const message = `The container's credential endpoint ${url.host} answered ${answer.status}${said === "" ? "" : `: ${said}`}`;
    const code = textOf(value, "code") || `HTTP ${answer.status}`;
    return none({
      status: answer.status >= 500 ? "unknown" : "rejected",
      code,
      cause: "no-credentials-found",
      message,
    });
  } catch (error) {
    if (line.signal.aborted) return none({ status: "unknown", code: "AbortError", message: "the run was stopped" });
    const { code } = networkError(error);
    const message = `The container's credential endpoint ${url.host} can't be reached (${code})`;
    return none({ status: "rejected", code, cause: "no-credentials-found", message });
  }
}

/** The answer of the container agent and of the instance metadata have the same names. */
export function deliveredKeys(value: JsonObject | null): Obtained {
  const accessKeyId = textOf(value, "AccessKeyId");
  const secretAccessKey = textOf(value, "SecretAccessKey");
  if (accessKeyId === "" || secretAccessKey === "")
    return none({ status: "rejected", message: "an answer without keys" });
  const expires = Date.parse(textOf(value, "Expiration"));
  const sessionToken = textOf(value, "Token") || undefined;
  return {
    ok: true,
    keys: { accessKeyId, secretAccessKey, sessionToken },
    expires: Number.isNaN(expires) ? null : expires,
  };
}

function authorizationOf({ authorization }: ContainerSource, { machine }: Line): string | { message: string } {
  if (authorization === null) return "";
  let token;
  if ("text" in authorization) token = authorization.text.reveal();
  else {
    const content = machine.files.read(authorization.file);
    if (!content.ok) return { message: `The authorization token ${authorization.file}: ${content.message}` };
    token = new TextDecoder().decode(content.bytes);
  }
  // A line break at the end is one, too.
  return /[\r\n]/.test(token) ? { message: "The authorization token of the container holds a line break" } : token;
}
