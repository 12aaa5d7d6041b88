import { createRule } from "../../src/language/index.ts";
import {
  compareVersions,
  demandsOf,
  newestAdmitted,
  oldestAdmitted,
  usedArguments,
  type ProviderDemand,
  type Release,
  type ReleaseTable,
} from "../../src/language/versions.ts";

interface Options {
  /** Also report what only the oldest admitted releases lack. */
  readonly floor: boolean;
}

export default createRule<"tooNew" | "removed" | "floor", readonly [Options]>({
  name: "provider-argument-unavailable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow arguments of the AWS provider that the allowed versions do not have",
      level: "error",
      recommended: true,
    },
    messages: {
      tooNew: "{{name}} exists since hashicorp/aws {{since}}; {{version}} answers: {{refusal}}. {{remedy}}",
      removed: "{{name}} was removed in hashicorp/aws {{until}}; {{version}} answers: {{refusal}}. {{remedy}}",
      floor: "{{name}} exists since hashicorp/aws {{since}}, but {{constraint}} also admits {{version}}. {{remedy}}",
    },
    schema: [
      {
        type: "object",
        properties: {
          floor: { type: "boolean", description: "Also report what only the oldest admitted releases lack." },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ floor: false }],
  },
  create({ report, services, options: [{ floor: wantsFloor }] }) {
    return {
      ProviderBlock({ block }) {
        const table = block.labels[0]?.text === "aws" ? services.releases("hashicorp/aws") : null;
        if (!table) return;
        const [configuration] = services.configurations(block);
        const demand =
          configuration &&
          demandsOf(configuration.module.root, services).find(
            ({ provider }) => services.releases(provider)?.product === table.product,
          );
        if (!demand) return;
        const taken = versionTaken(demand, table);
        if (!taken) return;
        const oldest = demand.settled || !wantsFloor ? undefined : oldestAdmitted(table, demand.merged);
        const reported: string[] = [];
        for (const argument of usedArguments(block)) {
          // What stands in a block that isn't taken goes with it.
          if (reported.some((name) => argument.name.startsWith(`${name}.`))) continue;
          const isThere = argument.isIn(taken.text);
          if (isThere && (!oldest || argument.isIn(oldest.text))) continue;
          const having = table.releases.filter(({ text }) => argument.isIn(text));
          const [first] = having;
          const last = having.at(-1);
          // What no release has is a misspelling, not a question of versions.
          if (!first || !last) continue;
          const since = first.text;
          if (isThere) {
            // Without a lower end nobody has said that an old release is good enough.
            if (!oldest || oldest === table.releases[0]) continue;
            report({
              at: argument,
              messageId: "floor",
              level: "info",
              data: {
                name: argument.name,
                since,
                version: oldest.text,
                constraint: `"${demand.merged.text}"`,
                remedy: `Require "${floorAt(first)}".`,
              },
            });
            continue;
          }
          const isTooNew = compareVersions(taken.version, first.version) < 0;
          reported.push(argument.name);
          const until = table.releases[table.releases.indexOf(last) + 1]?.text ?? "";
          report({
            at: argument,
            messageId: isTooNew ? "tooNew" : "removed",
            data: {
              name: argument.name,
              version: taken.text,
              refusal: argument.refusal,
              since,
              until,
              remedy: isTooNew ? `Require "${floorAt(first)}" and upgrade.` : "Use what replaced it (upgrade guide).",
            },
          });
        }
      },
    };
  },
});

function versionTaken(
  { settled, merged }: ProviderDemand,
  table: ReleaseTable,
): Pick<Release, "version" | "text"> | null {
  if (settled) return settled;
  return merged.terms.length > 0 ? newestAdmitted(table, merged) : null;
}

function floorAt({ version: { segments } }: Release): string {
  return `>= ${segments.slice(0, segments[2] === 0n ? 2 : 3).join(".")}`;
}
