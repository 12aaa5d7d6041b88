import {
  cachedDifferences,
  createRule,
  headOf,
  listed,
  valuePlace,
  type CachedDifference,
} from "../../src/language/index.ts";

/** Whose values nobody may see. */
const secret = /(?:^|\.)(?:access_key|secret_key|token|sse_customer_key|web_identity_token)$/u;
/** What tells where the state is; the others tell who asks for it. */
const location = /^(?:bucket|key|region|workspace_key_prefix|endpoint|endpoints\.s3)$/u;

export default createRule({
  name: "backend-cached-differs",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a backend that an earlier init was told otherwise",
      level: "warning",
      recommended: true,
    },
    messages: {
      differs:
        'An earlier init ({{file}}) was told otherwise than backend "s3" says: {{differences}}. {{program}} goes on with that, or stops with "Backend initialization required". {{remedy}}',
      type: 'An earlier init ({{file}}) was told backend "{{type}}": {{program}} will stop with "Backend initialization required". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      BackendBlock({ block }) {
        for (const placed of services.consumers(block)) {
          const found = cachedDifferences(placed);
          if (!found) continue;
          const { type, file, differences, program, init } = found;
          const migrate = `Run \`${init} -migrate-state\`, or \`${init} -reconfigure\` where the state is there already.`;
          const [first] = differences;
          if (type !== "s3") {
            report({ at: headOf(block), messageId: "type", data: { file, type, program, remedy: migrate } });
          } else if (first) {
            const isMoved = differences.some(({ name }) => location.test(name));
            report({
              at: valuePlace(block, first.name.split(".").at(-1) ?? "", first.places, services).at,
              messageId: "differs",
              data: {
                file,
                program,
                differences: listed(differences.map(described)),
                remedy: isMoved ? migrate : `Run \`${init} -reconfigure\`.`,
              },
              related: differences.flatMap(({ name, cachedPlace }) =>
                cachedPlace
                  ? [{ filePath: cachedPlace.path, ...cachedPlace.range, message: `${name} of the earlier init` }]
                  : [],
              ),
            });
          }
        }
      },
    };
  },
});

function described({ name, here, there }: CachedDifference): string {
  if (secret.test(name)) return there === null ? `${name} was not set` : `${name} was another`;
  return there === null ? `${name} was not set, not "${here}"` : `${name} was "${there}", not "${here}"`;
}
