/** One thing that AWS says when it refuses, what it means, and what to do about it. Rows are tried in order. */
export interface RefusalMeaning {
  /** AWS's error codes. */
  readonly codes: readonly string[];
  /** Only after one of these calls. */
  readonly operations?: readonly string[];
  /** Only when the message says this. */
  readonly says?: RegExp;
  /** `unknown`: the words are AWS's, but they say nothing about the keys. */
  readonly verdict: "rejected" | "unknown";
  /** What GetCallerIdentity's refusal says about the keys themselves, where that is something else. */
  readonly aboutKeys?: "confirmed" | "unknown";
  /** An id of `../shared/reference/causes-and-rules.md` §1; `null`: the taxonomy has none. */
  readonly cause: string | null;
  readonly remedy: string;
}

const passing = "Try again later.";

/**
 * Texts: conformance `errors/*.txt`, `../shared/reference/credential-chain.md` §6.3.1, the API references of STS, of the SSO
 * portal and of SSO OIDC.
 */
const refusals: readonly RefusalMeaning[] = [
  {
    codes: ["InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "InvalidToken"],
    verdict: "rejected",
    cause: "invalid-access-key-generic",
    remedy: "The key was deleted, deactivated or mistyped, or belongs to another partition: create a new one.",
  },
  {
    codes: ["SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed", "InvalidSignatureException"],
    says: /expired|not yet current|too large|has expired/i,
    verdict: "rejected",
    aboutKeys: "unknown",
    cause: "clock-skew",
    remedy: "Set this machine's clock.",
  },
  {
    codes: ["SignatureDoesNotMatch"],
    says: /scoped to (?:a valid|correct)/i,
    verdict: "rejected",
    aboutKeys: "unknown",
    cause: null,
    remedy: "The endpoint belongs to another region than the one that is signed for: set sts_region to it.",
  },
  {
    codes: ["SignatureDoesNotMatch", "InvalidSignatureException"],
    verdict: "rejected",
    cause: "wrong-secret-key",
    remedy: "The key id exists, the secret isn't its own: paste the secret again, all 40 characters.",
  },
  {
    codes: ["IncompleteSignature"],
    says: /exactly 5 slash-delimited/i,
    verdict: "rejected",
    aboutKeys: "unknown",
    cause: "invalid-access-key-generic",
    remedy: "The access key id has a slash in it, as secrets have: the two seem to be swapped.",
  },
  {
    codes: ["IncompleteSignature"],
    verdict: "rejected",
    aboutKeys: "unknown",
    cause: "whitespace-in-credential",
    remedy: "Remove blanks, quotes and line breaks from the key id and the secret.",
  },
  {
    codes: ["ExpiredTokenException", "ExpiredToken"],
    operations: ["AssumeRoleWithWebIdentity"],
    verdict: "rejected",
    cause: "web-identity-token-expired",
    remedy: "Fetch a fresh token.",
  },
  {
    codes: ["ExpiredToken", "ExpiredTokenException", "RequestExpired"],
    verdict: "rejected",
    cause: "expired-session-credentials",
    remedy: "Get new temporary keys, and unset the old ones where they are exported.",
  },
  {
    codes: ["AccessDenied", "AccessDeniedException"],
    says: /explicit deny in a (?:service|resource) control policy/i,
    verdict: "rejected",
    aboutKeys: "confirmed",
    cause: "authorization-denied-scp",
    remedy: "A policy of the organisation forbids it: ask whoever keeps it. New credentials won't help.",
  },
  {
    codes: ["AccessDenied"],
    operations: ["AssumeRoleWithWebIdentity"],
    verdict: "rejected",
    cause: "web-identity-trust-mismatch",
    remedy: "Compare the token's sub and aud with the role's trust policy, upper and lower case included.",
  },
  {
    codes: ["AccessDenied"],
    operations: ["AssumeRole"],
    verdict: "rejected",
    cause: "assume-role-access-denied",
    remedy:
      "The caller needs sts:AssumeRole on the role, and the role's trust policy (conditions included) must admit the caller.",
  },
  {
    codes: ["AccessDenied", "AccessDeniedException"],
    operations: ["GetCallerIdentity"],
    verdict: "rejected",
    aboutKeys: "confirmed",
    cause: null,
    remedy: "A policy (of a VPC endpoint, for instance) forbids the call; the credentials themselves are in order.",
  },
  {
    codes: ["InvalidIdentityToken", "InvalidIdentityTokenException"],
    says: /No OpenIDConnect provider|verification key/i,
    verdict: "rejected",
    cause: "web-identity-provider-missing",
    remedy: "Create the IAM OIDC provider of the token's issuer in the role's account.",
  },
  {
    codes: ["InvalidIdentityToken", "InvalidIdentityTokenException", "IDPRejectedClaim", "IDPRejectedClaimException"],
    verdict: "rejected",
    cause: "web-identity-trust-mismatch",
    remedy: "Compare the token's issuer and audience with the IAM OIDC provider.",
  },
  {
    codes: ["RegionDisabledException", "RegionDisabled", "OptInRequired"],
    verdict: "rejected",
    aboutKeys: "unknown",
    cause: "region-not-enabled",
    remedy: "Enable the region (or STS in it) for the account, or use another.",
  },
  {
    codes: ["ValidationError", "ValidationException"],
    says: /role chaining/i,
    verdict: "rejected",
    cause: "role-chaining-duration",
    remedy: "Ask for at most 1h when a role assumes a role.",
  },
  {
    codes: ["ValidationError", "ValidationException"],
    says: /MaxSessionDuration/,
    verdict: "rejected",
    cause: null,
    remedy: "Ask for a shorter duration, or raise the role's maximum session duration.",
  },
  {
    codes: ["ValidationError", "ValidationException"],
    says: /roleSessionName/i,
    verdict: "rejected",
    cause: null,
    remedy: "A session name has letters, digits and _+=,.@- only, 2 to 64 of them.",
  },
  {
    codes: ["ValidationError", "ValidationException"],
    says: /roleArn|\bARN\b|is invalid/i,
    verdict: "rejected",
    cause: "assume-role-arn-invalid",
    remedy: "Write the role's whole ARN: arn:aws:iam::ACCOUNT:role/NAME.",
  },
  {
    codes: ["ForbiddenException"],
    operations: ["GetRoleCredentials"],
    verdict: "rejected",
    cause: "sso-role-no-access",
    remedy: "Check sso_account_id and sso_role_name, or get the permission set assigned.",
  },
  {
    codes: ["ResourceNotFoundException"],
    operations: ["GetRoleCredentials"],
    verdict: "rejected",
    cause: "sso-role-no-access",
    remedy: "Check sso_account_id and sso_role_name.",
  },
  {
    codes: ["UnauthorizedException", "InvalidGrantException", "invalid_grant", "ExpiredTokenException"],
    operations: ["GetRoleCredentials", "CreateToken"],
    verdict: "rejected",
    cause: "sso-token-expired",
    remedy: "Log in again: aws sso login.",
  },
  {
    codes: ["MissingAuthenticationToken", "MissingAuthenticationTokenException"],
    verdict: "unknown",
    cause: null,
    remedy: "The signature didn't arrive: look at the proxy between here and AWS.",
  },
  {
    codes: ["InvalidAction", "InvalidParameterValue", "NotFound", "UnknownOperationException"],
    verdict: "unknown",
    cause: null,
    remedy: "Whatever answers at the endpoint doesn't know the call: check the endpoint.",
  },
  {
    codes: [
      ...[
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
        "RequestLimitExceeded",
      ],
      ...["SlowDown", "RequestThrottled", "RequestThrottledException"],
    ],
    verdict: "unknown",
    cause: null,
    remedy: passing,
  },
  {
    codes: [
      "IDPCommunicationError",
      "IDPCommunicationErrorException",
      "ServiceUnavailable",
      "InternalFailure",
      "InternalError",
    ],
    verdict: "unknown",
    cause: null,
    remedy: passing,
  },
];

/** The row that fits; `null`: a code of AWS that isn't known here. */
export function meaningOf(code: string, message: string, operation: string): RefusalMeaning | null {
  return (
    refusals.find(
      ({ codes, operations, says }) =>
        codes.includes(code) && (operations?.includes(operation) ?? true) && (says?.test(message) ?? true),
    ) ?? null
  );
}
