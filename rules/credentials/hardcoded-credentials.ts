import {
  attributeOf,
  createRule,
  describeKey,
  keyIdentity,
  placeText,
  removal,
  type Attribute,
  type HardcodedLiteral,
  type KeyIdentity,
  type Level,
  type LiteralUse,
} from "../../src/language/index.ts";

type Nature = "literal" | "canary" | "example" | "placeholder" | "dummy";

/** A literal with the first argument that it reaches and that it is to be reported for. */
interface Case {
  readonly literal: HardcodedLiteral;
  readonly use: LiteralUse;
  /** Of the key that the literal is, or is the secret or token of. */
  readonly identity: KeyIdentity | null;
}

const levels: Readonly<Record<Nature, Level>> = {
  literal: "error",
  canary: "error",
  example: "info",
  placeholder: "warning",
  dummy: "warning",
};

const remedies: Readonly<Record<Nature, (found: Case) => string>> = {
  literal: (found) => `${retire(found)}, then ${handOver(found)}.`,
  canary: () => "Don't try it: whoever planted it is told. Ask where it comes from.",
  example: ({ use }) => `AWS refuses it. Remove it, and ${source(use)}.`,
  placeholder: ({ use }) => `It would be sent as it is, and refused. Remove it, and ${source(use)}.`,
  dummy: ({ use }) => `AWS would refuse it. Name a local endpoint for every service, or remove it and ${source(use)}.`,
};

export default createRule({
  name: "hardcoded-credentials",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow credentials that are written into a file",
      level: "error",
      recommended: true,
    },
    messages: {
      literal: "{{argument}} of {{consumer}} is written into this file{{key}}. {{remedy}}",
      canary: "{{argument}} of {{consumer}} is a canary, planted as a trap{{key}}. {{remedy}}",
      example: "{{argument}} of {{consumer}} is an example from AWS's documentation{{key}}. {{remedy}}",
      placeholder: "{{argument}} of {{consumer}} is a placeholder. {{remedy}}",
      dummy: "{{argument}} of {{consumer}} is a dummy, but not all endpoints are local. {{remedy}}",
      removeDefault: "Remove the default, and pass the value as TF_VAR_{{variable}}.",
      useVariable: "Write var.{{variable}}, and declare it with `sensitive = true`.",
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    /** The defaults of the variables of this file, by where their values begin. */
    const defaults = new Map<number, Default>();
    return {
      VariableBlock({ block }) {
        const attribute = attributeOf(block.body, "default");
        if (attribute) defaults.set(attribute.value.start, { attribute, variable: block.labels[0]?.text ?? "" });
      },
      "File:exit"() {
        for (const literal of services.credentials.literals()) {
          const use = literal.uses.find((each) => isToReport(literal, each));
          if (!use) continue;
          const found: Case = { literal, use, identity: identityOf(literal, use) };
          const nature = natureOf(found);
          report({
            at: literal,
            messageId: nature,
            level: levels[nature],
            data: {
              argument: use.sink.argument,
              consumer: consumerText(found),
              key: keyText(found),
              remedy: remedies[nature](found),
            },
            related: relatedPlaces(literal),
            isSecret: true,
            ...(use.pair && use.sink.argument === "secret_key" && { credentials: use.pair }),
            suggestions:
              nature === "literal" && services.file.syntax === "native"
                ? suggestions(found, defaults.get(literal.start), text({ start: 0, end: Infinity }))
                : [],
          });
        }
      },
    };
  },
});

/** Who chooses a value may choose `admin`; no service issues such a token. */
const isChosen = ({ sink }: LiteralUse): boolean => sink.form === "connection" || /pass|auth$/u.test(sink.argument);

/**
 * The public half of another provider's pair is no secret, a token that no service issues opens nothing (`api_key = "fake"`, where
 * one must be given and none is needed), and nothing that stands in for a key matters to an emulator.
 */
function isToReport({ standIn }: HardcodedLiteral, use: LiteralUse): boolean {
  const { sink, consumer, isForEmulator } = use;
  if (!consumer.takesAwsKey && (sink.form === "key-id" || (standIn === "dummy" && !isChosen(use)))) return false;
  return standIn === null || !isForEmulator;
}

function natureOf({ literal, use, identity }: Case): Nature {
  if (literal.standIn === "dummy" && !use.consumer.takesAwsKey) return "literal";
  if (literal.standIn !== null) return literal.standIn;
  return identity?.isCanary ? "canary" : "literal";
}

function identityOf({ text }: HardcodedLiteral, { sink, pair }: LiteralUse): KeyIdentity | null {
  return keyIdentity(sink.argument === "access_key" ? text : (pair?.accessKeyId ?? ""));
}

function keyText({ use, identity }: Case): string {
  if (!identity) return "";
  return use.sink.argument === "access_key" ? `: ${describeKey(identity)}` : `, beside ${describeKey(identity)}`;
}

/** The consumer, and where it stands when that is somewhere else. */
function consumerText({ literal, use: { consumer, place } }: Case): string {
  const isHere = place.file === literal.file && place.start <= literal.start && literal.end <= place.end;
  return isHere ? consumer.label : `${consumer.label} (${placeText(place.file, place.start)})`;
}

function retire({ use, identity }: Case): string {
  if (!isAwsKey(use)) return "Revoke it where it was issued";
  return identity?.kind === "temporary" ? "Remove it (it expires by itself)" : "Create a new key, deactivate this one";
}

function handOver({ use }: Case): string {
  const variable = use.through.findLast((name) => name.startsWith("var."));
  if (variable) return `pass the new one as TF_VAR_${variable.slice(4)}`;
  return isAwsKey(use)
    ? source(use)
    : `pass a new one as a sensitive variable or by the environment (${use.consumer.documentation})`;
}

/** Where the consumer should take its credentials from instead. */
function source({ consumer, sink }: LiteralUse): string {
  if (!isAwsKey({ consumer, sink })) return "pass a real one as a sensitive variable or by the environment";
  const names = "a profile, a role, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
  return consumer.kind === "provider"
    ? `let the provider use ${names}`
    : `let the backend use ${names} (what -backend-config is given stays in .terraform/terraform.tfstate)`;
}

function isAwsKey({ consumer, sink }: Pick<LiteralUse, "consumer" | "sink">): boolean {
  return consumer.takesAwsKey && /^(?:access_key|secret_key|token)$/u.test(sink.argument);
}

function relatedPlaces({
  uses,
}: HardcodedLiteral): { filePath: string; start: number; end: number; message: string }[] {
  return uses
    .filter(({ through }) => through.length > 0)
    .map(({ place: { file, start, end }, sink, consumer, through }) => ({
      filePath: file.fileName,
      start,
      end,
      message: `${sink.argument} of ${consumer.label}, through ${through.join(", ")}`,
    }));
}

interface Default {
  readonly attribute: Attribute;
  readonly variable: string;
}

/** A variable in place of the literal where a variable may stand, or a variable without its default. */
function suggestions({ literal: { start, end }, use }: Case, given: Default | undefined, text: string) {
  if (given?.attribute.value.end === end) {
    const { attribute, variable } = given;
    return [{ messageId: "removeDefault" as const, data: { variable }, fix: removal(attribute, text) }];
  }
  const { consumer, sink, through } = use;
  if (consumer.kind === "backend" || through.length > 0) return [];
  const variable = `${consumer.type}_${sink.argument}`.replaceAll(/[.-]/gu, "_");
  const fix = { range: [start, end], text: `var.${variable}` } as const;
  return [{ messageId: "useVariable" as const, data: { variable }, fix }];
}
