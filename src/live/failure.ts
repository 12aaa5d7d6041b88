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
  const suspect = suspects.find(
    ({ causes, fits }) => meaning.cause && causes.includes(meaning.cause) && fits(call.keys),
  );
  const { cause, remedy } = suspect ?? meaning;
  return { status: meaning.verdict, code: shown, ...(cause !== null && { cause }), message, remedy };
}

interface Suspect {
  /** The general causes that it is more precise than. */
  readonly causes: readonly string[];
  readonly fits: (keys: KeyPair | null) => boolean;
  readonly cause: string;
  readonly remedy: string;
}

/** What the pair itself explains, before anybody looks for deleted keys. */
const suspects: readonly Suspect[] = [
  {
    causes: ["invalid-access-key-generic", "wrong-secret-key"],
    fits: (keys) =>
      keys !== null && [keys.accessKeyId, keys.secretAccessKey].some((text) => /\s|^["'<]|["'>]$/.test(text)),
    cause: "whitespace-in-credential",
    remedy: "Remove blanks, quotes and line breaks from the key id and the secret.",
  },
  {
    causes: ["invalid-access-key-generic"],
    fits: (keys) => keys !== null && accessKeyKind(keys.accessKeyId) === "long-term" && Boolean(keys.sessionToken),
    cause: "stale-session-token-env",
    remedy: "Remove the session token: a long-term key has none.",
  },
  {
    causes: ["invalid-access-key-generic"],
    fits: (keys) => keys !== null && accessKeyKind(keys.accessKeyId) === "temporary" && !keys.sessionToken,
    cause: "temp-key-missing-session-token",
    remedy: "Give the session token that belongs to this key.",
  },
];

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
