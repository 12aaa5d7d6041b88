import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { networkOf } from "../../src/live/network.ts";
import { registryCacheFolder } from "../../src/live/registry-cache.ts";
import { largestAnswer, registryVersions, type RegistryOptions } from "../../src/live/registry.ts";
import { createTransport } from "../../src/live/transport.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { listen, type LocalServer, type ReceivedRequest, type Reply } from "./local-server.ts";
import { localTls } from "./tls.ts";

const discovery: Reply = { status: 200, body: JSON.stringify({ "providers.v1": "/v1/providers/" }) };
const versions = (...list: object[]): Reply => ({
  status: 200,
  body: JSON.stringify({ versions: list, warnings: null }),
});
const now = Date.UTC(2026, 10, 24);
const hour = 3_600_000;

let folder = "";
let server: LocalServer | undefined;
let requests: ReceivedRequest[] = [];
let failures: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tf-preflight-registry-"));
  requests = [];
  failures = [];
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A registry over HTTPS that answers each path as told; the rest is 404. Returns its host. */
async function registry(replies: Record<string, Reply | ((request: ReceivedRequest) => Reply)>): Promise<string> {
  server = await listen((request) => {
    requests.push(request);
    const reply = replies[request.target] ?? { status: 404 };
    return typeof reply === "function" ? reply(request) : reply;
  }, localTls);
  return `127.0.0.1:${server.port}`;
}

function options(overrides: Partial<RegistryOptions> = {}, maximumBody = largestAnswer): RegistryOptions {
  const machine = memoryMachine({
    environment: { SSL_CERT_FILE: "/ca.pem" },
    files: { "/ca.pem": localTls.cert },
  });
  const network = networkOf(machine, { caBundle: "" });
  if (!network.ok) throw new Error(network.message);
  return {
    transport: createTransport(network.settings, maximumBody),
    cacheFolder: folder,
    now,
    onFailure: (_, reason) => failures.push(reason),
    ...overrides,
  };
}

const wellKnown = "/.well-known/terraform.json";
const awsVersions = "/v1/providers/hashicorp/aws/versions";
const aws = versions(
  { version: "6.64.0", protocols: ["5.0"], platforms: [{ os: "linux", arch: "amd64" }] },
  { version: "7.0.0-beta1", protocols: ["5.0"] },
  { version: "7.0.0", protocols: ["6.1"] },
  { version: "9.0.0", protocols: ["7.0"] },
  { version: "latest", protocols: ["5.0"] },
  { version: "1.0.0" },
  "nonsense" as unknown as object,
);

