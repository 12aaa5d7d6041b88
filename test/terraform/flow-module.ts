import { parse } from "../../src/hcl/parse.ts";
import type { FlowModule } from "../../src/terraform/possible-sources.ts";
import { dynamicType } from "../../src/values/type.ts";

/** A module of files by name, with the files of what it calls; evaluation knows nothing. */
export function flowModule(
  files: Record<string, string>,
  calls: Record<string, Record<string, string>> = {},
  parent: FlowModule | null = null,
  call: FlowModule["call"] = null,
  address = "",
): FlowModule {
  const parsed = Object.entries(files).map(([name, text]) => parse(text, name));
  const module: FlowModule = {
    address,
    files: parsed,
    parent,
    call,
    evaluate: () => ({
      value: {
        kind: "unknown",
        type: dynamicType,
        marks: 0,
        origins: null,
        reason: "nothing is evaluated here",
        notNull: false,
      },
      diagnostics: [],
    }),
    children: () => children,
  };
  const children = Object.entries(calls).map(([name, inner]) => {
    for (const file of parsed) {
      for (const node of file.body.items) {
        if (node.type !== "Block" || node.kind.text !== "module" || node.labels[0]?.text !== name) continue;
        return {
          name,
          block: { node, file },
          instances: [flowModule(inner, {}, module, { node, file }, `module.${name}`)],
        };
      }
    }
    throw new Error(`no call of ${name}`);
  });
  return module;
}
