/** One flag of the command line; the table is what parses arguments and what `--help` prints. */
export interface Flag {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** What stands for the value in help. */
  readonly value?: string;
  readonly allowed?: readonly string[];
  readonly help: string;
}

export type FlagName = keyof typeof flags;

const table = <Names extends string>(entries: Record<Names, Flag>): Readonly<Record<Names, Flag>> => entries;

export const flags = table({
  format: { type: "string", value: "FORMAT", help: "stylish (default), json, or sarif for findings" },
  output: { type: "string", value: "FILE", help: "write the report to a file instead of standard output" },
  fix: { type: "boolean", help: "apply the fixes that are certain" },
  "fix-dry-run": { type: "boolean", help: "report what --fix would leave, without writing" },
  live: { type: "boolean", help: "ask AWS STS about every identity and every key found " },
  "live-process": { type: "boolean", help: "with --live: run credential_process commands, as Terraform would" },
  "live-canaries": {
    type: "boolean",
    help: "with --live: try keys that are known traps, too; whoever planted them is told",
  },
  "live-cache": {
    type: "boolean",
    help: "with --live: believe STS's answers for ten minutes, for hooks that run often",
  },
  "check-registry": {
    type: "boolean",
    help: "ask provider registries for their newest versions instead of using the shipped lists",
  },
  "no-env": { type: "boolean", help: "leave the environment out: the same answer on every machine" },
  config: { type: "string", value: "FILE", help: "use this configuration instead of the nearest .tf-preflight.hcl" },
  preset: {
    type: "string",
    value: "NAME",
    allowed: ["recommended", "strict", "all"],
    help: "recommended (default), strict or all",
  },
  rule: {
    type: "string",

    value: "ID=LEVEL",
    help: "error, warning, info or off for one rule; repeatable",
  },
  "fail-on": {
    type: "string",
    value: "LEVEL",
    allowed: ["error", "warning", "info", "never"],
    help: "exit 1 from this level on: error (default), warning, info or never",
  },
  baseline: {
    type: "string",
    value: "FILE",
    help: "hold back the findings that FILE knows; written when it is missing",
  },
  "max-warnings": { type: "string", value: "N", help: "exit 1 when there are more warnings than this" },
  var: {
    type: "string",

    value: "NAME=VALUE",
    help: "set a variable of the root module, as for terraform; repeatable",
  },
  "var-file": {
    type: "string",

    value: "FILE",
    help: "read variables from a file, as for terraform; repeatable",
  },
  "backend-config": {
    type: "string",

    value: "FILE|KEY=VALUE",
    help: "as for terraform init; repeatable",
  },
  workspace: { type: "string", value: "NAME", help: "the workspace, instead of the selected one" },
  "provider-version": {
    type: "string",
    value: "VERSION",
    help: "the version of hashicorp/aws, instead of the locked one",
  },
  "terraform-version": { type: "string", value: "VERSION", help: "the version of Terraform that will run" },
  "opentofu-version": { type: "string", value: "VERSION", help: "the version of OpenTofu that will run" },
  stdin: { type: "boolean", help: "read one file from standard input" },
  "stdin-filename": { type: "string", value: "NAME", help: "the name (and folder) that --stdin's text belongs to" },
  color: { type: "boolean", help: "colour even when the output is no terminal (--no-color: never)" },
  "no-color": { type: "boolean", help: "no colour even in a terminal" },
  debug: { type: "boolean", help: "say on standard error what is being done, and print stack traces" },
  help: { type: "boolean", short: "h", help: "print this" },
  version: { type: "boolean", short: "v", help: "print the version" },
});
