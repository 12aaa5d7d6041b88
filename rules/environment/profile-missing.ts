import {
  createRule,
  listed,
  nameSuggestion,
  created,
  onJudgedFailures,
  onTraces,
  sourceText,
  type PlacedConsumer,
  type Services,
  type Trace,
} from "../../src/language/index.ts";

export default createRule({
  name: "profile-missing",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a profile that no shared file has",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      missing:
        'Profile "{{profile}}"{{places}} of {{consumers}} is in no shared file ({{searched}}): Terraform will report "{{said}}". {{remedy}}',
      ignored:
        'AWS_DEFAULT_PROFILE names the profile "{{profile}}", which is in no shared file ({{searched}}): Terraform goes on as if it were unset, and {{consumers}} would sign with {{instead}}. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const failing = onJudgedFailures(
      "profile-missing",
      services,
      (placed, { subject, remedy }) => lookedFor(services, placed, subject, remedy),
      ({ failure: { said, subject, searched, remedy }, at, consumers, places, related }) => {
        const data = { profile: subject, places, consumers, searched, said, remedy };
        report({ at, messageId: "missing", data, related });
      },
    );
    const ignored = onTraces(
      services,
      (placed, trace) => {
        const profile = services.variable("AWS_DEFAULT_PROFILE") ?? "";
        if (!trace.identity || trace.error || !isPassedOver(trace)) return [];
        const found = lookedFor(services, placed, profile, created(profile));
        return found ? [{ profile, instead: sourceText(trace.identity), ...found }] : [];
      },
      ({ fact, at, consumers }) => {
        report({ at, messageId: "ignored", data: { ...fact, consumers }, level: "warning" });
      },
    );
    return {
      File(node) {
        failing.File?.(node);
        ignored.File?.(node);
      },
    };
  },
});

/** Nothing that comes before AWS_DEFAULT_PROFILE signs, and no file has what it names. */
function isPassedOver({ steps }: Trace): boolean {
  const position = steps.findIndex(({ source, status }) => source === "AWS_DEFAULT_PROFILE" && status === "invalid");
  return position >= 0 && !steps.slice(0, position).some(({ status }) => status === "used");
}

const states = {
  missing: "which doesn't exist",
  denied: "which can't be read",
  directory: "which is a folder",
  broken: "which can't be read",
} as const;

/** Where it was looked for, and what else is there; `null` when another finding says why a profile that is there isn't found. */
function lookedFor(
  services: Services,
  placed: PlacedConsumer,
  profile: string,
  remedy: string,
): { readonly searched: string; readonly remedy: string } | null {
  const files = services.sharedFiles(placed);
  if (!files) return { searched: "~/.aws/config, ~/.aws/credentials", remedy };
  if (files.misreadings.length > 0) return null;
  const searched = files.searched.map(({ path, state }) => {
    const shown = services.show(path);
    return state === "read" ? shown : `${shown}, ${states[state]}`;
  });
  return { searched: searched.join("; "), remedy: others(profile, files.profiles) ?? remedy };
}

/** More names than that are no help. */
const most = 8;
/** Shorter ones are near to everything. */
const shortest = 4;

function others(profile: string, profiles: readonly string[]): string | null {
  const near = profile.length < shortest ? null : nameSuggestion(profile, profiles);
  if (near !== null) return `Did you mean "${near}"?`;
  if (profiles.length === 0 || profiles.length > most) return null;
  return `What is there: ${listed(profiles.map((name) => `"${name}"`))}.`;
}
