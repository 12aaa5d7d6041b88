import { attributeOf, createRule, listed, literalText, type Module } from "../../src/language/index.ts";
import {
  admitsNothing,
  compareVersions,
  coreConstraint,
  coreDemandsOf,
  coreSaid,
  lowestAdmitted,
  mergeConstraints,
  newestAdmitted,
  newestRelease,
  parseVersion,
  programNames,
  programOf,
  rootsOf,
  satisfies,
  type CoreDemand,
  type ReleaseTable,
} from "../../src/language/versions.ts";

export default createRule({
  name: "core-version-conflict",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow required_version constraints that no release of Terraform can satisfy",
      level: "error",
      recommended: true,
    },
    messages: {
      contradiction: '"{{constraint}}" contradicts itself: no version can satisfy it. {{remedy}}',
      conflict: "No release of {{program}} satisfies what is required: {{demands}}. {{remedy}}",
      unreleased:
        '"{{constraint}}" admits no release of {{program}} known on {{asOf}}, when {{newest}} was the newest. {{remedy}}',
      unsupported:
        "Unsupported {{program}} Core version: {{subject}} does not support {{program}} version {{version}}. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const program = programNames[programOf(services)];
    return {
      TerraformBlock({ block }) {
        const own = coreConstraint(block);
        if (!own) return;
        const { attribute, constraint } = own;
        const at = attribute.value;
        if (admitsNothing(constraint) === true) {
          const data = { constraint: constraint.text, remedy: "Keep one of the terms." };
          report({ at, messageId: "contradiction", data });
          return;
        }
        const said = coreSaid(services);
        if (said) {
          if (satisfies(said.version, constraint)) return;
          const remedy = `Run another version than ${said.flag} says, or widen "${constraint.text}".`;
          const data = { program, subject: subjectOf(services.modules), version: said.text, remedy };
          report({ at, messageId: "unsupported", data });
          return;
        }
        const table = services.releases(programOf(services));
        for (const root of rootsOf(services)) {
          const demands = coreDemandsOf(root).filter(({ constraint }) => admitsNothing(constraint) !== true);
          const conflict = table && conflictAmong(demands, table);
          if (conflict?.at.block !== block) continue;
          const others = demands.filter((demand) => demand.block !== block);
          report({
            at,
            messageId: conflict.messageId,
            ...(conflict.messageId === "unreleased" && { level: "warning" as const }),
            data: { program, constraint: constraint.text, ...conflict.data },
            related: conflict.messageId === "unreleased" ? [] : others.map(relatedPlace),
          });
        }
      },
    };
  },
});

function subjectOf([module]: readonly Module[]): string {
  if (!module?.call) return "This configuration";
  const source = attributeOf(module.call.node.body, "source");
  const text = source ? literalText(source.value) : null;
  return `Module ${module.address.replace(/\[[^\]]*\]/gu, "")}${text === null ? "" : ` (from ${text})`}`;
}

interface Conflict {
  readonly at: CoreDemand;
  readonly messageId: "conflict" | "unreleased";
  readonly data: Readonly<Record<string, string>>;
}

/** Why no release satisfies all demands, and the first demand that has a part in it. */
function conflictAmong(demands: readonly CoreDemand[], table: ReleaseTable): Conflict | null {
  const isMet = (...some: readonly CoreDemand[]): boolean =>
    newestAdmitted(table, mergeConstraints(some.map(({ constraint }) => constraint))) !== null;
  if (isMet(...demands)) return null;
  const newest = newestRelease(table);
  const unreleased = demands.find((demand) => !isMet(demand) && isAhead(demand, newest?.text ?? ""));
  if (unreleased) {
    const remedy = "If it is not out yet, every command will refuse the configuration.";
    return { at: unreleased, messageId: "unreleased", data: { asOf: table.asOf, newest: newest?.text ?? "", remedy } };
  }
  const at = demands.find((demand) => demands.some((other) => !isMet(demand, other))) ?? demands[0];
  const words = demands.map(
    ({ module, constraint }) => `"${constraint.text}" (${module.address || "the root module"})`,
  );
  const remedy = "Widen one of them.";
  return at ? { at, messageId: "conflict", data: { demands: listed([...new Set(words)]), remedy } } : null;
}

/** It asks for what may come yet. */
function isAhead({ constraint }: CoreDemand, newest: string): boolean {
  const [lowest, last] = [parseVersion(lowestAdmitted(constraint) ?? ""), parseVersion(newest)];
  return lowest !== null && last !== null && compareVersions(lowest, last) > 0;
}

function relatedPlace({ module, file, attribute, constraint }: CoreDemand) {
  const { start, end } = attribute.value;
  const message = `${module.address || "the root module"} asks for ${constraint.text}`;
  return { start, end, filePath: file.fileName, message };
}
