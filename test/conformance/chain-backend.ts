import { backendConsumer } from "../../src/aws/backend/backend-consumer.ts";
import { nothing } from "../../src/aws/backend/outcome.ts";
import type { Program } from "../../src/aws/backend/release.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import type { Message, Trace } from "../../src/aws/trace.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { loadModule } from "../../src/terraform/load-module.ts";
import { loadLibraries } from "../../src/values/libraries.ts";
import { differencesOf } from "./chain-outcome.ts";
import type { ChainCase, Expected, Resolved } from "./chain-outcome.ts";
import type { Case, Failure, Kind } from "./kind.ts";

export interface BackendCase extends Omit<ChainCase, "differs"> {
  readonly target: { readonly kind: string; readonly terraform?: string; readonly opentofu?: string };
  readonly initArgs?: readonly string[];
  readonly differs?: Readonly<Record<string, Expected | Skipped>>;
}

/** Not measured, or not comparable, for the reason given. */
interface Skipped {
  readonly skip: string;
}

const libraries = await loadLibraries();
const home = "/conformance/home";
const directory = "/conformance/module";

/** What `init` of several programs did with an S3 backend, for whole root modules. */
export const chainBackend: Kind = {
  name: "credential chain of the S3 backend",
  recognises: (data) => Array.isArray(data) && (data[0] as Partial<ChainCase> | undefined)?.target?.kind === "backend",
  cases(data) {
    const all = data as readonly BackendCase[];
    const releases = new Set(all.flatMap(({ differs = {} }) => Object.keys(differs)));
    return all.flatMap((measured) => [...casesOf(measured, releases)]);
  },
};

/** A release of the file that a case doesn't list did what is expected of its target. */
function* casesOf(measured: BackendCase, releases: ReadonlySet<string>): Generator<Case> {
  const { terraform, opentofu } = measured.target;
  const measuredBy = terraform === undefined ? `opentofu ${opentofu ?? ""}` : `terraform ${terraform}`;
  for (const release of new Set([measuredBy, ...releases])) {
    const expected = measured.differs?.[release] ?? measured.expect;
    if ("skip" in expected) continue;
    const id = release === measuredBy ? measured.id : `${measured.id}@${release}`;
    yield {
      id,
      check: () =>
        compare(JSON.parse(fill(JSON.stringify(expected))) as Expected, resolveBackend(measured, release).trace),
    };
  }
}

const fill = (text: string): string => text.replaceAll("{home}", home).replaceAll("{dir}", directory);

/** What we make of a case, in one of the programs: `terraform 1.11.4`. */
export function resolveBackend(
  measured: Pick<BackendCase, "files" | "home" | "env" | "initArgs">,
  release: string,
): Resolved {
  const [name, version = ""] = release.split(" ");
  const program: Program = { name: name === "opentofu" ? "opentofu" : "terraform", version };
  const machine = memoryMachine({
    files: { ...filled(measured.files, `${directory}/`), ...filled(measured.home, `${home}/`) },
    environment: { HOME: home, ...filled(measured.env) },
    currentDirectory: directory,
  });
  const flags = (measured.initArgs ?? []).map(fill);
  const backendConfig = flags.flatMap((flag) => /^-backend-config=([^]*)$/.exec(flag)?.[1] ?? []);
  const root = loadModule(directory, machine, { program: program.name, version, backendConfig, libraries });
  const consumer = flags.includes("-backend=false") ? null : backendConsumer(root, program);
  const trace = consumer
    ? resolveIdentity(consumer, machine)
    : { ...nothing, error: null, alsoErrors: [], warnings: [] };
  const whileLoading = root
    .loadDiagnostics()
    .filter(({ severity }) => severity === "warning")
    .map(({ summary, detail }) => ({ summary, detail, where: [] }));
  return { consumer, machine, trace: { ...trace, warnings: [...whileLoading, ...trace.warnings] } };
}

const filled = (texts: Readonly<Record<string, string>>, prefix = ""): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, fill(text)]));

function compare(expected: Expected, trace: Trace): Failure | null {
  const wanted = {
    ...expected,
    error: expected.error && withoutContent(expected.error),
    // The measuring run was cut off before the program had said it.
    ifUnavailable: expected.ifUnavailable?.summary === "?" ? trace.ifUnavailable : expected.ifUnavailable,
    warnings: inOneOrder(expected.warnings),
  };
  return differencesOf(wanted, { ...trace, warnings: printed(trace.warnings, expected) }, false, fill);
}

/** The AWS SDK for Go v1 spells out what an unclosed section header swallows, as code points. We don't. */
const withoutContent = <M extends Said>(message: M): M => ({
  ...message,
  detail: message.detail.replace(/\[\d+(?: \d+)+\]/g, "[{…}]"),
});

type Said = Pick<Message, "summary" | "detail">;

/** Terraform prints one of several warnings with the same summary; which one is chance. */
const folded = /\n\n\(and (?:one more similar warning|\d+ more similar warnings) elsewhere\)$/;

function printed(warnings: readonly Message[], { warnings: expected }: Expected): Message[] {
  const texts = new Set(inOneOrder(expected).map(({ detail }) => detail));
  const onceOnly = new Set(expected.filter(({ detail }) => folded.test(detail)).map(({ summary }) => summary));
  return inOneOrder(warnings).filter(({ summary, detail }) => !onceOnly.has(summary) || texts.has(detail));
}

/** Lists in OpenTofu's texts are in the random order of a Go map, padded to the longest name so far; 1.8 prints one twice. */
function inOneOrder<M extends Said>(warnings: readonly M[]): M[] {
  const byText = new Map<string, M>();
  for (const warning of warnings) {
    const lines = warning.detail.replace(folded, "").split("\n");
    const isList = lines.some((line) => line.startsWith("  * "));
    const detail = (isList ? lines.map((line) => line.replace(/ +/g, " ")).sort() : lines).join("\n");
    byText.set(`${warning.summary}\n${detail}`, { ...warning, detail });
  }
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, warning]) => warning);
}
