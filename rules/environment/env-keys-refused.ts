import {
  accessKeyKind,
  createRule,
  maskKeyId,
  mayAskElsewhere,
  onTraces,
  standIn,
  unset,
  type Services,
} from "../../src/language/index.ts";

const names = {
  id: ["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"],
  secret: ["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"],
  token: ["AWS_SESSION_TOKEN"],
} as const;

/** A variable that Terraform reads, under the first of its names that is set. */
interface Variable {
  readonly name: string;
  readonly value: string;
}

type Keys = Readonly<Record<keyof typeof names, Variable>>;

interface Flaw {
  /** What is wrong, beginning with the variable, and what AWS answers. */
  readonly what: string;
  readonly remedy: string;
}

type Check = (keys: Keys, services: Services) => Flaw | null;

/** What a value has at its ends and AWS never issued. */
const wrappings: readonly (readonly [RegExp, string])[] = [
  [/^(["']).*\1$/su, "is wrapped in quotes"],
  [/\r$/u, "ends in a carriage return"],
  [/\n$/u, "ends in a line break"],
  [/\s$/u, "ends in white space"],
  [/^\s/u, "begins with white space"],
  [/\s/u, "has white space inside"],
];

/** In the order of telling: of a value that is no key at all nothing else need be said. */
const checks: readonly Check[] = [
  ({ id, secret, token }) => {
    for (const { name, value } of [id, secret, token]) {
      const wrapping = wrappings.find(([pattern]) => pattern.test(value));
      if (wrapping) {
        const what = `${name} ${wrapping[1]}, which is sent as a part of it: the request can't be signed or AWS refuses the signature`;
        return { what, remedy: "Set it again without." };
      }
    }
    return null;
  },
  ({ id, secret }) => {
    if (accessKeyKind(secret.value) === null) return null;
    const what = `${secret.name} holds a key id (${maskKeyId(secret.value)}): AWS answers SignatureDoesNotMatch or InvalidClientTokenId`;
    const isSwapped = accessKeyKind(id.value) === null;
    return { what, remedy: isSwapped ? `Swap it with ${id.name}.` : "Set it to the secret that belongs to the id." };
  },
  ({ id, secret }) => {
    const fake = [id, secret].find(({ value }) => ["example", "placeholder"].includes(standIn(value) ?? ""));
    if (!fake) return null;
    const what = `${fake.name} holds a placeholder, not a key: AWS answers InvalidClientTokenId`;
    return { what, remedy: "Set the key that was meant, or unset both halves." };
  },
  ({ id, token }, services) => {
    if (accessKeyKind(id.value) !== "temporary" || token.value !== "") return null;
    const old = services.variable("AWS_SECURITY_TOKEN") ?? "";
    const instead = old === "" ? "" : " (of AWS_SECURITY_TOKEN, its old name, Terraform knows nothing)";
    const what = `${id.name} is the temporary key ${maskKeyId(id.value)}, but AWS_SESSION_TOKEN isn't set${instead}: AWS answers InvalidClientTokenId`;
    return { what, remedy: "Set AWS_SESSION_TOKEN as well; the three belong together." };
  },
  ({ id, token }, { shell }) => {
    if (accessKeyKind(id.value) !== "long-term" || token.value === "") return null;
    const what = `AWS_SESSION_TOKEN is set beside the long-term key ${maskKeyId(id.value)}: the token is another key's, and AWS answers InvalidClientTokenId`;
    return { what, remedy: `${unset(["AWS_SESSION_TOKEN"], shell)}, or set the temporary key that it belongs to.` };
  },
];

export default createRule({
  name: "env-keys-refused",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow keys in the environment that AWS is bound to refuse",
      level: "error",
      recommended: true,
    },
    messages: { refused: "{{what}}. {{consumers}} would sign with it. {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, { identity, error }) => {
        if (identity?.via !== "environment" || error || mayAskElsewhere(services, placed)) return [];
        const keys = { id: read("id"), secret: read("secret"), token: read("token") };
        for (const check of checks) {
          const flaw = check(keys, services);
          if (flaw) return [flaw];
        }
        return [];
      },
      ({ fact, at, consumers }) => {
        report({ at, messageId: "refused", data: { ...fact, consumers: sentence(consumers) } });
      },
    );

    function read(part: keyof typeof names): Variable {
      const name = names[part].find((each) => (services.variable(each) ?? "") !== "") ?? names[part][0];
      return { name, value: services.variable(name) ?? "" };
    }
  },
});

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
