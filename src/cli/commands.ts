import type { Machine } from "../machine/machine.ts";
import type { FlagValues } from "./arguments.ts";
import type { CommandName } from "./command-names.ts";
import type { FlagName } from "./flags.ts";

/** Ends with the exit code: 0 nothing to say, 1 findings, 2 the run itself failed. */
export type Run = (positionals: readonly string[], values: FlagValues, machine: Machine) => number | Promise<number>;

export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly flags: readonly FlagName[];
  readonly examples: readonly string[];
  /** Loads the command's code, and nothing of the others. */
  readonly load: () => Promise<{ readonly run: Run }>;
}

const always = ["color", "no-color", "debug", "help", "version"] as const satisfies readonly FlagName[];
const module = [
  "var",
  "var-file",
  "backend-config",
  "workspace",
  "provider-version",
  "terraform-version",
  "opentofu-version",
] as const satisfies readonly FlagName[];

const live = ["live", "live-process", "live-canaries", "live-cache"] as const satisfies readonly FlagName[];

export const commands: Readonly<Record<CommandName, Command>> = {
  lint: {
    usage: "tf-preflight [lint] [paths…]",
    summary: "Findings in the configuration under the paths (default: here), with what the environment does to it.",
    flags: [
      "format",
      "output",
      "fix",
      "fix-dry-run",
      "live",
      "live-canaries",
      "live-cache",
      "check-registry",
      "no-env",
      "config",
      "preset",
      "rule",
      "fail-on",
      "max-warnings",
      "baseline",
      "stdin",
      "stdin-filename",
      ...module,
      ...always,
    ],
    examples: [
      "tf-preflight",
      "tf-preflight modules/ live/prod --no-env --format json",
      "tf-preflight --rule provider-version-outdated=off --fail-on warning",
      "tf-preflight --stdin --stdin-filename modules/vpc/main.tf < main.tf",
    ],
    load: () => import("./lint.ts"),
  },
  check: {
    usage: "tf-preflight check [dir]",
    summary:
      "Will plan authenticate from here, now? A line for each provider, backend and remote state, then the findings.",
    flags: ["format", "output", ...live, "config", "preset", "rule", "fail-on", "max-warnings", ...module, ...always],
    examples: ["tf-preflight check", "tf-preflight check live/prod --format json", "tf-preflight check --live"],
    load: () => import("./check.ts"),
  },
  whoami: {
    usage: "tf-preflight whoami [dir]",
    summary: "Who each provider and backend will be, the sources that lost and why, and the AWS CLI beside it.",
    flags: ["format", "output", ...live, ...module, ...always],
    examples: [
      "tf-preflight whoami",
      "tf-preflight whoami --provider-version 5.31.0",
      "AWS_PROFILE=dev tf-preflight whoami",
    ],
    load: () => import("./whoami.ts"),
  },
  json: {
    usage: "tf-preflight json [file|-]",
    summary: "One file of configuration as JSON, the text that hcl2json prints.",
    flags: ["output", ...always],
    examples: ["tf-preflight json main.tf | jq .provider", "tf-preflight json - < main.tf"],
    load: () => import("./json.ts"),
  },
  rules: {
    usage: "tf-preflight rules [id]",
    summary: "The rules, or one rule's page.",
    flags: [...always],
    examples: ["tf-preflight rules", "tf-preflight rules hardcoded-credentials"],
    load: () => import("./rules.ts"),
  },
  init: {
    usage: "tf-preflight init",
    summary: "Write a commented .tf-preflight.hcl into this folder.",
    flags: [...always],
    examples: ["tf-preflight init"],
    load: () => import("./init.ts"),
  },
};
