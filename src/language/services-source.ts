import type { ParsedFile } from "../hcl/ast.ts";
import type { Machine } from "../machine/machine.ts";
import type { FileKind } from "../terraform/file-kind.ts";
import type { Module, RootModule } from "../terraform/module.ts";
import { releaseTable } from "../versions/releases.ts";
import { credentialSource } from "./credential-services.ts";
import type { Services } from "./services.ts";

export interface ServicesSource {
  /** What rules may ask about one file. `isFirstFile` is decided by who knows which files are linted. */
  services(path: string, kind: FileKind, file: ParsedFile, isFirstFile: boolean): Services;
}

export interface ServicesRequest {
  /** The module instances that a folder is. */
  readonly instancesOf: (directory: string) => readonly Module[];
  /** `null` for a file that can't be read. */
  readonly parsed: (path: string) => ParsedFile | null;
  /** Default: the tables that are shipped. */
  readonly releases?: Services["releases"];
}

/** Answers for all files of a run: what is worked out for one file serves the others. */
export function servicesSource(
  { instancesOf, parsed, releases = releaseTable }: ServicesRequest,
  machine: Machine,
): ServicesSource {
  const credentialsOf = credentialSource({ instancesOf, parsed, machine });
  return {
    services(path, kind, file, isFirstFile) {
      const directory = machine.paths.dirname(path);
      return {
        file: kind,
        path,
        isFirstFile,
        get modules() {
          return instancesOf(directory);
        },
        configurations(block) {
          return roots(this.modules).flatMap((root) =>
            root.providerConfigurations().filter((configuration) => configuration.block?.node === block),
          );
        },
        releases,
        credentials: credentialsOf(path, file),
        now: machine.now,
      };
    },
  };
}

function roots(modules: readonly Module[]): readonly RootModule[] {
  return [...new Set(modules.map(({ root }) => root))];
}
