interface NetworkMeaning {
  readonly codes: readonly string[];
  readonly cause: string | null;
  /** What happened, to follow "HOST". */
  readonly what: string;
  readonly remedy: string;
}

const network = "Check the network, or name the proxy in HTTPS_PROXY.";

/** Codes of Node (`err.code`: libuv, OpenSSL through Node's TLS) and of our own transport. */
const meanings: readonly NetworkMeaning[] = [
  {
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    cause: "network-sts-unreachable",
    what: "isn't a known name here",
    remedy: "Check the network and the region's spelling.",
  },
  { codes: ["ECONNREFUSED"], cause: "network-sts-unreachable", what: "refuses connections", remedy: network },
  {
    codes: ["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EACCES", "EPERM"],
    cause: "network-sts-unreachable",
    what: "can't be reached",
    remedy: network,
  },
  {
    codes: ["ECONNRESET", "EPIPE", "HPE_INVALID_CONSTANT"],
    cause: "network-sts-unreachable",
    what: "broke the connection off",
    remedy: network,
  },
  { codes: ["ETIMEDOUT", "TimeoutError"], cause: "network-sts-unreachable", what: "doesn't answer", remedy: network },
  {
    codes: [
      ...["SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_GET_ISSUER_CERT", "CERT_UNTRUSTED"],
      ...["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CERT_SIGNATURE_FAILURE"],
    ],
    cause: "tls-untrusted-ca",
    what: "shows a certificate of an authority that isn't trusted here",
    remedy: "Name the authority's file in AWS_CA_BUNDLE or custom_ca_bundle.",
  },
  {
    codes: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
    cause: null,
    what: "shows a certificate that isn't valid now",
    remedy: "Check this machine's clock.",
  },
  {
    codes: ["ERR_TLS_CERT_ALTNAME_INVALID"],
    cause: null,
    what: "shows a certificate for another name",
    remedy: "Something stands between here and AWS: check proxy and endpoint.",
  },
  { codes: ["ERR_PROXY"], cause: "network-sts-unreachable", what: "wasn't reached", remedy: "Check the proxy." },
];

const other: Omit<NetworkMeaning, "codes"> = { cause: null, what: "gave no usable answer", remedy: network };

export function networkMeaningOf(code: string): Omit<NetworkMeaning, "codes"> {
  return meanings.find(({ codes }) => codes.includes(code)) ?? other;
}
