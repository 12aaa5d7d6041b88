import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolve, type Release } from "./resolve.ts";
import { keys, situations, ssoToken, webToken, type Situation } from "./situations.ts";

const releases: readonly Release[] = [
  ...(["1.5.0", "1.6.0", "1.6.6", "1.8.5", "1.11.4", "1.15.0"] as const).map(
    (version): Release => `terraform ${version}`,
  ),
  ...(["1.6.0", "1.8.0", "1.10.6", "1.12.6"] as const).map((version): Release => `opentofu ${version}`),
];

const nowhere = "http://127.0.0.1:9";
const anySituation = situations({ aws: nowhere, sso: nowhere, container: nowhere, metadata: nowhere });

const secrets = [
  ssoToken,
  webToken,
  ...Object.values(keys).flatMap(({ secretAccessKey, sessionToken = secretAccessKey }) => [
    secretAccessKey,
    sessionToken,
  ]),
];

const foretell = ({ block, environment, files }: Situation, release: Release): ReturnType<typeof resolve> => {
  const filled = (text: string): string => text.replaceAll("{home}", "/home/ann");
  const each = (texts: Readonly<Record<string, string>>, prefix = ""): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, filled(text)]));
  return resolve(block, release, { environment: each(environment), files: each(files, "/home/ann/") });
};

describe("in any situation, with any release", () => {
  it("nothing that is told or printed holds a secret, the plan included", () => {
    fc.assert(
      fc.property(anySituation, fc.constantFrom(...releases), (situation, release) => {
        const printed = JSON.stringify(foretell(situation, release));
        expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("there is an identity with a way to sign, or a reason why there is none", () => {
    fc.assert(
      fc.property(anySituation, fc.constantFrom(...releases), (situation, release) => {
        const { identity, plan, error, unknown, steps } = foretell(situation, release);
        expect(identity ? plan : (error ?? unknown[0])).toBeTruthy();
        if (!identity || error) return;
        const used = steps.filter(({ status }) => status === "used").map(({ source }) => source);
        // The role that a web identity is exchanged for has no step of its own.
        const exchanged = identity.via.startsWith("web-identity") ? 1 : 0;
        expect(used.filter((source) => source === "role")).toHaveLength(identity.roles.length - exchanged);
        expect(used.filter((source) => source !== "role" && source !== "source profile")).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });
});
