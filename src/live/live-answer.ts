/**
 * What AWS itself said about a pair of keys or an identity.
 *
 * - `confirmed`: AWS knows it, and says who it is. `cause` is set when Terraform will refuse it all the same
 *   (an account that isn't allowed), or when something beside it is wrong (the clock).
 * - `rejected`: AWS was reached and refused. Terraform will fail in the same way.
 * - `unknown`: AWS couldn't be asked, or didn't answer the question. Says nothing about the keys.
 */
export interface LiveAnswer {
  readonly status: "confirmed" | "rejected" | "unknown";
  /** Twelve digits. */
  readonly account?: string;
  readonly arn?: string;
  /** AWS's unique id of the principal, as `AIDA…`; for a role session `AROA…:session`. */
  readonly userId?: string;
  readonly principal?: Principal;
  /** AWS's error code, or the network's (`ENOTFOUND`, `TimeoutError`). */
  readonly code?: string;
  /** The id of the cause, where the answer tells it (or makes it the first suspect). */
  readonly cause?: string;
  /** One sentence for people: what was asked, what came back. No secrets. */
  readonly message?: string;
  /** One sentence: what to do. */
  readonly remedy?: string;
  /** When the credentials end; milliseconds since 1970 (UTC). Only where the source tells it. */
  readonly expires?: number;
}

export type Principal = "root" | "user" | "role session" | "federated user";
