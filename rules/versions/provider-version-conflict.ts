import { createRule } from "../../src/language/index.ts";
import {
  admitsNothing,
  compareVersions,
  demandsFor,
  install,
  isAt,
  newestRelease,
  parseVersion,
  lowestAdmitted,
  requiredVersion,
  satisfies,
  writtenConstraint,
  type ProviderDemand,
  type ReleaseTable,
} from "../../src/language/versions.ts";

export default createRule({
  name: "provider-version-conflict",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow provider constraints that no release, or not the locked one, can satisfy",
      level: "error",
      recommended: true,
    },
    messages: {
      contradiction: '"{{constraint}}" contradicts itself: no version can satisfy it. {{remedy}}',
      said: 'hashicorp/aws {{version}}, as --provider-version says, does not meet "{{constraint}}". {{remedy}}',
      conflict: "init will fail: {{detail}}. {{remedy}}",
      unreleased:
        '"{{constraint}}" admits no release of {{provider}} known on {{asOf}}, when {{newest}} was the newest. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services, text }) {
    return {
      RequiredProvider(node) {
        const expression = requiredVersion(node);
        const written = expression && writtenConstraint(expression, "provider", text);
        if (written?.meaning.valid && admitsNothing(written.meaning) === true) {
          report({
            at: written.node,
            messageId: "contradiction",
            data: { constraint: written.text, remedy: "Keep one of the terms." },
          });
          return;
        }
        for (const demand of demandsFor(node, services)) {
          const conflict = conflictOf(demand, services.releases(demand.provider));
          if (!conflict || !isAt(conflict.at.place, node, services)) continue;
          const others = demand.constraints.filter(({ requirement }) => requirement !== conflict.at);
          report({
            at: expression ?? node,
            messageId: conflict.messageId,
            data: conflict.data,
            ...(conflict.messageId === "unreleased" && { level: "warning" }),
            related: [
              ...others.map(({ requirement: { place, module }, constraint }) => ({
                start: place.start,
                end: place.end,
                filePath: place.file.fileName,
                message: `${module.address || "the root module"} asks for ${constraint.text}`,
              })),
              ...(conflict.locked
                ? [{ ...conflict.locked, filePath: conflict.locked.file.fileName, message: "locked here" }]
                : []),
            ],
          });
        }
      },
    };
  },
});

interface Conflict {
  readonly at: ProviderDemand["requirements"][number];
  readonly messageId: "conflict" | "unreleased" | "said";
  readonly data: Readonly<Record<string, string>>;
  readonly locked?: NonNullable<NonNullable<ProviderDemand["settled"]>["entry"]>["versionPlace"];
}

/** What `init` would refuse, and the first constraint that has a part in it. */
function conflictOf(
  { provider, constraints, merged, settled }: ProviderDemand,
  table: ReleaseTable | null,
): Conflict | null {
  const [first] = constraints;
  if (!first) return null;
  if (settled) {
    const { version, text, entry } = settled;
    if (satisfies(version, merged)) return null;
    const { requirement, constraint } = constraints.find((each) => !satisfies(version, each.constraint)) ?? first;
    if (!entry) {
      const remedy = "Say another version, or admit this one.";
      return { at: requirement, messageId: "said", data: { version: text, constraint: constraint.text, remedy } };
    }
    const remedy = "Run terraform init -upgrade, or admit the locked version.";
    return {
      at: requirement,
      messageId: "conflict",
      data: { detail: detailOf(provider, constraints, version), remedy },
      locked: entry.versionPlace,
    };
  }
  const detail = detailOf(provider, constraints, null);
  if (admitsNothing(merged) === true) {
    return {
      at: first.requirement,
      messageId: "conflict",
      data: { detail, remedy: "The constraints of all modules have to hold at once." },
    };
  }
  // A withdrawn release is `provider-release-defective`'s.
  if (!table?.isComplete || table.releases.some(({ version }) => satisfies(version, merged))) return null;
  const newest = newestRelease(table);
  const lowest = parseVersion(lowestAdmitted(merged) ?? "");
  if (!newest || !lowest) return null;
  return compareVersions(lowest, newest.version) > 0
    ? {
        at: first.requirement,
        messageId: "unreleased",
        data: {
          constraint: merged.text,
          provider: table.product,
          asOf: table.asOf,
          newest: newest.text,
          remedy: "If it is not out yet, init will fail.",
        },
      }
    : {
        at: first.requirement,
        messageId: "conflict",
        data: { detail, remedy: "There are no releases in that range." },
      };
}

function detailOf(
  provider: string,
  constraints: ProviderDemand["constraints"],
  locked: NonNullable<ProviderDemand["settled"]>["version"] | null,
): string {
  const request = { provider, constraints: constraints.map(({ constraint }) => constraint), locked, available: [] };
  const installation = install(request);
  return installation.outcome === "installed" ? "" : installation.detail;
}
