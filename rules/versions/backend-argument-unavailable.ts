import { createRule, modernArgument } from "../../src/language/index.ts";
import {
  compareVersions,
  coreSaid,
  programNames,
  programOf,
  requiredCore,
  satisfies,
  usedBackendArguments,
} from "../../src/language/versions.ts";

interface Options {
  /** Also report what only the oldest admitted releases lack. */
  readonly floor: boolean;
}

export default createRule<"tooNew" | "removed" | "said" | "floor", readonly [Options]>({
  name: "backend-argument-unavailable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow arguments of the s3 backend that the allowed versions of Terraform do not have",
      level: "error",
      recommended: true,
    },
    messages: {
      tooNew:
        "{{name}} of the s3 backend exists since {{program}} {{since}}; {{required}} admits older ones only. {{remedy}}",
      removed: "{{name}} of the s3 backend was removed in {{program}} {{until}}; {{required}}. {{remedy}}",
      said: "{{name}} of the s3 backend {{history}}; {{program}} {{version}} will run, as {{flag}} says. {{remedy}}",
      floor:
        "{{name}} of the s3 backend exists since {{program}} {{since}}, but {{required}} also admits {{oldest}}. {{remedy}}",
    },
    fixable: "code",
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
  create({ report, services, text, options: [{ floor: wantsFloor }] }) {
    return {
      TerraformBlock({ block }) {
        const program = programOf(services);
        const releases = services.releases(program)?.releases ?? [];
        const said = coreSaid(services);
        const required = said ? null : requiredCore(block, services);
        const known = required ? releases.filter(({ version }) => satisfies(version, required)) : releases.slice(-1);
        const admitted = said ? [said] : known;
        const [oldest] = admitted;
        const newest = admitted.at(-1);
        if (!oldest || !newest) return;
        const backends = block.body.items.filter((item) => item.type === "Block" && item.kind.text === "backend");
        for (const backend of backends) {
          if (backend.type !== "Block" || backend.labels[0]?.text !== "s3") continue;
          const reported: string[] = [];
          for (const argument of usedBackendArguments(backend, program)) {
            // The keys of an object that isn't taken go with it.
            if (reported.some((name) => argument.name.startsWith(`${name}.`))) continue;
            const isInNewest = argument.isIn(newest.text);
            if (isInNewest && argument.isIn(oldest.text)) continue;
            const having = releases.filter(({ text }) => argument.isIn(text));
            const [first] = having;
            const last = having.at(-1);
            // What no release has is a misspelling, not a question of versions.
            if (!first || !last) continue;
            const until = releases[releases.indexOf(last) + 1]?.text ?? "";
            const isRemoved = !isInNewest && compareVersions(last.version, newest.version) < 0;
            const isEverywhereMissing = !admitted.some(({ text }) => argument.isIn(text));
            if (!isRemoved && !isEverywhereMissing && !wantsFloor) continue;
            const constraint = required ? `required_version = "${required.text}"` : "";
            const source = text({ start: 0, end: backend.end });
            const fix = isRemoved ? modernArgument(backend, argument.name, source, services) : undefined;
            const since = first.text;
            const floor = `Require ">= ${since.replace(/\.0$/u, "")}".`;
            const remedy = isRemoved ? "Use what replaced it (assume_role = {…} for the role arguments)." : floor;
            reported.push(argument.name);
            if (said) {
              const history = isRemoved ? `was removed in ${until}` : `exists since ${since}`;
              const { text: version, flag } = said;
              const data = { name: argument.name, history, program: programNames[program], version, flag, remedy };
              report({ at: argument, messageId: "said", data, ...(fix && { fix }) });
              continue;
            }
            report({
              at: argument,
              messageId: isRemoved ? "removed" : isEverywhereMissing ? "tooNew" : "floor",
              level: isEverywhereMissing && required ? "error" : isRemoved ? "warning" : "info",
              data: {
                name: argument.name,
                program: programNames[program],
                since,
                until,
                oldest: oldest.text,
                required: isRemoved
                  ? constraint === ""
                    ? "no required_version keeps it out"
                    : `${constraint} admits ${newest.text}`
                  : constraint,
                remedy,
              },
              ...(fix && { fix }),
            });
          }
        }
      },
    };
  },
});
