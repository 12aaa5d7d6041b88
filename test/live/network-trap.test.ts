import { get } from "node:http";
import net, { connect } from "node:net";
import { expect, test } from "vitest";
import { confirmKeys } from "../../src/live/confirm.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { trapNetwork } from "./network-trap.ts";
import { testKeys } from "./test-keys.ts";

test("the trap catches sockets, HTTP and fetch, however they were imported", async () => {
  const trap = trapNetwork();
  try {
    expect(() => net.connect(9, "127.0.0.1")).toThrow("without --live");
    expect(() => connect(9, "127.0.0.1")).toThrow("without --live");
    expect(() => get("http://127.0.0.1:9/")).toThrow("without --live");
    await expect(fetch("http://127.0.0.1:19999/")).rejects.toThrow();
    expect(trap.attempts.length).toBeGreaterThanOrEqual(4);
  } finally {
    trap.release();
  }
});

test("the trap catches live mode itself", async () => {
  const trap = trapNetwork();
  try {
    const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:9" } });
    const [answer] = await confirmKeys([testKeys()], { machine });
    expect(answer).toMatchObject({ status: "unknown" });
    expect(trap.attempts).not.toEqual([]);
  } finally {
    trap.release();
  }
});

test("after its release connections work again", async () => {
  trapNetwork().release();
  const server = net.createServer((socket) => socket.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  const text = await new Promise<string>((resolve) =>
    connect(port, "127.0.0.1").on("data", (data) => {
      resolve(String(data));
    }),
  );
  expect(text).toBe("hello");
  server.close();
});
