import type { CredentialSource } from "../../aws/trace.ts";
import { networkError, parseObject, textOf } from "../json-call.ts";
import { none, type Line, type Obtained } from "../line.ts";
import type { LiveAnswer } from "../live-answer.ts";
import type { HttpAnswer } from "../transport.ts";
import { deliveredKeys } from "./container.ts";

export type MetadataSource = Extract<CredentialSource, { via: "imds" }>;

/** The service is on the same link or nowhere. Milliseconds. */
const requestLimit = 1_000;
const attempts = 2;
const tokenLifetime = 21_600;

/** The keys of the instance's role. */
export async function instanceKeys(source: MetadataSource, line: Line): Promise<Obtained> {
  const list = await metadata(source, "/latest/meta-data/iam/security-credentials/", line);
  if (!list.ok) return list;
  const [role = ""] = text(list.answer).split("\n");
  if (list.answer.status !== 200 || role.trim() === "") return none(nothingThere("This instance has no role"));
  const given = await metadata(source, `/latest/meta-data/iam/security-credentials/${role.trim()}`, line);
  if (!given.ok) return given;
  const value = parseObject(given.answer.body);
  const keys = deliveredKeys(value);
  if (given.answer.status === 200 && keys.ok) return keys;
  const why = textOf(value, "Code") || `HTTP ${given.answer.status}`;
  return none(nothingThere(`The instance metadata has no keys for role ${role.trim()} (${why})`));
}

/** Where the instance is; `null` when it doesn't say. */
export async function instanceRegion(source: MetadataSource, line: Line): Promise<string | null> {
  const document = await metadata(source, "/latest/dynamic/instance-identity/document", line);
  return (document.ok && textOf(parseObject(document.answer.body), "region")) || null;
}

type Metadata =
  { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly answer: LiveAnswer };

async function metadata(source: MetadataSource, path: string, line: Line): Promise<Metadata> {
  const base = source.endpoint ?? (source.ipv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254");
  const ask = (method: string, at: string, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> =>
    line.transport(
      { method, url: new URL(base.replace(/\/+$/, "") + at), headers },
      AbortSignal.any([line.signal, AbortSignal.timeout(requestLimit)]),
    );
  for (let attempt = 1; ; attempt += 1) {
    try {
      const token = await ask("PUT", "/latest/api/token", {
        "x-aws-ec2-metadata-token-ttl-seconds": String(tokenLifetime),
      });
      const isOlder = [403, 404, 405].includes(token.status);
      if (isOlder && line.machine.environment.get("AWS_EC2_METADATA_V1_DISABLED")?.toLowerCase() === "true") {
        return {
          ok: false,
          answer: nothingThere("The instance metadata speaks only version 1, which is disabled here"),
        };
      }
      const headers: Record<string, string> = isOlder ? {} : { "x-aws-ec2-metadata-token": text(token) };
      return { ok: true, answer: await ask("GET", path, headers) };
    } catch (error) {
      if (line.signal.aborted) {
        return { ok: false, answer: { status: "unknown", code: "AbortError", message: "the run was stopped" } };
      }
      if (attempt < attempts) continue;
      const { code } = networkError(error);
      return {
        ok: false,
        answer: { ...nothingThere(`No instance metadata service answers at ${new URL(base).host}`), code },
      };
    }
  }
}

function nothingThere(message: string): LiveAnswer {
  return {
    status: "rejected",
    cause: "no-credentials-found",
    message,
    remedy: "Log in, or name a profile; on a machine outside AWS there is no instance role.",
  };
}

const text = (answer: HttpAnswer): string => new TextDecoder().decode(answer.body);
