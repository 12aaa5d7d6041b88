import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { utf8Length } from "../../src/hcl/source-positions.ts";
import type { ModuleDiagnostic } from "../../src/terraform/diagnostic.ts";
import type { VariableFlag } from "../../src/terraform/load-options.ts";
import { load } from "./load.ts";

interface Measured {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly [flag: VariableFlag["flag"], value: string];
  /** The last command that was run: `terraform init`, or `terraform plan` after it. */
  readonly phase: "init" | "plan";
  readonly diagnostics: readonly Message[];
}

interface Message {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly file?: string;
  /** In bytes. */
  readonly start?: number;
  readonly end?: number;
}

const file = path.join(import.meta.dirname, "measured-diagnostics.json");
const cases = JSON.parse(readFileSync(file, "utf8")) as readonly Measured[];

/** What `terraform init -json` and `terraform plan -json` of Terraform 1.11.4 said. */
describe("diagnostics are those of Terraform", () => {
  it.each(cases)("$id", ({ files, env: environment = {}, args, phase, diagnostics }) => {
    const variables = args ? [{ flag: args[0], value: args[1] }] : [];
    const root = load(files, { version: "1.11.4", variables }, { environment });
    const loading = root.loadDiagnostics();
    const backend = root.backend?.body();
    const constants = backend?.names().flatMap((name) => backend.argument(name)?.diagnostics ?? []) ?? [];
    const early = [...loading, ...constants];
    const stops = early.some(({ severity }) => severity === "error");
    expect(stops ? "init" : "plan").toBe(phase);
    const all = stops ? early : [...early, ...root.planDiagnostics()];
    expect(sorted(all.map(message))).toEqual(sorted(diagnostics.map(normal)));
  });
});

function message({ severity, summary, detail, file, start, end }: ModuleDiagnostic): Message {
  const text = normal({ severity, summary, detail });
  if (!file) return text;
  const from = utf8Length(file.source, 0, start);
  // Terraform shows one character of an empty range.
  const to = Math.max(from + 1, utf8Length(file.source, 0, end));
  return { ...text, file: file.fileName.replace("/work/", ""), start: from, end: to };
}

/** The members of a cycle come in an order that varies from run to run. */
function normal(text: Message): Message {
  const [, members] = /^Cycle: (.*)$/.exec(text.summary) ?? [];
  return members === undefined ? text : { ...text, summary: `Cycle: ${members.split(", ").sort().join(", ")}` };
}

const sorted = (messages: readonly Message[]): readonly string[] =>
  messages
    .map(({ severity, summary, detail, file, start, end }) =>
      JSON.stringify([file, start, end, severity, summary, detail]),
    )
    .sort();
