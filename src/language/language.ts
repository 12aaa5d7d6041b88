import type { Language } from "@eslint/core";
import type { Body, ParsedFile } from "../hcl/ast.ts";
import { fileKind } from "../terraform/file-kind.ts";
import { lockFileIn } from "../terraform/lock-file.ts";
import { parse } from "../terraform/parse.ts";
import { releaseTable } from "../versions/releases.ts";
import { credentialsOfFile } from "./credential-services.ts";
import { fileNameOf } from "./place-text.ts";
import type { Services } from "./services.ts";
import { TerraformSourceCode } from "./source-code.ts";
import { placeName } from "./value-place.ts";

/** Finds what rules may ask about a file. ESLint copies option values, but keeps functions as they are. */
export type ServicesProvider = (path: string, file: ParsedFile) => Services;

/** A `type`, because ESLint wants language options to have an index signature. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type LanguageOptions = {
  readonly services?: ServicesProvider;
};

interface Parsed {
  readonly ok: true;
  readonly ast: Body;
  readonly file: ParsedFile;
}

/** The name under which the plugin's rules and language are known to ESLint. */
export const pluginName = "tf-preflight";

/** One file, on its own: no neighbours, no environment. */
const alone: ServicesProvider = (path, file) => ({
  file: fileKind(path) ?? { content: "configuration", syntax: "native" },
  path,
  isFirstFile: true,
  isAmong: () => false,
  modules: [],
  filesReadBy: () => [],
  lockFile: fileKind(path)?.content === "lock-file" ? lockFileIn(file, "terraform") : null,
  configurations: () => [],
  consumers: () => [],
  allConsumers: () => [],
  consumersHere: () => [],
  trace: () => null,
  sharedFiles: () => null,
  unknownSettings: () => [],
  cliTrace: () => null,
  variable: () => undefined,
  shell: "posix",
  failure: () => null,
  missingProgram: () => null,
  isInstance: () => false,
  githubRun: () => null,
  show: (place) => (typeof place === "string" ? fileNameOf(place) : placeName(place)),
  releases: releaseTable,
  versionFlags: {},
  credentials: credentialsOfFile(path, file),
  now: 0,
});

/** Terraform and OpenTofu files as an ESLint language. */
export const language = {
  fileType: "text",
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: "type",

  validateLanguageOptions({ services }: LanguageOptions) {
    if (services !== undefined && typeof services !== "function") {
      throw new TypeError("languageOptions.services: expected a function");
    }
  },

  parse({ body, path }: { readonly body: string | Uint8Array; readonly path: string }) {
    const file = parse(body, path);
    if (file.errors.length === 0) return { ok: true, ast: file.body, file } satisfies Parsed;
    const sourceCode = new TerraformSourceCode(file, alone(path, file), { rulePrefix: "", sparse: true });
    return {
      ok: false,
      errors: file.errors.map((error) => ({
        message: `${error.summary}: ${error.detail}`,
        ...sourceCode.getLoc(error).start,
      })),
    };
  },

  createSourceCode(
    { path, physicalPath, bom }: { readonly path: string; readonly physicalPath: string; readonly bom: boolean },
    { file }: Parsed,
    { languageOptions }: { readonly languageOptions: LanguageOptions },
  ) {
    const services = (languageOptions.services ?? alone)(physicalPath || path, file);
    return new TerraformSourceCode(file, services, { rulePrefix: `${pluginName}/`, sparse: false }, bom);
  },
} as unknown as Language;
