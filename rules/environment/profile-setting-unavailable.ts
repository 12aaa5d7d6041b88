import {
  createRule,
  fileNameOf,
  mayAskElsewhere,
  onTraces,
  sourceText,
  type PlacedConsumer,
  type Trace,
} from "../../src/language/index.ts";

/** By which a profile says who to be, and what to do for a release that doesn't know it. */
const ways: Readonly<Record<string, (profile: string) => string>> = {
  sso_session: () => "Upgrade, or write sso_region and sso_start_url into the profile, too.",
  login_session: (profile) =>
    `Upgrade, or use another profile with credential_process = aws configure export-credentials --profile ${profile} --format process.`,
};

const profileSources = ["profile argument", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "default profile", "source profile"];

export default createRule({
  name: "profile-setting-unavailable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow profiles whose settings are newer than what reads them",
      level: "error",
      recommended: true,
    },
    messages: {
      refused:
        '{{release}} does not know {{key}} of profile "{{profile}}" ({{file}}), which {{consumers}} needs: it came with {{since}}. Terraform will report "{{said}}". {{remedy}}',
      passedOver:
        '{{release}} does not know {{key}} of profile "{{profile}}" ({{file}}), which {{consumers}} needs: it came with {{since}}. The profile supplies nothing, and {{next}} is asked. {{remedy}}',
      elsewhere:
        '{{release}} does not know {{key}} of profile "{{profile}}" ({{file}}), which {{consumers}} uses: it came with {{since}}. AWS itself is asked. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace) => {
        const release = releaseOf(placed);
        const consequence = consequenceOf(trace);
        const isOwn = mayAskElsewhere(services, placed);
        return services.unknownSettings(placed).flatMap((setting) => {
          const way = ways[setting.key];
          if (!way) return isOwn ? [] : [{ ...setting, release, consequence: elsewhere, remedy: "Upgrade." }];
          return consequence ? [{ ...setting, release, consequence, remedy: way(setting.profile) }] : [];
        });
      },
      ({ fact: { key, profile, place, since, release, consequence, remedy }, at, consumers }) => {
        const { path, line, range } = place;
        const { messageId, ...rest } = consequence;
        report({
          at,
          messageId,
          level: messageId === "refused" ? "error" : "warning",
          data: {
            key,
            profile,
            since,
            release,
            remedy,
            consumers,
            ...rest,
            file: `${fileNameOf(path)}:${line}`,
          },
          related: [{ filePath: path, ...range, message: "the setting" }],
        });
      },
    );
  },
});

interface Consequence {
  readonly messageId: "refused" | "passedOver" | "elsewhere";
  /** What Terraform reports. */
  readonly said?: string;
  /** What it asks instead. */
  readonly next?: string;
}

const elsewhere: Consequence = { messageId: "elsewhere" };

/** What becomes of a profile that was looked at and supplied nothing; `null` where something else signs, or it was not looked at. */
function consequenceOf({ steps, identity, error }: Trace): Consequence | null {
  const looked = steps.filter(({ source }) => profileSources.includes(source)).map(({ status }) => status);
  if (looked.includes("invalid") && error) {
    const [said = ""] = `${error.summary} ${error.detail}`.trim().split("\n");
    return { messageId: "refused", said };
  }
  const isFallback = identity?.via === "container" || identity?.via === "imds";
  return looked.includes("absent") && isFallback ? { messageId: "passedOver", next: sourceText(identity) } : null;
}

/** `hashicorp/aws 4.40.0 (locked)`, `Terraform 1.5.7 (the newest admitted)`. */
function releaseOf({ consumer, version: { version, basis } }: PlacedConsumer): string {
  const basisWords = basis === "newest admitted" ? "the newest admitted" : basis === "flag" ? "as you say" : basis;
  if (consumer.kind === "provider" || consumer.kind === "cli") return `hashicorp/aws ${version} (${basisWords})`;
  return `${consumer.program.name === "opentofu" ? "OpenTofu" : "Terraform"} ${version} (${basisWords})`;
}
