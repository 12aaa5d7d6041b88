import {
  createRule,
  fileNameOf,
  headOf,
  listed,
  placeText,
  rootsOf,
  type Block,
  type RootModule,
} from "../../src/language/index.ts";

/** Without them there is no backend: who leaves them out believes that blocks are merged. */
const required = ["bucket", "key", "region"];

export default createRule({
  name: "backend-override-incomplete",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow override files that replace a backend and leave out what it needs",
      level: "warning",
      recommended: true,
    },
    messages: {
      replaced:
        'This backend "s3" replaces the one of {{place}} as a whole; they are not merged: {{lost}} {{verb}} gone. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      BackendBlock({ block }) {
        for (const root of rootsOf(services)) {
          const { backend } = root;
          if (backend?.block.node !== block || backend.type !== "s3" || !isOverride(services.path)) continue;
          const overridden = backendBefore(root);
          if (overridden?.block.labels[0]?.text !== "s3") continue;
          const kept = new Set(backend.body().names());
          const lost = overridden.block.body.items.flatMap((item) =>
            item.type === "Attribute" && !kept.has(item.name.text) ? [item.name.text] : [],
          );
          if (!lost.some((name) => required.includes(name))) continue;
          const place = placeText(overridden.file, overridden.block.start);
          const them = lost.length === 1 ? "it" : "them";
          report({
            at: headOf(block),
            messageId: "replaced",
            data: {
              place,
              lost: listed(lost),
              verb: lost.length === 1 ? "is" : "are",
              remedy: `Repeat ${them} here, or give init a file of differences with -backend-config.`,
            },
            related: [
              {
                filePath: overridden.file.fileName,
                ...headOf(overridden.block),
                message: "the backend that is replaced",
              },
            ],
          });
        }
      },
    };
  },
});

const isOverride = (path: string): boolean => /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/u.test(fileNameOf(path));

/** The backend that would be in force without override files. */
function backendBefore({
  files,
}: RootModule): { readonly block: Block; readonly file: RootModule["files"][number] } | undefined {
  for (const file of files) {
    if (isOverride(file.fileName)) continue;
    for (const item of file.body.items) {
      if (item.type !== "Block" || item.kind.text !== "terraform") continue;
      const block = item.body.items.find(
        (inner): inner is Block => inner.type === "Block" && inner.kind.text === "backend",
      );
      if (block) return { block, file };
    }
  }
  return undefined;
}
