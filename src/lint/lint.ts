import { lineIndex } from "../hcl/lines.ts";
import type { ModuleSettings } from "../language/module-settings.ts";
import type { RelatedPlace } from "../language/rule.ts";
import type { Services } from "../language/services.ts";
import { groupBy } from "../machine/group-by.ts";
import type { Machine } from "../machine/machine.ts";
import { withKnownFolders } from "../machine/overlay.ts";
import { configurations } from "./configurations.ts";
import { discover, type LintedFile } from "./discover.ts";
import type { FileResult, Finding, FoundPair, RelatedFinding, RunProblem } from "./finding.ts";
import type { Preset, RuleChoice } from "./levels.ts";
import { fileLinter } from "./lint-file.ts";
import { lintedModules } from "./linted-modules.ts";
import { parsedFiles } from "./parsed-files.ts";
import { syntaxFindings } from "./syntax-findings.ts";

export interface LintRequest {
  /** Files and folders, from the machine's current folder on. */
  readonly paths: readonly string[];
  /** Default `lint`. `check` has rules of its own: about what is absent or expired on this machine. */
  readonly command?: "lint" | "check" | undefined;
  /** Folders among the paths stand for the files in them, not for those in the folders below. */
  readonly shallow?: boolean | undefined;
  /** Instead of the nearest `.tf-preflight.hcl`. */
  readonly configFile?: string | undefined;
  readonly preset?: Preset | undefined;
  /** Above what the configuration says. */
  readonly choices?: readonly RuleChoice[];
  /** Default true. Without it the answer is the same on every machine. */
  readonly useEnvironment?: boolean;
  readonly moduleSettings?: ModuleSettings;
  /** What is known of releases. Default: the shipped tables. */
  readonly releases?: Services["releases"] | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Told what a person who looks for a fault in tf-preflight wants to know. */
  readonly onDebug?: ((message: string) => void) | undefined;
}

export interface LintResult {
  /** One for each file that was read, sorted by path. */
  readonly results: readonly FileResult[];
  readonly problems: readonly RunProblem[];
  /** The key pairs that findings are about, for the live mode. */
  readonly pairs: readonly FoundPair[];
}

/**
 * Lints the files under the given paths. Whatever stands in a file becomes a finding, and a file that can't be read a problem;
 * the others are linted all the same.
 *
 * @throws ConfigurationError when a `.tf-preflight.hcl` can't be used.
 */
export function lint(request: LintRequest, computer: Machine): LintResult {
  const { useEnvironment = true } = request;
  const machine = withKnownFolders(computer);
  const settings = configurations({ ...request, choices: request.choices ?? [] }, machine);
  const { exclude } = settings.nearest(machine.currentDirectory);
  const { files, problems: unfound } = discover(request.paths, machine, exclude ? [exclude] : [], request.shallow);

  const show = (path: string): string => machine.paths.relative(machine.currentDirectory, path).replaceAll("\\", "/");
  const parsed = parsedFiles(machine);
  const relatedFinding = ({ filePath, start, message }: RelatedPlace): RelatedFinding => {
    const read = parsed.read(filePath);
    const position = read.ok ? lineIndex(read.file.source).position(start) : { line: 1, column: 1 };
    return { filePath: show(filePath), ...position, message };
  };

  const modules = lintedModules(files, parsed, settings, request, machine);
  const lintFile = fileLinter(useEnvironment, relatedFinding);
  const results: FileResult[] = [];
  const problems = unfound.map(({ path, message }) => ({ path: show(path), message }));
  const pairs: FoundPair[] = [];

  const lintFolder = (folder: readonly LintedFile[]): void => {
    const first = folder.find(({ kind }) => kind.content === "configuration");
    for (const file of folder) {
      const read = parsed.read(file.path);
      if (!read.ok) {
        problems.push({ path: show(file.path), message: read.message });
        continue;
      }
      const services = modules.services(file.path, file.kind, read.file, file === first);
      const linted = lintFile(read, services, settings.settingsFor(file.path));
      // What Terraform has against a lock file, its syntax included, is one rule's to say.
      const syntax = file.kind.content === "lock-file" ? [] : syntaxFindings(read.file);
      const findings = sorted([...syntax, ...linted.findings]);
      results.push({
        filePath: show(file.path),
        findings,
        suppressed: linted.suppressed,
        source: findings.length > 0 ? read.file.source : "",
        hasBOM: read.hasBOM,
      });
      pairs.push(...linted.pairs);
      request.onProgress?.(results.length + problems.length, files.length);
    }
  };
  const folders = groupBy(files, ({ path }) => machine.paths.dirname(path));
  for (const group of groupBy(folders, ([directory]) => modules.groupOf(directory)).values()) {
    for (const [, folder] of group) lintFolder(folder);
    modules.release();
  }
  return { results: results.sort((a, b) => (a.filePath < b.filePath ? -1 : 1)), problems, pairs };
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
