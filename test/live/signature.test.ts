import { describe, expect, test } from "vitest";
import { verify, type SignedRequest } from "./signature.ts";

/** The examples of AWS's Signature Version 4 test suite; the signatures are AWS's. */
const keys = new Map([["AKIDEXAMPLE", { secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" }]]);
const now = Date.UTC(2015, 7, 30, 12, 36);
const scope = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";

function signed(request: Partial<SignedRequest>, signature: string, names = "host;x-amz-date"): SignedRequest {
  return {
    method: "GET",
    target: "/",
    body: Buffer.alloc(0),
    ...request,
    headers: {
      host: "example.amazonaws.com",
      "x-amz-date": "20150830T123600Z",
      ...request.headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${names}, Signature=${signature}`,
    },
  };
}

const vanilla = signed({}, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
const query = signed(
  { target: "/?Param2=value2&Param1=value1" },
  "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
);
const form = signed(
  {
    method: "POST",
    body: Buffer.from("Param1=value1"),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  },
  "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  "content-type;host;x-amz-date",
);

test.each([
  ["get-vanilla", vanilla],
  ["get-vanilla-query-order-key-case", query],
  ["post-x-www-form-urlencoded", form],
])("%s is accepted", (_, request) => {
  expect(verify(request, keys, "service", now)).toMatchObject({
    ok: true,
    accessKeyId: "AKIDEXAMPLE",
    region: "us-east-1",
  });
});

describe("refused", () => {
  test.each<[string, SignedRequest, string]>([
    ["another body", { ...form, body: Buffer.from("Param1=value2") }, "SignatureDoesNotMatch"],
    ["another path", { ...vanilla, target: "/x" }, "SignatureDoesNotMatch"],
    ["another host", { ...vanilla, headers: { ...vanilla.headers, host: "example.com" } }, "SignatureDoesNotMatch"],
    ["unsigned", { ...vanilla, headers: {} }, "MissingAuthenticationToken"],
    [
      "a token that the key hasn't",
      { ...vanilla, headers: { ...vanilla.headers, "x-amz-security-token": "t" } },
      "InvalidClientTokenId",
    ],
  ])("%s", (_, request, code) => {
    expect(verify(request, keys, "service", now)).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each([
    [6, "Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z (20150830T124200Z - 5 min.)"],
    [
      -16,
      "Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z (20150830T122000Z + 15 min.)",
    ],
  ])("a clock that is %i minutes further", (minutes, message) => {
    const verdict = verify(vanilla, keys, "service", now + minutes * 60_000);
    expect(verdict).toMatchObject({ ok: false, refusal: { code: "SignatureDoesNotMatch", message } });
  });

  test("another service", () => {
    expect(verify(vanilla, keys, "sts", now)).toMatchObject({ ok: false, refusal: { code: "SignatureDoesNotMatch" } });
  });
});
