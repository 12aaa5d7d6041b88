import { afterEach, describe, expect, it } from "vitest";
import { askRegistries } from "../../src/lint/ask-registries.ts";
import { lint } from "../../src/lint/lint.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { listen, type LocalServer, type ReceivedRequest } from "../live/local-server.ts";
import { localTls } from "../live/tls.ts";

let server: LocalServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const answers: Record<string, object> = {
  "/.well-known/terraform.json": { "providers.v1": "/v1/" },
  "/v1/acme/tool/versions": { versions: [{ version: "1.9.0" }, { version: "2.3.0" }] },
};

describe("askRegistries", () => {
  it("tells rules of releases that no table has, and asks for nothing else", async () => {
    const requests: ReceivedRequest[] = [];
    server = await listen((request) => {
      requests.push(request);
      const answer = answers[request.target];
      return answer ? { status: 200, body: JSON.stringify(answer) } : { status: 404 };
    }, localTls);
    const host = `127.0.0.1:${server.port}`;
    const machine = memoryMachine({
      home: "",
      environment: { SSL_CERT_FILE: "/ca.pem", [`TF_TOKEN_${host.replaceAll(".", "_")}`]: "secret" },
      files: {
        "/ca.pem": localTls.cert,
        "main.tf": `terraform {\n  required_providers {\n    tool = {\n      source  = "${host}/acme/tool"\n      version = "~> 1.0"\n    }\n    gone = {\n      source  = "${host}/acme/gone"\n      version = "~> 1.0"\n    }\n  }\n}\n`,
      },
    });
    const request = { paths: ["."] };
    const findings = (asked: Parameters<typeof lint>[0]): string[] =>
      lint(asked, machine).results.flatMap((result) =>
        result.findings.map(({ line, message }) => `${line} ${message}`),
      );

    expect(findings(request)).toEqual([]);
    const failures: string[] = [];
    const asked = await askRegistries(request, machine, { onFailure: (provider) => failures.push(provider) });
    expect(findings(asked)).toEqual([
      '5 "~> 1.0" admits no release after 1.9.0 (date unknown); 2.3.0 is newest (list of 2026-09-09). With --fix: "~> 2.0". Read the upgrade guide for version 2 first.',
    ]);
    expect(failures).toEqual([`${host}/acme/gone`]);
    expect(requests.map(({ target }) => target).sort()).toEqual([
      "/.well-known/terraform.json",
      "/v1/acme/gone/versions",
      "/v1/acme/tool/versions",
    ]);
    expect(requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);

    await askRegistries(request, machine, { tokenHosts: [host] });
    expect(requests.slice(3).every(({ headers }) => headers.authorization === "Bearer secret")).toBe(true);
  });
});
