import {
  createRule,
  rootsOf,
  type Block,
  type EvaluatedBody,
  type ModuleDiagnostic,
  type Range,
} from "../../src/language/index.ts";

/** What Terraform says where only constants are allowed. */
const notConstant = /^(?:Variables|Function calls) not allowed$/u;

export default createRule({
  name: "backend-variable-reference",
  meta: {
    type: "problem",
    docs: {
      description:
        "Disallow variables and functions in backend and cloud blocks, which Terraform reads before anything else",
      level: "error",
      recommended: true,
    },
    messages: { reference: "{{text}} stands in a {{block}} block: {{said}} {{remedy}}" },
    schema: [],
  },
  create({ report, services, text }) {
    const look = (block: Block, body: EvaluatedBody | undefined): void => {
      for (const diagnostic of body ? diagnosticsIn(body) : []) {
        if (!notConstant.test(diagnostic.summary) || diagnostic.file?.fileName !== services.path) continue;
        const at = wholeReference(diagnostic, text);
        const name = block.kind.text;
        const remedy =
          name === "cloud"
            ? "Write the value out, or leave it to TF_CLOUD_ORGANIZATION and TF_WORKSPACE."
            : "Leave the argument out and give it to init (-backend-config), or to the environment.";
        report({
          at,
          messageId: "reference",
          data: { text: text(at), block: name, said: diagnostic.detail.replace(/\s+/gu, " "), remedy },
        });
      }
    };
    return {
      BackendBlock({ block }) {
        const backend = rootsOf(services).find((root) => root.backend?.block.node === block)?.backend;
        look(block, backend?.body());
      },
      CloudBlock({ block }) {
        look(block, rootsOf(services).find((root) => root.cloud?.block.node === block)?.cloud?.body);
      },
    };
  },
});

function diagnosticsIn(body: EvaluatedBody): ModuleDiagnostic[] {
  return [
    ...body.names().flatMap((name) => body.argument(name)?.diagnostics ?? []),
    ...body.blocks().flatMap((nested) => (nested.body ? diagnosticsIn(nested.body) : [])),
  ];
}

/** Terraform points at the first word of a reference. */
function wholeReference({ start, end }: Range, text: (range: Range) => string): Range {
  const whole = /^[\w-]+(?:\.[\w-]+|\[[^\]\n]*\])*/u.exec(text({ start, end: end + 200 }))?.[0] ?? "";
  return { start, end: Math.max(end, start + whole.length) };
}
