import { createRule } from "../../src/language/index.ts";
import {
  argumentsInUse,
  defectsOf,
  demandsFor,
  findRelease,
  isAt,
  lockedProviderOf,
  newestAdmitted,
  parseVersion,
  providerOf,
  requiredVersion,
  satisfies,
  writtenConstraint,
  type Release,
} from "../../src/language/versions.ts";

export default createRule({
  name: "provider-release-defective",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow provider releases that were withdrawn or that cannot sign in properly",
      level: "warning",
      recommended: true,
    },
    messages: {
      withdrawn: "hashicorp/aws {{version}} was {{reason}}. init will fail. {{remedy}}",
      defective: "hashicorp/aws {{version}} {{what}}; fixed in {{fixedIn}}. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services, text }) {
    const table = services.releases("hashicorp/aws");
    const isAws = (provider: string | null): boolean =>
      provider !== null && services.releases(provider)?.product === "hashicorp/aws";

    let used: ReadonlySet<string> | undefined;

    /** The first bug that hits this module: one without argument hits everybody. */
    const authenticationDefect = ({ version }: Release): ReturnType<typeof defectsOf>[number] | undefined =>
      defectsOf(version).find(
        ({ concernsAuthentication, argument }) =>
          concernsAuthentication && (argument === null || (used ??= argumentsInUse(services)).has(argument)),
      );

    const judge = (at: { start: number; end: number }, release: Release, remedy: string): void => {
      if (release.withdrawn !== null) {
        const data = { version: release.text, reason: release.withdrawn, remedy };
        report({ at, messageId: "withdrawn", level: "error", data });
        return;
      }
      const defect = authenticationDefect(release);
      if (!defect) return;
      const { what, fixedIn } = defect;
      report({ at, messageId: "defective", data: { version: release.text, what, fixedIn, remedy } });
    };

    const said = parseVersion(services.versionFlags.providerVersion ?? "");

    /** What the user says will run, at the first place that asks for the provider. */
    const judgeSaid = (node: { start: number; end: number }, at: { start: number; end: number }): void => {
      const release = table && said && findRelease(table, said);
      const isFirst = demandsFor(node, services).some(
        ({ provider, requirements: [first] }) => isAws(provider) && first && isAt(first.place, node, services),
      );
      if (release && isFirst) judge(at, release, "Another version than this --provider-version is needed.");
    };

    return {
      LockedProvider({ block }) {
        if (said) return;
        const { provider, version: attribute, versionText } = lockedProviderOf(block);
        const version = isAws(provider) && versionText !== null ? parseVersion(versionText) : null;
        const release = table && version && findRelease(table, version);
        if (release && attribute) judge(attribute.value, release, "Run terraform init -upgrade.");
      },
      ProviderBlock(node) {
        judgeSaid(node, node.block.labels[0] ?? node);
      },
      RequiredProvider(node) {
        const expression = requiredVersion(node);
        if (said) {
          judgeSaid(node, expression ?? node);
          return;
        }
        const written = expression && writtenConstraint(expression, "provider", text);
        if (!written?.meaning.valid || !table || !isAws(providerOf(node, services))) return;
        const { meaning } = written;
        const best = newestAdmitted(table, meaning);
        if (best && !authenticationDefect(best)) return;
        // With a lock file the locked release counts, not what the constraint would admit.
        if (demandsFor(node, services).some(({ settled }) => settled !== null)) return;
        const admitted = table.releases.filter(({ version }) => satisfies(version, meaning));
        const usable = admitted.filter(({ withdrawn }) => withdrawn === null);
        if (usable.some((release) => !authenticationDefect(release))) return;
        const judged = best ?? admitted.at(-1);
        if (judged) judge(written.node, judged, `"${written.text}" admits nothing better.`);
      },
    };
  },
});
