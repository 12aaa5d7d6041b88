import { refusedAnswer, unansweredAnswer, type FailedCall } from "./failure.ts";
import type { Line } from "./line.ts";
import type { LiveAnswer } from "./live-answer.ts";
import { pause, pauseAfter } from "./pause.ts";
import type { HttpAnswer, HttpRequest } from "./transport.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonResult =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly answer: LiveAnswer };

/** As often as AWS's SDKs try by default. */
const maximumAttempts = 3;

/** A call of one of AWS's services that speak JSON over HTTP: the SSO portal, SSO OIDC, sign-in. */
export async function callJson(
  request: HttpRequest,
  about: Omit<FailedCall, "host" | "keys">,
  line: Line,
): Promise<JsonResult> {
  const call: FailedCall = { ...about, host: request.url.host, keys: null };
  const signal = AbortSignal.any([line.signal, AbortSignal.timeout(line.timeLimit)]);
  const failed = (answer: LiveAnswer): JsonResult => ({ ok: false, answer });
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptJson(request, call, line, signal);
    const isPassing = !result.ok && result.answer.status === "unknown" && result.answer.code !== "AbortError";
    if (!isPassing || attempt === maximumAttempts) return result;
    await pause(pauseAfter(attempt), signal);
    if (signal.aborted) return failed(stopped(call, line));
  }
}

async function attemptJson(
  request: HttpRequest,
  call: FailedCall,
  line: Line,
  signal: AbortSignal,
): Promise<JsonResult> {
  let answer: HttpAnswer;
  try {
    answer = await line.transport(request, signal);
  } catch (error) {
    if (signal.aborted) return { ok: false, answer: stopped(call, line) };
    const { code, message } = networkError(error);
    return { ok: false, answer: unansweredAnswer(code, code === "ERR_PROXY" ? message : "", call) };
  }
  const value = parseObject(answer.body);
  if (answer.status === 200 && value) return { ok: true, value };
  const code = value && errorCodeOf(answer, value);
  if (code) return { ok: false, answer: refusedAnswer(code, textOf(value, "message"), answer.status, call) };
  const what =
    answer.status >= 300 && answer.status < 400 ? "answered with a redirect" : "gave an answer that isn't AWS's";
  return {
    ok: false,
    answer: {
      status: "unknown",
      code: `HTTP ${answer.status}`,
      message: `${call.host} ${what} (HTTP ${answer.status})`,
      remedy: "A proxy, a login page or another program answers there: check the network and the endpoint.",
    },
  };
}

function stopped(call: FailedCall, line: Line): LiveAnswer {
  return line.signal.aborted
    ? unansweredAnswer("AbortError", "the run was stopped", call)
    : unansweredAnswer("TimeoutError", `nothing usable within ${line.timeLimit / 1000} seconds`, call);
}

/** `x-amzn-errortype: ForbiddenException:http://…`, `"__type": "ns#ForbiddenException"`, OAuth's `"error": "invalid_grant"`. */
function errorCodeOf(answer: HttpAnswer, value: JsonObject): string {
  const type = answer.headers["x-amzn-errortype"] ?? (textOf(value, "__type") || textOf(value, "error"));
  return type.split(":")[0]?.split("#").at(-1) ?? "";
}

export function parseObject(bytes: Uint8Array): JsonObject | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return objectOf(value);
  } catch {
    return null;
  }
}

export function objectOf(value: unknown): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The text under a name; `""` where there is none. */
export function textOf(value: JsonObject | null, name: string): string {
  const text = value?.[name];
  return typeof text === "string" ? text : "";
}

export function networkError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "Error", message: String(error) };
  const { code, name, message } = error as NodeJS.ErrnoException;
  // A DOMException, as an expired signal has it, carries a number.
  return { code: typeof code === "string" ? code : name, message };
}
