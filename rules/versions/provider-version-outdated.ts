import { createRule } from "../../src/language/index.ts";
import {
  admitsMajor,
  argumentsLost,
  authenticationChanges,
  compareVersions,
  demandsFor,
  hasUpperEnd,
  isAt,
  lowestAdmitted,
  majorOf,
  newestAdmitted,
  newestRelease,
  newestWords,
  parseVersion,
  providerOf,
  raiseConstraint,
  requiredVersion,
  satisfies,
  versionArgument,
  writtenConstraint,
  type Constraint,
  type Release,
  type ReleaseTable,
} from "../../src/language/versions.ts";

export default createRule({
  name: "provider-version-outdated",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow provider constraints that are missing or keep out the newest major version",
      level: "warning",
      recommended: true,
    },
    messages: {
      missing: "Nothing says which version of {{provider}} init shall take; {{newest}}. {{remedy}}",
      outdated: '"{{constraint}}" admits no release {{limit}}; {{newest}}. {{remedy}}',
      raise: 'Write "{{raised}}".',
    },
    schema: [],
    fixable: "code",
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    const releasesOf = (provider: string | null): ReleaseTable | null =>
      provider === null ? null : services.releases(provider);

    return {
      RequiredProvider(node) {
        const table = releasesOf(providerOf(node, services));
        const newest = table && newestRelease(table);
        if (!newest) return;
        const expression = requiredVersion(node);
        if (!expression) {
          // Another module's constraint counts as well.
          const demands = demandsFor(node, services);
          if (demands.some(({ merged }) => merged.terms.length > 0)) return;
          const settled = demands.find((demand) => demand.settled !== null)?.settled;
          const major = majorOf(settled?.version ?? newest.version);
          const fix = versionArgument(node, `~> ${major}.0`, services, text);
          report({
            at: node.attribute.name,
            messageId: "missing",
            data: missing(table, major, services.now),
            ...(fix && { fix }),
          });
          return;
        }
        const written = writtenConstraint(expression, "provider", text);
        if (!written?.meaning.valid || !hasUpperEnd(written.meaning)) return;
        const { meaning } = written;
        const admitted = newestAdmitted(table, meaning);
        // Where there is no release at all, not even a withdrawn one, the conflict is what to say.
        const isEmpty = !admitted && !table.releases.some(({ version }) => satisfies(version, meaning));
        if (isEmpty && table.isComplete) return;
        if ((!admitted && isAhead(meaning, newest)) || admitsMajor(meaning, majorOf(newest.version)) !== false) return;
        const raised = raiseConstraint(meaning, newest.version) ?? "";
        const edit = raised === "" ? undefined : written.replacement(raised);
        const lost =
          table.product === "hashicorp/aws" && admitted ? argumentsLost(services, admitted.text, newest.text) : [];
        // A fix must break nothing: nobody else may refuse the newest release, nor the lock file hold another one. Who names more than a major
        // version has chosen what to keep out, and gets a suggestion.
        const followsMajor = meaning.terms.every(({ operator, precision }) => operator === "~>" && precision < 3);
        const isHarmless = demandsFor(node, services).every(
          ({ settled, constraints }) =>
            !settled &&
            constraints.every(
              ({ requirement, constraint }) =>
                isAt(requirement.place, node, services) || satisfies(newest.version, constraint),
            ),
        );
        const isFix = followsMajor && isHarmless && lost.length === 0;
        report({
          at: expression,
          messageId: "outdated",
          data: {
            constraint: written.text,
            limit: admitted
              ? `after ${admitted.text} (${admitted.date ?? "date unknown"})`
              : `of version ${majorOf(newest.version)}`,
            newest: newestWords(table, services.now),
            remedy: [
              edit && (isFix ? `With --fix: "${raised}".` : `Write "${raised}".`),
              upgradeAdvice(table, admitted, newest, lost),
            ]
              .filter(Boolean)
              .join(" "),
          },
          ...(edit && isFix && { fix: edit }),
          suggestions: edit && !isFix ? [{ messageId: "raise", data: { raised }, fix: edit }] : [],
        });
      },
      ProviderBlock(node) {
        for (const { provider, merged, requirements } of demandsFor(node, services)) {
          // An entry of required_providers would be the place to report.
          const [first] =
            merged.terms.length > 0 || requirements.some(({ kind }) => kind === "required") ? [] : requirements;
          const table = releasesOf(provider);
          const newest = table && newestRelease(table);
          if (!first || !newest || !isAt(first.place, node, services)) continue;
          report({
            at: node.block.labels[0] ?? node,
            messageId: "missing",
            data: missing(table, majorOf(newest.version), services.now),
          });
        }
      },
    };
  },
});

/** The constraint asks for releases newer than any known one, or for none. */
function isAhead(constraint: Constraint, { version }: Release): boolean {
  const lowest = parseVersion(lowestAdmitted(constraint) ?? "");
  return !lowest || compareVersions(lowest, version) > 0;
}

function missing(table: ReleaseTable, major: number, now: number): Record<string, string> {
  const remedy = `Require version = "~> ${major}.0".`;
  return { provider: table.product, newest: newestWords(table, now), remedy };
}

/** What to read before the upgrade, and what it takes away: of what the configuration uses, else of what there was. */
function upgradeAdvice(
  { product }: ReleaseTable,
  admitted: Release | null,
  newest: Release,
  lost: readonly string[],
): string {
  if (!admitted) return "";
  const [from, to] = [majorOf(admitted.version), majorOf(newest.version)];
  const majors = Array.from({ length: to - from }, (_, index) => from + 1 + index);
  const guides = `Read the upgrade guide${majors.length > 1 ? "s" : ""} for version ${majors.join(", ")} first`;
  if (lost.length > 0) return `${guides}: what this configuration uses was removed (${lost.join(", ")}).`;
  const removals =
    product === "hashicorp/aws"
      ? authenticationChanges(admitted.version, newest.version).filter(
          ({ kind, topic }) => kind === "removed" && topic === "arguments",
        )
      : [];
  return [guides, ...removals.map(({ release, change }) => `${release} ${change}`)].join(": ") + ".";
}
