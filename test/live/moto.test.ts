import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmKeys } from "../../src/live/confirm.ts";
import { confirmIdentities } from "../../src/live/identities.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { hop, keysSource, provider, traceOf } from "./identity-harness.ts";
import type { LocalServer } from "./local-server.ts";
import { testKeys } from "./test-keys.ts";

const python = ["python3", "python"].find(
  (name) => spawnSync(name, ["-c", "import moto.server, flask"], { timeout: 30_000 }).status === 0,
);
if (python === undefined)
  console.log("moto's server isn't installed here (pip install 'moto[server]'): its tests are skipped");

let server: ChildProcess | undefined;
let endpoint = "";

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

/** AWS as another project plays it: it parses what we send in its own way, but looks at no signature. */
describe.skipIf(python === undefined)("against moto's server", () => {
  beforeAll(async () => {
    const port = await freePort();
    endpoint = `http://127.0.0.1:${port}`;
    server = spawn(python ?? "", ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    const isUp = async (): Promise<boolean> => {
      try {
        return (await fetch(`${endpoint}/moto-api/`)).status < 500;
      } catch {
        return false;
      }
    };
    while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, 100));
  }, 60_000);

  afterAll(() => {
    server?.kill();
  });

  test("keys", async () => {
    const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: endpoint } });
    const [answer] = await confirmKeys([testKeys("123456789012")], { machine });
    expect(answer).toMatchObject({ status: "confirmed", account: "123456789012" });
    expect(answer?.arn).toMatch(/^arn:aws:sts::123456789012:/);
  });

  test("two roles, one after the other, with all that a hop can carry", async () => {
    const local: LocalServer = { url: endpoint, port: 0, close: () => Promise.resolve() };
    const plan = {
      source: keysSource(testKeys("123456789012")),
      hops: [
        hop(local, "arn:aws:iam::123456789012:role/first", { externalId: "ticket-7", durationSeconds: 3600 }),
        hop(local, "arn:aws:iam::210987654321:role/second", {
          sessionName: "deploy",
          policy: '{"Version":"2012-10-17","Statement":[]}',
          policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          tags: { team: "x" },
          transitiveTagKeys: ["team"],
        }),
      ],
      sts: { region: "eu-west-1", endpoint },
    };
    const [answer] = await confirmIdentities([{ consumer: provider(), trace: traceOf(plan) }], {
      machine: memoryMachine(),
    });
    expect(answer).toMatchObject({
      status: "confirmed",
      account: "210987654321",
      arn: "arn:aws:sts::210987654321:assumed-role/second/deploy",
      principal: "role session",
    });
  });

  test("a web identity token", async () => {
    const local: LocalServer = { url: endpoint, port: 0, close: () => Promise.resolve() };
    const role = hop(local, "arn:aws:iam::123456789012:role/ci", { sessionName: "ci" });
    const plan = {
      source: { via: "web-identity-env", token: { file: "/token" }, role },
      hops: [],
      sts: { region: "eu-west-1", endpoint },
    } as const;
    const [answer] = await confirmIdentities([{ consumer: provider(), trace: traceOf(plan) }], {
      machine: memoryMachine({ files: { "/token": "header.payload.signature" } }),
    });
    expect(answer).toMatchObject({ status: "confirmed", arn: "arn:aws:sts::123456789012:assumed-role/ci/ci" });
  });
});
