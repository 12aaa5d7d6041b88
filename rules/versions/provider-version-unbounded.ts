import { createRule } from "../../src/language/index.ts";
import {
  demandsFor,
  hasUpperEnd,
  isAt,
  isRunHere,
  majorOf,
  newestAdmitted,
  requiredVersion,
} from "../../src/language/versions.ts";

export default createRule({
  name: "provider-version-unbounded",
  meta: {
    type: "problem",
    docs: {
      description: "Require an upper end for provider versions in root modules without a lock file",
      level: "warning",
      recommended: "strict",
    },
    messages: {
      unbounded:
        'Nothing keeps the next major version of {{provider}} out: "{{constraint}}" has no upper end and no lock file holds a version. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      RequiredProvider(node) {
        for (const demand of demandsFor(node, services)) {
          const requirement = demand.requirements.find(({ place }) => isAt(place, node, services));
          const { module, constraint } = requirement ?? {};
          if (!module || typeof constraint !== "string" || demand.settled || hasUpperEnd(demand.merged)) continue;
          if (module.parent !== null || !isRunHere(module.root)) continue;
          const table = services.releases(demand.provider);
          const newest = table && newestAdmitted(table, demand.merged);
          const remedy = newest
            ? `Add ", < ${majorOf(newest.version) + 1}" or write "~> ${majorOf(newest.version)}.0"; commit .terraform.lock.hcl.`
            : "Add an upper end; commit .terraform.lock.hcl.";
          const provider = table?.product ?? demand.provider;
          report({ at: requiredVersion(node) ?? node, messageId: "unbounded", data: { provider, constraint, remedy } });
        }
      },
    };
  },
});
