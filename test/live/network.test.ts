import { afterEach, describe, expect, test } from "vitest";
import type { ArgumentValue } from "../../src/aws/consumer.ts";
import { confirmKeys } from "../../src/live/confirm.ts";
import type { LiveAnswer } from "../../src/live/live-answer.ts";
import { memoryMachine, type MemoryMachineInit } from "../../src/machine/memory.ts";
import { startProxy, type ForwardProxy } from "./forward-proxy.ts";
import { ask, base, keysSource, sts } from "./identity-harness.ts";
import { localTls } from "./tls.ts";

let proxies: ForwardProxy[] = [];
afterEach(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  proxies = [];
});

async function proxyTo(port: number, status?: number): Promise<ForwardProxy> {
  const proxy = await startProxy(port, status);
  proxies.push(proxy);
  return proxy;
}

async function confirm(endpoint: string, { environment, ...machine }: MemoryMachineInit = {}): Promise<LiveAnswer> {
  const variables = { AWS_ENDPOINT_URL_STS: endpoint, ...environment };
  const options = { machine: memoryMachine({ ...machine, environment: variables }), timeLimit: 3000 };
  const [answer] = await confirmKeys([base], options);
  if (!answer) throw new Error("no answer");
  return answer;
}

const asProvider = (
  endpoint: string,
  values: Readonly<Record<string, ArgumentValue>>,
  machine: MemoryMachineInit = {},
) =>
  ask(
    { source: keysSource(base), hops: [], sts: { region: "eu-west-1", endpoint } },
    { values, machine, options: { timeLimit: 3000 } },
  );

describe("TLS", () => {
  test("an authority that isn't known here: nothing is said about the keys", async () => {
    const server = await sts({ tls: localTls });
    expect(await confirm(server.url)).toMatchObject({ status: "unknown", cause: "tls-untrusted-ca" });
    expect(server.calls).toEqual([]);
  });

  test("AWS_CA_BUNDLE names it", async () => {
    const server = await sts({ tls: localTls });
    const answer = await confirm(server.url, {
      environment: { AWS_CA_BUNDLE: "/ca.pem" },
      files: { "/ca.pem": localTls.cert },
    });
    expect(answer.status).toBe("confirmed");
  });

  test("custom_ca_bundle names it, from the home folder", async () => {
    const server = await sts({ tls: localTls });
    const machine = { environment: { HOME: "/home/anna" }, files: { "/home/anna/ca.pem": localTls.cert } };
    expect((await asProvider(server.url, { custom_ca_bundle: "~/ca.pem" }, machine)).status).toBe("confirmed");
  });

  test("the system's authorities count, as they do for Terraform", async () => {
    const server = await sts({ tls: localTls });
    const answer = await confirm(server.url, { files: { "/etc/ssl/certs/ca-certificates.crt": localTls.cert } });
    expect(answer.status).toBe("confirmed");
  });

  test.each([
    ["missing", {}, "no such file or directory"],
    ["without a certificate", { "/ca.pem": "hello" }, "holds no certificate"],
  ])("a bundle that is %s", async (_, files, says) => {
    const server = await sts({ tls: localTls });
    const answer = await confirm(server.url, { environment: { AWS_CA_BUNDLE: "/ca.pem" }, files });
    expect(answer.status).toBe("unknown");
    expect(answer.message).toContain(says);
  });

  test("insecure = true doesn't look", async () => {
    const server = await sts({ tls: localTls });
    expect((await asProvider(server.url, { insecure: true })).status).toBe("confirmed");
  });
});

