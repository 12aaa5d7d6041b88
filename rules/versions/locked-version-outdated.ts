import { createRule } from "../../src/language/index.ts";
import {
  compareVersions,
  demandsOf,
  findRelease,
  lockedProviderOf,
  majorOf,
  newestAdmitted,
  newestRelease,
  parseVersion,
  rootsOf,
  type Constraint,
} from "../../src/language/versions.ts";

interface Options {
  /** Releases that were made less than this many days before the newest one are young enough. */
  readonly maxAgeDays: number;
}

const day = 24 * 60 * 60 * 1000;

export default createRule<"outdated", readonly [Options]>({
  name: "locked-version-outdated",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow locked provider versions that are far behind",
      level: "info",
      recommended: "strict",
    },
    messages: {
      outdated: "{{provider}} {{version}} ({{date}}) is locked; {{newest}} is the newest as of {{asOf}}. {{remedy}}",
    },
    schema: [
      {
        type: "object",
        properties: {
          maxAgeDays: {
            type: "integer",
            minimum: 1,
            description: "How many days older than the newest release a locked one may be.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ maxAgeDays: 365 }],
  },
  create({ report, services, options: [{ maxAgeDays }] }) {
    /** What the modules ask of it; `null` when the lock file is linted without them. */
    const askedOf = (provider: string): Constraint | null =>
      rootsOf(services)
        .flatMap((root) => demandsOf(root, services))
        .find(({ entry }) => entry?.block.labels[0]?.text === provider)?.merged ?? null;

    return {
      LockedProvider({ block }) {
        const { provider, version: attribute, versionText } = lockedProviderOf(block);
        const table = provider === null ? null : services.releases(provider);
        // Something else will run than what is locked.
        if (table?.product === "hashicorp/aws" && services.versionFlags.providerVersion !== undefined) return;
        const version = versionText === null ? null : parseVersion(versionText);
        const newest = table && newestRelease(table);
        const locked = table && version && findRelease(table, version);
        if (!attribute || !newest || !version || majorOf(version) > majorOf(newest.version)) return;
        const behind = locked?.date && newest.date ? (Date.parse(newest.date) - Date.parse(locked.date)) / day : 0;
        if (majorOf(version) === majorOf(newest.version) && behind <= maxAgeDays) return;
        const merged = provider === null ? null : askedOf(provider);
        const admitted = merged && newestAdmitted(table, merged);
        // The constraint holds it back, and `provider-version-outdated` speaks of that.
        if (admitted && compareVersions(admitted.version, version) <= 0) return;
        report({
          at: attribute.value,
          messageId: "outdated",
          data: {
            provider: table.product,
            version: versionText ?? "",
            date: locked?.date ?? "of unknown date",
            newest: newest.text,
            asOf: table.asOf,
            remedy: `terraform init -upgrade takes ${admitted?.text ?? "the newest that the constraints admit"}.`,
          },
        });
      },
    };
  },
});
