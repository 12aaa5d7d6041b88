import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import type { Consumer } from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import type { Trace } from "../../src/aws/trace.ts";
import { identityJson } from "../../src/report/identity-json.ts";
import { whoamiText } from "../../src/report/identity-text.ts";
import { redactedTrace } from "../../src/report/redacted-trace.ts";
import { resolveBackend, type BackendCase } from "../conformance/chain-backend.ts";
import { resolveProvider, type ProviderCase } from "../conformance/chain-provider.ts";
import type { Resolved } from "../conformance/chain-outcome.ts";
import { mutated, secretsOf, type Measured } from "./mutations.ts";

/** Of each property; more with `CHAIN_RUNS=100000 npx vitest run test/aws/mutated-situations.test.ts`. */
const numRuns = Number(process.env.CHAIN_RUNS ?? 300);
const timeout = 30_000 + numRuns * 20;

const load = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, "../conformance/data", name), "utf8"));

const providers = load("chain-provider.json") as readonly ProviderCase[];
const backends = load("chain-backend.json") as readonly BackendCase[];

const releaseOf = ({ target: { terraform, opentofu = "" } }: BackendCase): string =>
  terraform === undefined ? `opentofu ${opentofu}` : `terraform ${terraform}`;

const cli: Consumer = { kind: "cli", address: "cli" };

/** A changed case, the version that judges it, and what came out. */
const situations: Readonly<Record<string, fc.Arbitrary<readonly [Measured, string, () => Resolved]>>> = {
  provider: fc.tuple(mutated(providers), fc.nat(9)).map(([{ original, changed }, at]) => {
    const versions = [original.target.provider, ...Object.keys(original.differs ?? {})];
    const version = versions[at % versions.length] ?? original.target.provider;
    return [changed, version, () => resolveProvider(changed, version)];
  }),
  "S3 backend": fc.tuple(mutated(backends), fc.nat(9)).map(([{ original, changed }, at]) => {
    const releases = [releaseOf(original), ...Object.keys(original.differs ?? {})];
    const release = releases[at % releases.length] ?? releaseOf(original);
    return [changed, release, () => resolveBackend(changed, release)];
  }),
  "call of the AWS CLI": mutated(providers).map(({ changed }) => [
    changed,
    "1.45.11",
    () => {
      const { machine } = resolveProvider(changed, changed.target.provider);
      return { consumer: cli, machine, trace: resolveIdentity(cli, machine) };
    },
  ]),
};

const everywhere = (
  arbitrary: fc.Arbitrary<readonly [Measured, string, () => Resolved]>,
  check: (resolved: Resolved, situation: Measured, again: () => Resolved) => void,
): void => {
  fc.assert(
    fc.property(arbitrary, ([situation, , resolve]) => {
      check(resolve(), situation, resolve);
    }),
    { numRuns },
  );
};

/** What no trace may be, and this one is. */
function contradictions({ identity, region, error, unknown, plan, ifUnavailable, steps }: Trace): string[] {
  const isRefusedEarly = error?.phase === "schema";
  const wrong = {
    "neither an identity nor a reason why there is none": !identity && !error && unknown.length === 0,
    "an identity that cannot sign": identity !== null && error === null && plan === null,
    "an identity although the arguments are refused": isRefusedEarly && (identity !== null || region !== null),
    "nobody who could be unavailable": ifUnavailable !== null && identity === null,
    "an error without words": error?.summary === "",
    "a step without words": steps.some(({ because }) => because === ""),
  };
  return Object.entries(wrong).flatMap(([words, isSo]) => (isSo ? [words] : []));
}

describe.each(Object.entries(situations))("a %s in a situation that nobody has measured", (_, arbitrary) => {
  it("signs, or says why not", { timeout }, () => {
    everywhere(arbitrary, ({ consumer, trace }) => {
      expect(consumer ? contradictions(trace) : []).toEqual([]);
    });
  });

  it("gives the same answer twice", { timeout }, () => {
    everywhere(arbitrary, ({ trace }, __, again) => {
      expect(JSON.stringify(again().trace)).toBe(JSON.stringify(trace));
    });
  });

  it("tells no secret, and what it tells is well-formed", { timeout }, () => {
    everywhere(arbitrary, ({ consumer, machine, trace }, situation) => {
      if (!consumer) return;
      const shown = {
        consumer,
        place: null,
        version: null,
        trace: redactedTrace(trace, consumer),
        oldest: null,
        live: null,
      };
      const json = identityJson([shown], machine);
      const text = whoamiText([shown], machine, picocolors.createColors(false));
      const told = `${json}${text}`;
      expect(secretsOf(situation).filter((secret) => told.includes(secret))).toEqual([]);
      expect(told).not.toMatch(/\bA(?:KIA|SIA)[A-Z2-7]{16}\b/u);
      const [consumerJson] = (JSON.parse(json) as { consumers: { error: unknown; identity: unknown }[] }).consumers;
      expect(consumerJson?.error === null).toBe(trace.error === null);
      expect(consumerJson?.identity === null).toBe(trace.identity === null);
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/u);
    });
  });
});