describe("proxies", () => {
  test("HTTPS goes through a tunnel, with the proxy's password", async () => {
    const server = await sts({ tls: localTls });
    const proxy = await proxyTo(server.port);
    const url = proxy.url.replace("//", "//us%40er:pass@");
    const values = { insecure: true, https_proxy: url };
    expect((await asProvider("https://sts.example.test", values)).status).toBe("confirmed");
    expect(proxy.requests).toEqual(["CONNECT sts.example.test:443"]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from("us@er:pass").toString("base64")}`]);
    expect(server.requests[0]?.headers.host).toBe("sts.example.test");
  });

  test("the certificate has to fit the name, proxy or not", async () => {
    const server = await sts({ tls: localTls });
    const proxy = await proxyTo(server.port);
    const answer = await confirm("https://sts.example.test", {
      environment: { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: "/ca.pem" },
      files: { "/ca.pem": localTls.cert },
    });
    expect(answer).toMatchObject({ status: "unknown", code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    expect(server.calls).toEqual([]);
  });

  test("HTTP is handed to the proxy as it is", async () => {
    const server = await sts();
    const proxy = await proxyTo(server.port);
    const answer = await confirm("http://sts.example.test", { environment: { HTTP_PROXY: proxy.url } });
    expect(answer.status).toBe("confirmed");
    expect(proxy.requests).toEqual(["POST http://sts.example.test/"]);
  });

  test("an HTTP proxy given alone serves HTTPS, too", async () => {
    const server = await sts({ tls: localTls });
    const proxy = await proxyTo(server.port);
    const values = { insecure: true, http_proxy: proxy.url };
    expect((await asProvider("https://sts.example.test", values)).status).toBe("confirmed");
    expect(proxy.requests).toEqual(["CONNECT sts.example.test:443"]);
  });

  test("no_proxy and an empty https_proxy lead around it", async () => {
    const server = await sts();
    const proxy = await proxyTo(1);
    const environment = { HTTP_PROXY: proxy.url, NO_PROXY: "example.test" };
    expect((await confirm(server.url.replace("127.0.0.1", "localhost"), { environment })).status).toBe("confirmed");
    expect(proxy.requests).toEqual([]);
  });

  test.each([407, 403, 502])("a proxy that answers %i", async (status) => {
    const proxy = await proxyTo(1, status);
    const answer = await confirm("https://sts.example.test", { environment: { HTTPS_PROXY: proxy.url } });
    expect(answer).toMatchObject({ status: "unknown", code: "ERR_PROXY", cause: "network-sts-unreachable" });
    expect(answer.message).toContain(String(status));
  });

  test.each([
    ["http://127.0.0.1:1", "can't be reached"],
    ["socks5://127.0.0.1:1", "isn't supported"],
    ["http://user:pass@[", "can't be read"],
  ])("a proxy at %s", async (proxy, says) => {
    const answer = await confirm("https://sts.example.test", { environment: { HTTPS_PROXY: proxy } });
    expect(answer).toMatchObject({ status: "unknown", code: "ERR_PROXY" });
    expect(answer.message).toContain(says);
    expect(answer.message).not.toContain("pass");
  });
});

describe("the endpoint's variant", () => {
  test.each<[string, Readonly<Record<string, ArgumentValue>>, Record<string, string>]>([
    ["sts.eu-west-1.amazonaws.com", {}, {}],
    ["sts-fips.us-east-1.amazonaws.com", { use_fips_endpoint: true }, {}],
    ["sts-fips.us-east-1.amazonaws.com", { use_fips_endpoint: false }, { AWS_USE_FIPS_ENDPOINT: "true" }],
    ["sts.eu-west-1.api.aws", { use_dualstack_endpoint: true }, {}],
    ["sts-fips.us-east-1.api.aws", { use_dualstack_endpoint: true, use_fips_endpoint: true }, {}],
    ["sts.us-gov-west-1.amazonaws.com", { use_fips_endpoint: true }, {}],
  ])("%s", async (host, values, environment) => {
    const proxy = await proxyTo(1, 503);
    const region = /us-[a-z-]+-\d/.exec(host)?.[0] ?? "eu-west-1";
    const machine = { environment: { ...environment, HTTPS_PROXY: proxy.url } };
    await ask({ source: keysSource(base), hops: [], sts: { region, endpoint: null } }, { values, machine });
    expect(proxy.requests).toEqual([`CONNECT ${host}:443`]);
  });
});
