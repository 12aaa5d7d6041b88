import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/arguments.ts";
import { moduleSettings } from "../../src/cli/module-settings.ts";

const settingsOf = (...argv: readonly string[]) => moduleSettings(parseArguments(argv).values);

describe("the versions that the user says", () => {
  it("are exact, in the canonical spelling", () => {
    expect(settingsOf("--provider-version", "6.1", "--terraform-version", "v1.5")).toMatchObject({
      providerVersion: "6.1.0",
      terraformVersion: "1.5.0",
      opentofuVersion: undefined,
    });
    expect(settingsOf("--opentofu-version", "1.12.0-beta1").opentofuVersion).toBe("1.12.0-beta1");
  });

  it.each(["~> 5.0", "latest", "", "5.x"])("are no constraint: %j", (text) => {
    expect(() => settingsOf("--provider-version", text)).toThrow(
      `--provider-version ${text}: expected one version, like 1.11.4`,
    );
  });
});
