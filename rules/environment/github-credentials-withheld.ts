import { createRule, onTraces, type Level, type Services } from "../../src/language/index.ts";

interface Reason {
  readonly why: string;
  readonly remedy: string;
  readonly level?: Level;
}

/** Why a job of GitHub Actions has no credentials, by what can be seen; the first that fits. */
const reasons: readonly ((run: NonNullable<ReturnType<Services["githubRun"]>>, services: Services) => Reason | null)[] =
  [
    ({ event, fork }) =>
      fork === null || event !== "pull_request"
        ? null
        : {
            why: `this pull request comes from the fork ${fork}, and jobs for forks get no secrets and no OIDC token`,
            remedy: "Plan after the merge, or in a workflow that somebody who may see the credentials starts.",
          },
    ({ actor, event }) =>
      actor !== "dependabot[bot]" || event === "pull_request_target"
        ? null
        : {
            why: "Dependabot started it, and its jobs get none of the secrets of Actions",
            remedy: "Add the secrets to those of Dependabot, too, or leave the job out for it.",
          },
    (_, services) => {
      const empty = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].find((name) => services.variable(name) === "");
      return empty === undefined
        ? null
        : {
            why: `${empty} is set to nothing, as by a secret that isn't there`,
            remedy: "Correct the name of the secret, or the environment that the job names.",
          };
    },
    ({ hasIdToken }) =>
      hasIdToken
        ? null
        : {
            why: "it may not ask for an OIDC token either",
            remedy:
              "For OIDC, give the job permissions: id-token: write, and let aws-actions/configure-aws-credentials run first.",
            level: "info",
          },
  ];

export default createRule({
  name: "github-credentials-withheld",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a job of GitHub Actions that is given no credentials",
      level: "warning",
      recommended: true,
      only: "check",
    },
    messages: { withheld: "This job has no credentials for {{consumers}}: {{why}}. {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    const run = services.githubRun();
    if (!run) return {};
    return onTraces(
      services,
      (placed, { identity }) => {
        const isLeft = identity?.via === "imds" && identity.profile === null;
        const isEmpty = services.failure(placed)?.rule === "no-credentials-found" || (isLeft && !services.isInstance());
        const reason = isEmpty ? reasons.map((each) => each(run, services)).find((each) => each !== null) : undefined;
        return reason ? [reason] : [];
      },
      ({ fact: { level, ...data }, at, consumers }) => {
        report({ at, messageId: "withheld", data: { ...data, consumers }, ...(level && { level }) });
      },
    );
  },
});
