import { createRule, onTraces, sourceText, unset, type Trace } from "../../src/language/index.ts";

/** The names of each half; Terraform's library takes the first that is set, and mixes old and new. */
const halves = [
  ["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"],
  ["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"],
] as const;

export default createRule({
  name: "env-keys-incomplete",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow half a key pair in the environment",
      level: "warning",
      recommended: true,
    },
    messages: {
      half: "{{given}} is set, but {{missing}} {{state}}: Terraform ignores it without a word, and {{consumers}} would sign with {{instead}}. {{remedy}}",
      nothing:
        "{{given}} is set, but {{missing}} {{state}}: Terraform ignores it without a word, and there is nothing else for {{consumers}}. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const isSet = (name: string): boolean => (services.variable(name) ?? "") !== "";
    return onTraces(
      services,
      (_, trace) => {
        const given = halves.map((names) => names.find(isSet));
        const [present] = given.filter((name) => name !== undefined);
        if (present === undefined || !given.includes(undefined) || !reachesEnvironment(trace)) return [];
        const names = halves[given.indexOf(undefined)] ?? halves[0];
        const empty = names.find((name) => services.variable(name) === "");
        const state = empty === undefined ? "isn't" : "is empty";
        const instead = trace.identity && !trace.error ? sourceText(trace.identity) : null;
        return [{ given: present, missing: empty ?? names[0], state, instead }];
      },
      ({ fact: { instead, ...fact }, at, consumers }) => {
        const remedy = `Set both, or ${unset([fact.given], services.shell)}.`;
        report({
          at,
          messageId: instead === null ? "nothing" : "half",
          data: { ...fact, consumers, remedy, ...(instead !== null && { instead }) },
        });
      },
    );
  },
});

/** Nothing before the environment has the say, and what is in it doesn't count. */
function reachesEnvironment({ steps, error, identity }: Trace): boolean {
  // Who else there is can't be told.
  if (!identity && !error) return false;
  const position = steps.findIndex(({ source, status }) => source === "environment" && status === "invalid");
  const decides = steps.slice(0, position).some(({ status }) => status === "used" || status === "invalid");
  return position >= 0 && !decides && (!error || error.phase === "credentials");
}
