import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLeast } from "../../../src/aws/release.ts";
import { resolveIdentity } from "../../../src/aws/resolve-identity.ts";
import type { Message, Trace } from "../../../src/aws/trace.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import type { Reply } from "../../live/local-server.ts";
import { startContainer, startMetadata } from "../../live/metadata-server.ts";
import { startSso } from "../../live/sso-server.ts";
import { startSts, type Sts, type StsCall } from "../../live/sts-server.ts";
import { argumentsOf } from "./resolve.ts";
import { keys, roles, situations, ssoToken, webToken, type BlockValue, type Situation } from "./situations.ts";

const version = installed();
if (version === null) {
  console.log("no terraform since 1.9 on PATH (or no `cat`): the S3 backend is not compared with what it does");
}

/** The release on PATH, if it can report for programs (`init -json`, since 1.9) and the commands of the situations can run. */
function installed(): string | null {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { encoding: "utf8" });
  if (status !== 0 || process.platform === "win32") return null;
  const { terraform_version: release } = JSON.parse(stdout) as { terraform_version: string };
  return atLeast(release, "1.9.0") ? release : null;
}

describe.skipIf(version === null)("terraform init", () => {
  it("signs and fails as foretold in 50 random situations", { timeout: 300_000 }, async () => {
    const aws: Sts = await startSts({
      keys: Object.values(keys),
      roles: roles.map((arn) => ({ arn, tokens: [webToken] })),
      fault: (call) => bucket(call, aws.requests.at(-1)?.target ?? ""),
    });
    const sso = await startSso({ accessToken: ssoToken, roles: { "777788889999/Admin": keys.sso } });
    const container = await startContainer(keys.container, null);
    const metadata = await startMetadata({ role: "instance", key: keys.instance });
    const addresses = { aws: aws.url, sso: sso.url, container: container.url, metadata: metadata.url };
    const differences: unknown[] = [];
    const outcomes = { signed: 0, refused: 0 };
    try {
      for (const situation of fc.sample(situations(addresses), { numRuns: 50, seed: 6 })) {
        const before = aws.calls.length;
        const { trace, terraform } = await inFolder(situation, async (folder) => ({
          trace: foretell(situation, folder),
          terraform: await init(situation, folder),
        }));
        const actual = observed(terraform, aws.calls.slice(before));
        const expected = foretold(trace, actual);
        outcomes[actual.errors.length === 0 ? "signed" : "refused"]++;
        if (!matches(expected, actual)) differences.push({ situation, expected, actual });
      }
    } finally {
      await Promise.all([aws, sso, container, metadata].map((server) => server.close()));
    }
    expect(differences).toEqual([]);
    // Neither half of the comparison may go empty.
    expect(Math.min(outcomes.signed, outcomes.refused)).toBeGreaterThan(10);
  });
});

