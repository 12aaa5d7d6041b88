import type { STSClient } from "@aws-sdk/client-sts";
import { refusedAnswer, unansweredAnswer, type FailedCall } from "./failure.ts";
import type { Line } from "./line.ts";
import type { LiveAnswer } from "./live-answer.ts";
import { stsFor, type Seen, type StsEndpoint } from "./sts.ts";

export type StsResult<Value> =
  | {
      readonly ok: true;
      readonly value: Value;
      /** How far AWS's clock is ahead of this one, milliseconds; `null`: not told. */
      readonly skew: number | null;
    }
  | { readonly ok: false; readonly answer: LiveAnswer };

/**
 * One call of STS within the time limit. What the SDK throws ends here: it holds requests and headers, so only codes and
 * texts get out, and those without secrets.
 *
 * @param send makes the call; `null` when the answer lacks what was asked for.
 */
export async function callSts<Value>(
  about: Omit<FailedCall, "host">,
  endpoint: StsEndpoint,
  line: Line,
  send: (client: STSClient, options: { abortSignal: AbortSignal }) => Promise<Value | null>,
): Promise<StsResult<Value>> {
  const limited = AbortSignal.any([line.signal, AbortSignal.timeout(line.timeLimit)]);
  let sts;
  try {
    sts = await stsFor(about.keys, endpoint, line.transport, limited);
  } catch (error) {
    const call = { ...about, host: `sts in ${endpoint.region}` };
    return { ok: false, answer: unansweredAnswer("EndpointError", messageOf(error), call) };
  }
  const { client, host, seen } = sts;
  const call = { ...about, host };
  try {
    const value = await send(client, { abortSignal: limited });
    if (value === null) return { ok: false, answer: notSts(call, seen) };
    return { ok: true, value, skew: seen.date === null ? null : seen.date - new Date().getTime() };
  } catch (error) {
    return { ok: false, answer: answerOf(error, call, seen, line, limited) };
  } finally {
    client.destroy();
  }
}

function answerOf(error: unknown, call: FailedCall, seen: Seen, line: Line, limited: AbortSignal): LiveAnswer {
  if (line.signal.aborted) return unansweredAnswer("AbortError", "the run was stopped", call);
  if (seen.lastFailure) {
    const { code = seen.lastFailure.name, message } = seen.lastFailure;
    if (code === "ERR_INVALID_CHAR") return unsendable(call);
    return unansweredAnswer(code, code === "ERR_PROXY" ? message : "", call);
  }
  if (limited.aborted) {
    const { lastCode, lastStatus } = seen;
    const limit = `within ${line.timeLimit / 1000} seconds`;
    if (lastStatus === null) return unansweredAnswer("TimeoutError", `nothing ${limit}`, call);
    const said = `nothing else ${limit}`;
    return refusedAnswer(lastCode ?? `HTTP ${lastStatus}`, said, Math.max(lastStatus, 500), call);
  }
  const code = propertyOf(error, "Code");
  if (code === undefined || seen.lastStatus === null) {
    return seen.attempts === 0 ? unsendable(call) : notSts(call, seen);
  }
  return refusedAnswer(code, messageOf(error), seen.lastStatus, call);
}

/** A header can't hold it, so Terraform can't send it either. */
function unsendable(call: FailedCall): LiveAnswer {
  return {
    status: "rejected",
    code: "invalid header field value",
    cause: "whitespace-in-credential",
    message: "The credentials hold a line break or another character that no request can carry",
    remedy: "Remove blanks, quotes and line breaks from the key id, the secret and the token.",
    ...(call.subject !== null && {
      message: `The credentials for ${call.subject} hold a character that no request can carry`,
    }),
  };
}

function notSts(call: FailedCall, { lastStatus }: Seen): LiveAnswer {
  const isRedirect = lastStatus !== null && lastStatus >= 300 && lastStatus < 400;
  return {
    status: "unknown",
    ...(lastStatus !== null && { code: `HTTP ${lastStatus}` }),
    message: `${call.host} ${isRedirect ? "answered with a redirect" : "gave an answer that isn't AWS's"} (HTTP ${lastStatus ?? 0}); credentials are sent nowhere else`,
    remedy: "A proxy, a login page or another program answers there: check the network and the endpoint.",
  };
}

const messageOf = (error: unknown): string => propertyOf(error, "message") ?? "";

function propertyOf(error: unknown, name: string): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = (error as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
}
