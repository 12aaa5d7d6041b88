import { accessKeyKind } from "../aws/keys/access-key.ts";
import type { LiveAnswer } from "./live-answer.ts";
import { networkMeaningOf } from "./network-failures.ts";
import { redact, secretsOf } from "./redact.ts";
import { meaningOf } from "./refusals.ts";
import type { KeyPair } from "./sts.ts";

/** A call that didn't succeed. */
export interface FailedCall {
  /** AWS's name of the call: `AssumeRole`. */
  readonly operation: string;
  /** What it was made for, to stand before "was refused": `role arn:…`; `null`: the keys alone. */
  readonly subject: string | null;
  /** The host that was asked. */
  readonly host: string;
  /** What signed it, or `null`. */
  readonly keys: KeyPair | null;
  /** More that must not be shown: tokens in the body. */
  readonly secrets?: readonly string[];
}

/** AWS answered with an error of its own. */
export function refusedAnswer(code: string, text: string, status: number, call: FailedCall): LiveAnswer {
  const said = redact(text, [...secretsOf(call.keys), ...(call.secrets ?? [])]);
  const what = `${call.operation}${call.subject === null ? "" : ` for ${call.subject}`}`;
  const shown = redact(code, secretsOf(call.keys));
  const meaning = meaningOf(code, text, call.operation);
  const message = `${call.host} answered ${what} with ${shown}${said === "" ? "" : `: ${said}`}`;
  if (status >= 500 || status === 429) {
    return { status: "unknown", code: shown, message, remedy: meaning?.remedy ?? "Try again later." };
  }
  if (!meaning) return { status: "rejected", code: shown, message };
  const special = meaning.cause === "invalid-access-key-generic" ? mismatchOf(call.keys) : null;
  const cause = special?.cause ?? meaning.cause;
  return {
    status: meaning.verdict,
    code: shown,
    ...(cause !== null && { cause }),
    message,
    remedy: special?.remedy ?? meaning.remedy,
  };
}

/** What the pair itself explains, before anybody looks for deleted keys. */
function mismatchOf(keys: KeyPair | null): { cause: string; remedy: string } | null {
  const kind = keys && accessKeyKind(keys.accessKeyId);
  if (kind === "long-term" && keys?.sessionToken) {
    return { cause: "stale-session-token-env", remedy: "Remove the session token: a long-term key has none." };
  }
  if (kind === "temporary" && !keys?.sessionToken) {
    return { cause: "temp-key-missing-session-token", remedy: "Give the session token that belongs to this key." };
  }
  return null;
}

/** There was no answer, or none that AWS gave. Nothing is said about the keys. */
export function unansweredAnswer(code: string, detail: string, call: FailedCall): LiveAnswer {
  const { cause, what, remedy } = networkMeaningOf(code);
  const shown = redact(detail, [...secretsOf(call.keys), ...(call.secrets ?? [])]);
  return {
    status: "unknown",
    code,
    ...(cause !== null && { cause }),
    message: `${call.host} ${what}${shown === "" ? "" : `: ${shown}`}`,
    remedy,
  };
}
