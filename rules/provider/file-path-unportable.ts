import {
  argumentsNamed,
  consumerName,
  createRule,
  fileNameOf,
  valuePlace,
  type Argument,
  type Block,
  type Level,
} from "../../src/language/index.ts";

/** Arguments that name files, in the block and in blocks and objects in it. */
const files = [
  "shared_config_files",
  "shared_credentials_files",
  "shared_credentials_file",
  "custom_ca_bundle",
  "web_identity_token_file",
];

/** Paths that lead elsewhere on another machine; the first that fits is told. */
const faults: readonly {
  readonly pattern: RegExp;
  readonly only?: string;
  readonly fault: string;
  readonly remedy: string;
  readonly level: Level;
}[] = [
  {
    pattern: /^(?:\/(?:Users|home)\/|[A-Za-z]:[\\/]Users[\\/])[^\\/]+[\\/]/u,
    fault: "lies in one user's home folder",
    remedy: "Begin it with ~/.",
    level: "info",
  },
  {
    pattern: /^(?:[A-Za-z]:[\\/]|\\\\)/u,
    fault: "is on Windows only",
    remedy: "Begin it with ~/, or take it from a variable.",
    level: "info",
  },
  {
    // Shared files are often kept beside the configuration; a token is written by whoever starts Terraform, somewhere else.
    pattern: /^(?![~/\\$])./u,
    only: "web_identity_token_file",
    fault: "counts from the folder that Terraform is started in",
    remedy: "Write it from the root, or leave it to AWS_WEB_IDENTITY_TOKEN_FILE.",
    level: "warning",
  },
];

export default createRule({
  name: "file-path-unportable",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow paths of credential files that are right on one machine, or in one folder, only",
      level: "info",
      recommended: "strict",
    },
    messages: { unportable: '{{argument}} of {{consumer}}{{origin}}: "{{path}}" {{fault}}. {{remedy}}' },
    schema: [],
  },
  create({ report, services }) {
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        for (const [argument, value] of argumentsNamed(files, placed.consumer)) {
          for (const { path, places } of pathsIn(value)) {
            const found = faults.find(({ pattern, only }) => pattern.test(path) && (only ?? argument) === argument);
            // Variables files, variables of the environment and flags are a user's own.
            const isWritten = places.every((place) => place.kind === "file" && isConfiguration(fileNameOf(place.path)));
            if (!found || !isWritten) continue;
            // Put together from path.module and the like it begins where the configuration is.
            if (found.only !== undefined && !isWhole(path, places)) continue;
            const { at, origin, related } = valuePlace(block, argument, places, services);
            const { fault, remedy, level } = found;
            const data = { argument, consumer: consumerName(placed), origin, path, fault, remedy };
            report({ at, messageId: "unportable", level, data, related });
          }
        }
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

const isConfiguration = (fileName: string): boolean => /\.(?:tf|tofu)(?:\.json)?$/u.test(fileName);

/** Whether the path stands somewhere as it is: the text of a piece of it would be shorter. */
const isWhole = (path: string, places: Argument["places"]): boolean =>
  places.some((place) => place.kind === "file" && place.range.end - place.range.start >= path.length);

function pathsIn(argument: Argument): readonly { readonly path: string; readonly places: Argument["places"] }[] {
  if (!argument.known) return [];
  const { value, places } = argument;
  if (typeof value === "string") return value === "" ? [] : [{ path: value, places }];
  return Array.isArray(value) ? (value as readonly Argument[]).flatMap(pathsIn) : [];
}
