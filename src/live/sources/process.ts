import { execFile } from "node:child_process";
import type { Machine } from "../../machine/machine.ts";
import { objectOf, textOf, type JsonObject } from "../json-call.ts";
import { none, type Line, type Obtained } from "../line.ts";
import type { LiveAnswer } from "../live-answer.ts";

/** As long as the SDK waits (aws-sdk-go-v2, `processcreds.DefaultTimeout`). Milliseconds. */
const processLimit = 60_000;

/** What a `credential_process` prints. Its output and its errors are never shown: they may hold the keys. */
export async function processKeys(command: string, line: Line): Promise<Obtained> {
  const output = await run(command, line);
  if (typeof output === "object") return none(output);
  const value = parse(output);
  const keys = {
    accessKeyId: textOf(value, "AccessKeyId"),
    secretAccessKey: textOf(value, "SecretAccessKey"),
    sessionToken: textOf(value, "SessionToken") || undefined,
  };
  if (value?.Version !== 1) return none(failed("its output isn't JSON of version 1"));
  if (keys.accessKeyId === "") return none(failed("its output has no AccessKeyId"));
  if (keys.secretAccessKey === "") return none(failed("its output has no SecretAccessKey"));
  const expires = Date.parse(textOf(value, "Expiration"));
  return { ok: true, keys, expires: Number.isNaN(expires) ? null : expires };
}

function run(command: string, { machine, signal }: Line): Promise<string | LiveAnswer> {
  const [shell, ...options] = machine.platform === "win32" ? ["cmd.exe", "/C"] : ["sh", "-c"];
  return new Promise((resolve) => {
    execFile(
      shell,
      [...options, command],
      { env: variables(machine), signal, timeout: processLimit, windowsHide: true, maxBuffer: 1024 * 1024 },
      (error, stdout) => {
        if (!error) resolve(stdout);
        else if (signal.aborted) resolve({ status: "unknown", code: "AbortError", message: "the run was stopped" });
        else if (error.killed) resolve(failed(`it didn't end within ${processLimit / 1000} seconds`));
        else resolve(failed(typeof error.code === "number" ? `exit status ${error.code}` : "it can't be started"));
      },
    );
  });
}

function variables({ environment }: Machine): Record<string, string> {
  return Object.fromEntries(environment.names().map((name) => [name, environment.get(name) ?? ""]));
}

function failed(what: string): LiveAnswer {
  return {
    status: "rejected",
    cause: "credential-process-failed",
    message: `credential_process: ${what}`,
    remedy: "Run the command by hand; it has to print the keys as JSON.",
  };
}

function parse(output: string): JsonObject | null {
  try {
    return objectOf(JSON.parse(output));
  } catch {
    return null;
  }
}