/** An empty bucket; and nobody may read IAM, so that the account is asked of STS. */
function bucket({ action }: StsCall, target: string): Reply | undefined {
  if (action === "GetUser" || action === "ListRoles")
    return { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" };
  if (action !== "") return undefined;
  if (target.includes(".tfstate")) return { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" };
  const body = `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>0</KeyCount></ListBucketResult>`;
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

async function inFolder<T>(situation: Situation, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "tf-preflight-backend-"));
  try {
    const texts = { ...situation.files, "root/main.tf": `terraform {\n  backend "s3" ${hcl(situation.block)}\n}\n` };
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), filled(text, folder));
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filled = (text: string, home: string): string => text.replaceAll("{home}", home);

function hcl(value: BlockValue | Situation["block"]): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(hcl).join(", ")}]`;
  const lines = Object.entries(value).map(([name, part]) => `${name} = ${hcl(part)}\n`);
  return `{\n${lines.join("")}}`;
}

const isList = (value: BlockValue | Situation["block"]): value is readonly string[] => Array.isArray(value);

interface Terraform {
  readonly errors: readonly Said[];
  readonly warnings: readonly Said[];
}

type Said = Pick<Message, "summary" | "detail">;

/** For people Terraform sorts what it says, for programs it doesn't. */
const inOneOrder = (messages: readonly Said[]): Said[] =>
  messages
    .map(({ summary, detail }) => ({ summary, detail }))
    .sort((one, other) => (`${one.summary}\n${one.detail}` < `${other.summary}\n${other.detail}` ? -1 : 1));

async function init({ environment }: Situation, home: string): Promise<Terraform> {
  const child = spawn("terraform", ["init", "-input=false", "-json"], {
    cwd: path.join(home, "root"),
    env: {
      PATH: process.env.PATH,
      ...shellOf(environment, home),
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: "/dev/null",
    },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 20_000,
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout.on("data", (part: Buffer) => (output += part.toString()));
  await new Promise((resolve) => child.on("close", resolve));
  const diagnostics = output
    .split("\n")
    .filter((line) => line.includes(`"type":"diagnostic"`))
    .map((line) => (JSON.parse(line) as { diagnostic: Said & { severity: string } }).diagnostic);
  const of = (wanted: string): Said[] => inOneOrder(diagnostics.filter(({ severity }) => severity === wanted));
  return { errors: of("error"), warnings: of("warning") };
}

const shellOf = (environment: Situation["environment"], home: string): Record<string, string> => ({
  HOME: home,
  ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value, home)])),
});

function foretell({ block, environment, files }: Situation, home: string): Trace {
  const directory = path.join(home, "root");
  const machine = memoryMachine({
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [path.join(home, name), filled(text, home)])),
    environment: shellOf(environment, home),
    currentDirectory: directory,
    now: Date.now(),
  });
  const program = { name: "terraform", version: version ?? "" } as const;
  const values = argumentsOf(JSON.parse(filled(JSON.stringify(block), home)) as Situation["block"]);
  return resolveIdentity({ kind: "backend", address: "backend.s3", arguments: values, directory, program }, machine);
}

interface Outcome extends Terraform {
  /** `null`: no request was signed with anybody's keys, or it can't be told whose they are. */
  readonly accessKeyId: string | null;
  readonly roles: readonly string[];
  /** That the bucket is asked in. */
  readonly region: string | null;
}

function observed(said: Terraform, calls: readonly StsCall[]): Outcome {
  if (said.errors.length > 0) return { ...said, accessKeyId: null, roles: [], region: null };
  const asked = calls.find(({ action }) => action === "");
  return {
    ...said,
    accessKeyId: calls.find(({ accessKeyId }) => accessKeyId !== null)?.accessKeyId ?? null,
    roles: [...new Set(calls.flatMap(({ parameters }) => parameters.RoleArn ?? []))],
    region: asked?.region ?? null,
  };
}

function foretold(trace: Trace, actual: Outcome): Outcome {
  const warnings = inOneOrder(trace.warnings);
  // Whose keys a service or a process hands out is known only then.
  if (trace.account === null && actual.errors[0]?.summary === "Invalid account ID") return { ...actual, warnings };
  const errors = trace.error ? [trace.error, ...trace.alsoErrors] : [];
  const unavailable = actual.errors.length > 0 && trace.ifUnavailable ? [trace.ifUnavailable] : [];
  const reported = inOneOrder(errors.length > 0 ? errors : unavailable);
  if (reported.length > 0) return { errors: reported, warnings, accessKeyId: null, roles: [], region: null };
  const { identity, region } = trace;
  return {
    errors: [],
    warnings,
    accessKeyId: identity?.accessKeyId ?? actual.accessKeyId,
    roles: identity?.roles ?? [],
    region,
  };
}

/** `{…}` stands for what only the run can tell. */
function matches(expected: Outcome, actual: Outcome): boolean {
  const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const parts = JSON.stringify(expected).split("{…}").map(escaped);
  return new RegExp(`^${parts.join("[^]*")}$`).test(JSON.stringify(actual));
}
