import { createRule } from "../../src/language/index.ts";
import {
  attributeOf,
  coreDemandsOf,
  coreSaid,
  endOfLife,
  newestAdmitted,
  newestWords,
  programNames,
  programOf,
  rootsOf,
  writtenConstraint,
} from "../../src/language/versions.ts";

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
      said: "{{name}} {{admitted}}, as {{flag}} says, has had no fixes since {{successor}} ({{date}}). {{remedy}}",
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
        const said = coreSaid(services);
        const admitted = said ?? newestAdmitted(table, written.meaning);
        const successor = admitted && endOfLife(program, admitted.version);
        // What runs is one fact, said at the first constraint; what constraints admit is each module's own.
        const isFirst = rootsOf(services).some((root) => coreDemandsOf(root)[0]?.block === block);
        if (!successor || (said && !isFirst)) return;
        report({
          at: written.node,
          messageId: said ? "said" : "ended",
          data: {
            constraint: written.text,
            flag: said?.flag ?? "",
            name: programNames[program],
            admitted: admitted.text,
            successor: successor.text,
            date: successor.date ?? "date unknown",
            remedy: `${said ? "Run" : "Admit"} a supported release: ${newestWords(table, services.now)}.`,
          },
        });
      },
    };
  },
});