describe("registryVersions", () => {
  it("finds the service and lists the releases that Terraform can run", async () => {
    const host = await registry({ [wellKnown]: discovery, [awsVersions]: aws });
    const answers = await registryVersions([`${host}/hashicorp/aws`, `${host}/hashicorp/aws`], options());
    expect(answers.get(`${host}/hashicorp/aws`)).toEqual({ versions: ["6.64.0", "7.0.0", "1.0.0"], asOf: now });
    expect(requests.map(({ target }) => target)).toEqual([wellKnown, awsVersions]);
    expect(failures).toEqual([]);
  });

  it("discovers a host once, and asks for each provider", async () => {
    const host = await registry({
      [wellKnown]: { status: 200, body: JSON.stringify({ "providers.v1": "api/registry" }) },
      "/.well-known/api/registry/hashicorp/aws/versions": aws,
      "/.well-known/api/registry/acme/tool/versions": versions({ version: "1.0.0" }),
    });
    const answers = await registryVersions([`${host}/hashicorp/aws`, `${host}/acme/tool`], options());
    expect(answers.size).toBe(2);
    expect(requests).toHaveLength(3);
  });

  it("keeps an answer for a day, then asks whether it has changed", async () => {
    const host = await registry({
      [wellKnown]: discovery,
      [awsVersions]: ({ headers }) =>
        headers["if-none-match"] === '"1"'
          ? { status: 304 }
          : { status: 200, headers: { etag: '"1"' }, body: JSON.stringify({ versions: [{ version: "6.64.0" }] }) },
    });
    const provider = `${host}/hashicorp/aws`;
    const ask = async (time: number): Promise<unknown> =>
      (await registryVersions([provider], options({ now: time }))).get(provider);

    expect(await ask(now)).toEqual({ versions: ["6.64.0"], asOf: now });
    expect(await ask(now + 23 * hour)).toEqual({ versions: ["6.64.0"], asOf: now });
    expect(requests).toHaveLength(2);
    expect(await ask(now + 25 * hour)).toEqual({ versions: ["6.64.0"], asOf: now + 25 * hour });
    expect(await ask(now + 26 * hour)).toEqual({ versions: ["6.64.0"], asOf: now + 25 * hour });
    expect(requests).toHaveLength(4);
  });

  it.each(["", "{", "[]", '{"fetched":"now"}', '{"fetched":0,"etag":null,"versions":[1]}'])(
    "asks again when the cache holds %j",
    async (content) => {
      const host = await registry({ [wellKnown]: discovery, [awsVersions]: aws });
      const provider = `${host}/hashicorp/aws`;
      await registryVersions([provider], options());
      for (const file of readdirSync(folder)) writeFileSync(path.join(folder, file), content);
      expect((await registryVersions([provider], options())).size).toBe(1);
      expect(requests).toHaveLength(4);
    },
  );

  it("sends a token only to the host that was named, and keeps it out of the cache", async () => {
    const elsewhere = await listen((request) => {
      requests.push(request);
      return aws;
    }, localTls);
    const host = await registry({
      [wellKnown]: discovery,
      [awsVersions]: { status: 302, headers: { location: `${elsewhere.url}/moved` } },
    });
    const provider = `${host}/hashicorp/aws`;
    const answers = await registryVersions([provider], options({ tokens: new Map([[host, "secret-token"]]) }));
    await elsewhere.close();
    expect(answers.size).toBe(1);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer secret-token",
      "Bearer secret-token",
      undefined,
    ]);
    for (const file of readdirSync(folder))
      expect(readFileSync(path.join(folder, file), "utf8")).not.toContain("token");
    requests = [];
    await registryVersions([provider], options({ cacheFolder: null }));
    expect(requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it.each<[string, Record<string, Reply>, RegExp]>([
    ["knows no providers", { [wellKnown]: { status: 200, body: "{}" } }, /offers no providers\.v1/u],
    ["is no registry", {}, /answered 404/u],
    ["does not know the provider", { [wellKnown]: discovery }, /answered 404/u],
    ["wants a token", { [wellKnown]: discovery, [awsVersions]: { status: 401 } }, /answered 401/u],
    ["answers nonsense", { [wellKnown]: discovery, [awsVersions]: { status: 200, body: "<html>" } }, /JSON/u],
    ["answers something else", { [wellKnown]: discovery, [awsVersions]: { status: 200, body: "[]" } }, /no list/u],
    ["cuts its answer off", { [wellKnown]: discovery, [awsVersions]: { fault: "cut" } }, /./u],
    ["redirects in circles", { [wellKnown]: { status: 302, headers: { location: wellKnown } } }, /circles/u],
    [
      "redirects to http",
      { [wellKnown]: { status: 302, headers: { location: "http://127.0.0.1/" } } },
      /is not https/u,
    ],
    [
      "keeps its providers behind http",
      { [wellKnown]: { status: 200, body: JSON.stringify({ "providers.v1": "http://127.0.0.1/" }) } },
      /is not https/u,
    ],
  ])("falls back silently when the host %s", async (_, replies, reason) => {
    const host = await registry(replies);
    expect((await registryVersions([`${host}/hashicorp/aws`], options())).size).toBe(0);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(reason);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("gives up on an endless answer", async () => {
    const host = await registry({ [wellKnown]: discovery, [awsVersions]: { status: 200, body: " ".repeat(200_000) } });
    expect((await registryVersions([`${host}/hashicorp/aws`], options({}, 100_000))).size).toBe(0);
    expect(failures[0]).toMatch(/larger than/u);
  });

  it("gives up when it is told to", async () => {
    const host = await registry({ [wellKnown]: { fault: "hang" } });
    const signal = AbortSignal.timeout(50);
    expect((await registryVersions([`${host}/hashicorp/aws`], options({ signal }))).size).toBe(0);
  });

  it("trusts nobody whom the system does not trust", async () => {
    const host = await registry({ [wellKnown]: discovery, [awsVersions]: aws });
    const transport = createTransport({
      proxies: { http: "", https: "", except: "" },
      authorities: null,
      insecure: false,
    });
    expect((await registryVersions([`${host}/hashicorp/aws`], options({ transport }))).size).toBe(0);
    expect(failures[0]).toMatch(/certificate/u);
  });

  it("is not stopped by a cache that can't be written", async () => {
    const host = await registry({ [wellKnown]: discovery, [awsVersions]: aws });
    const cacheFolder = path.join(folder, "file");
    writeFileSync(cacheFolder, "");
    expect((await registryVersions([`${host}/hashicorp/aws`], options({ cacheFolder }))).size).toBe(1);
  });
});

describe("registryCacheFolder", () => {
  it.each([
    [{ home: "/home/user" }, "/home/user/.cache/tf-preflight/registry"],
    [{ home: "/home/user", environment: { XDG_CACHE_HOME: "/tmp/c" } }, "/tmp/c/tf-preflight/registry"],
    [{ home: "/home/user", environment: { XDG_CACHE_HOME: "relative" } }, "/home/user/.cache/tf-preflight/registry"],
    [{ home: "/Users/user", platform: "darwin" as const }, "/Users/user/Library/Caches/tf-preflight/registry"],
    [
      { home: "C:\\Users\\user", platform: "win32" as const, environment: { localappdata: "D:\\Local" } },
      "D:\\Local\\tf-preflight\\registry",
    ],
    [{ home: "" }, null],
  ])("for %j is %s", (init, expected) => {
    expect(registryCacheFolder(memoryMachine(init))).toBe(expected);
  });
});
