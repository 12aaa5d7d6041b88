import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConstraint, type Constraint } from "../../src/versions/constraint.ts";
import { install, type Installation } from "../../src/versions/install.ts";
import { lockFileConstraints, mergeConstraints } from "../../src/versions/selection.ts";
import { parseVersion, versionText } from "../../src/versions/version.ts";

const provider = "registry.terraform.io/hashicorp/aws";
const onOffer = ["4.67.0", "5.0.0", "5.0.1", "5.1.0", "5.100.0", "6.0.0-beta1", "6.0.0", "6.0.1", "6.64.0"];
const available = onOffer.map((text) => parseVersion(text)!);

/** The constraints of the root module and of its child modules, and what the lock file says. */
interface Configuration {
  readonly modules: readonly string[];
  readonly locked: string | null;
}

function constraint(text: string): Constraint {
  const parsed = parseConstraint(text);
  if (!parsed.valid) throw new Error(parsed.detail);
  return parsed;
}

function ours({ modules, locked }: Configuration): Installation {
  return install({
    provider,
    constraints: modules.map(constraint),
    locked: locked === null ? null : parseVersion(locked),
    available,
  });
}

describe("install", () => {
  it.each<[Configuration, string]>([
    [{ modules: ["~> 5.0", ">= 5.0.1"], locked: null }, "5.100.0"],
    [{ modules: ["~> 5.0"], locked: "5.0.1" }, "5.0.1"],
    [{ modules: [], locked: null }, "6.64.0"],
    [{ modules: ["~> 5.0", "< 5"], locked: null }, "no available releases match the given constraints ~> 5.0, < 5.0.0"],
    [
      { modules: ["~> 6.0"], locked: "5.100.0" },
      `locked provider ${provider} 5.100.0 does not match configured version constraint ~> 6.0; must use terraform init -upgrade to allow selection of new versions`,
    ],
    [{ modules: ["~> 5.0"], locked: "5.99.9" }, "the previously-selected version 5.99.9 is no longer available"],
  ])("of %j: %s", (configuration, expected) => {
    const result = ours(configuration);
    expect(result.outcome === "installed" ? versionText(result.version) : result.detail).toBe(expected);
  });
});

const terraform = spawnSync("terraform", ["version"], { encoding: "utf8" });
const platform = /on (\w+)/u.exec(terraform.stdout)?.[1];
if (platform === undefined) console.log("terraform is not on PATH: `install` is not compared with `terraform init`");

describe.skipIf(platform === undefined)("terraform init", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tf-preflight-init-"));
    for (const version of onOffer) {
      // Terraform hashes the file, but init never starts it.
      const directory = path.join(folder, "mirror", provider, version, platform ?? "");
      mkdirSync(directory, { recursive: true });
      writeFileSync(path.join(directory, `terraform-provider-aws_v${version}`), version, { mode: 0o755 });
    }
    const mirror = JSON.stringify(path.join(folder, "mirror"));
    writeFileSync(
      path.join(folder, "terraformrc"),
      `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`,
    );
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const term = fc
    .tuple(
      fc.constantFrom("", "= ", "!= ", "> ", ">= ", "< ", "<= ", "~> ", "~> ", "~> ", ">= "),
      fc.constantFrom("4", "5", "5.0", "5.0.1", "5.1", "6", "6.0", "6.0.0-beta1", "6.0.1", "7"),
    )
    .map((parts) => parts.join(""));
  const configuration: fc.Arbitrary<Configuration> = fc.record({
    modules: fc.array(
      fc.array(term, { minLength: 1, maxLength: 2 }).map((terms) => terms.join(", ")),
      { minLength: 1, maxLength: 3 },
    ),
    locked: fc.oneof(fc.constant(null), fc.constantFrom(...onOffer, "5.99.0")),
  });

  it.each(fc.sample(configuration, { seed: 20261124, numRuns: 50 }).map((each, index) => ({ ...each, index })))(
    "answers as we do: $modules, locked $locked",
    ({ index, modules, locked }) => {
      const directory = path.join(folder, String(index));
      modules.forEach((text, at) => {
        writeModule(at === 0 ? directory : path.join(directory, `child${at}`), text, at === 0 ? modules.length - 1 : 0);
      });
      if (locked !== null) writeFileSync(path.join(directory, ".terraform.lock.hcl"), lockFile(locked));
      const { stderr } = spawnSync("terraform", ["init", "-no-color"], {
        cwd: directory,
        encoding: "utf8",
        env: { ...process.env, TF_CLI_CONFIG_FILE: path.join(folder, "terraformrc"), CHECKPOINT_DISABLE: "1" },
      });

      const installation = ours({ modules, locked });
      const constraints = lockFileConstraints(mergeConstraints(modules.map(constraint)));
      expect(outcomeOf(directory, stderr)).toEqual(
        installation.outcome === "installed"
          ? { version: versionText(installation.version), constraints }
          : { detail: installation.detail },
      );
    },
  );
});

function outcomeOf(directory: string, stderr: string): object {
  if (stderr !== "") {
    const [, detail] =
      /versions for provider hashicorp\/aws: (.*) To see which/u.exec(stderr.replace(/\s+/gu, " ")) ?? [];
    return { detail };
  }
  const lock = readFileSync(path.join(directory, ".terraform.lock.hcl"), "utf8");
  const value = (name: string): string | null => new RegExp(`${name}\\s*= "(.*)"`, "u").exec(lock)?.[1] ?? null;
  return { version: value("version"), constraints: value("constraints") };
}

function writeModule(directory: string, version: string, children: number): void {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true });
  const calls = Array.from(
    { length: children },
    (_, at) => `module "child${at + 1}" {\n  source = "./child${at + 1}"\n}\n`,
  );
  writeFileSync(
    path.join(directory, "main.tf"),
    `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = ${JSON.stringify(version)}\n    }\n  }\n}\n${calls.join("")}`,
  );
}

function lockFile(version: string): string {
  return `provider "${provider}" {\n  version = "${version}"\n}\n`;
}
