import { createRule } from "../../src/language/index.ts";
import {
  demandsFor,
  hasUpperEnd,
  isAt,
  isRunHere,
  lowestAdmitted,
  majorOf,
  newestAdmitted,
  parseVersion,
  requiredVersion,
  writtenConstraint,
  type ProviderDemand,
  type Release,
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
      bound: 'Write "{{bounded}}".',
      unbounded:
        'Nothing keeps the next major version of {{provider}} out: "{{constraint}}" has no upper end and no lock file holds a version. {{remedy}}',
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    return {
      RequiredProvider(node) {
        for (const demand of demandsFor(node, services)) {
          const requirement = demand.requirements.find(({ place }) => isAt(place, node, services));
          const { module, constraint } = requirement ?? {};
          if (!module || typeof constraint !== "string" || demand.settled || hasUpperEnd(demand.merged)) continue;
          if (module.parent !== null || !isRunHere(module.root)) continue;
          const table = services.releases(demand.provider);
          const newest = table && newestAdmitted(table, demand.merged);
          const expression = requiredVersion(node);
          const end = newest ? `, < ${majorOf(newest.version) + 1}` : "";
          const bounded = `${constraint.trimEnd()}${end}`;
          const fix = newest && expression && writtenConstraint(expression, "provider", text)?.replacement(bounded);
          const remedy = newest
            ? `Add "${end}" or write "${pessimistic(newest, demand)}"; commit .terraform.lock.hcl.`
            : "Add an upper end; commit .terraform.lock.hcl.";
          const provider = table?.product ?? demand.provider;
          report({
            at: expression ?? node,
            messageId: "unbounded",
            data: { provider, constraint, remedy },
            ...(fix && { suggestions: [{ messageId: "bound", data: { bounded }, fix }] }),
          });
        }
      },
    };
  },
});

/** The newest major version, not below the lowest release that is asked for. */
function pessimistic({ version: newest }: Release, { merged }: ProviderDemand): string {
  const lowest = parseVersion(lowestAdmitted(merged) ?? "");
  const minor = lowest && majorOf(lowest) === majorOf(newest) ? (lowest.segments[1] ?? 0n) : 0n;
  return `~> ${majorOf(newest)}.${minor}`;
}
