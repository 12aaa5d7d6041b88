import { createRule } from "../../src/language/index.ts";
import {
  attributeOf,
  endOfLife,
  newestAdmitted,
  newestWords,
  programOf,
  writtenConstraint,
} from "../../src/language/versions.ts";

const names = { terraform: "Terraform", opentofu: "OpenTofu" } as const;

export default createRule({
  name: "core-version-end-of-life",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow required_version constraints that admit only unsupported releases",
      level: "info",
      recommended: true,
    },
    messages: {
      ended:
        '"{{constraint}}" keeps this module on {{name}} {{admitted}}, which has had no fixes since {{successor}} ({{date}}). {{remedy}}',
    },
    schema: [],
  },
  create({ report, services, text }) {
    return {
      TerraformBlock({ block }) {
        const attribute = attributeOf(block, "required_version");
        const written = attribute && writtenConstraint(attribute.value, "core", text);
        const program = programOf(services);
        const table = services.releases(program);
        if (!written?.meaning.valid || !table) return;
        const admitted = newestAdmitted(table, written.meaning);
        const successor = admitted && endOfLife(program, admitted.version);
        if (!successor) return;
        report({
          at: attribute?.value ?? block,
          messageId: "ended",
          data: {
            constraint: written.text,
            name: names[program],
            admitted: admitted.text,
            successor: successor.text,
            date: successor.date ?? "date unknown",
            remedy: `Admit a supported release: ${newestWords(table, services.now)}.`,
          },
        });
      },
    };
  },
});
