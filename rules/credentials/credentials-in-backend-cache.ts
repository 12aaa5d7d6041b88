import {
  backendSecrets,
  createRule,
  fileNameOf,
  headOf,
  type Block,
  type RootModule,
} from "../../src/language/index.ts";

export default createRule({
  name: "credentials-in-backend-cache",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow credentials in state files and in what init has kept of a backend",
      level: "error",
      recommended: true,
    },
    messages: {
      cached:
        "{{arguments}} of {{consumer}} {{verb}} in plain text in .terraform/terraform.tfstate, and Terraform goes on using {{them}}. {{remedy}}",
      state: "{{file}} beside this module holds credentials of AWS in plain text. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const look = (root: RootModule, block: Block): void => {
      const { cachedBackend } = root;
      const secrets = cachedBackend && backendSecrets(cachedBackend.type);
      const cached = (secrets?.arguments ?? []).flatMap(({ path: [name = "", ...rest] }) => {
        const argument = rest.length === 0 ? cachedBackend?.body.argument(name) : undefined;
        return argument?.value.kind === "string" && argument.value.text !== "" ? [argument] : [];
      });
      if (!cachedBackend || cached.length === 0) return;
      report({
        at: headOf(block),
        messageId: "cached",
        data: {
          arguments: cached.map(({ name }) => name).join(", "),
          verb: cached.length === 1 ? "stands" : "stand",
          them: cached.length === 1 ? "it" : "them",
          consumer: `backend "${cachedBackend.type}"`,
          remedy: "Give the backend a profile or a role, run `terraform init -reconfigure`, and replace the key.",
        },
        related: cached.flatMap(({ name, place }) =>
          place ? [{ filePath: place.file.fileName, start: place.start, end: place.end, message: name }] : [],
        ),
      });
    };
    return {
      BackendBlock({ block }) {
        for (const root of new Set(services.modules.map((module) => module.root))) {
          if (root.backend?.block.node === block) look(root, block);
        }
      },
      Module(node) {
        for (const { path, keys } of services.credentials.stateFiles()) {
          report({
            at: node,
            messageId: "state",
            data: {
              file: fileNameOf(path),
              remedy:
                "Keep state in a backend that is encrypted, delete the file from the repository, and replace the keys.",
            },
            related: keys.map(({ start, end }) => ({ filePath: path, start, end, message: "a credential of AWS" })),
          });
        }
      },
    };
  },
});
