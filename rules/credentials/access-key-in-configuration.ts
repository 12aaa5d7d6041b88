import {
  createRule,
  describeKey,
  fileNameOf,
  keyIdentity,
  pairAt,
  type KeyInFile,
  type KeyShape,
  type ReferencedFile,
} from "../../src/language/index.ts";

/** What each shape is called. */
const nouns: Readonly<Record<KeyShape, string>> = {
  "access-key-id": "access key id",
  "secret-access-key": "secret access key",
  "session-token": "session token",
  "bedrock-api-key": "API key of Amazon Bedrock",
};

export default createRule({
  name: "access-key-in-configuration",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow keys of AWS anywhere in the configuration and in the files that it reads",
      level: "error",
      recommended: true,
    },
    messages: {
      key: "{{place}} holds an AWS {{noun}}{{key}}. {{remedy}}",
      canary: "{{place}} holds a canary, a key that is planted as a trap{{key}}. {{remedy}}",
      example: "{{place}} holds an AWS {{noun}} from the documentation{{key}}. {{remedy}}",
      file: "{{by}} names {{file}}, which holds an AWS {{noun}}{{key}}. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      File() {
        const keys = services.credentials.otherKeys();
        for (const [index, key] of keys.entries()) {
          const nature = natureOf(key);
          const pair = pairAt(index, keys);
          report({
            at: key,
            messageId: nature,
            level: nature === "example" ? "info" : "error",
            data: {
              place: sentenceStart(key.encoding === "base64" ? `${key.place}, in base64,` : key.place),
              noun: nouns[key.shape],
              key: keyText(key.value),
              remedy: remedies[nature](key),
            },
            isSecret: true,
            ...(pair && { credentials: pair }),
          });
        }
        for (const file of services.credentials.referencedFiles()) report({ messageId: "file", ...fileProblem(file) });
      },
    };
  },
});

type Nature = "key" | "canary" | "example";

const remedies: Readonly<Record<Nature, (key: KeyInFile) => string>> = {
  key: (key) => `${retire(key)}, then ${instead(key)}.`,
  canary: () => "Don't try it: whoever planted it is told. Ask where it comes from.",
  example: () => "It opens nothing; AWS refuses it.",
};

function natureOf({ value, standIn }: KeyInFile): Nature {
  if (keyIdentity(value)?.isCanary) return "canary";
  return standIn === "example" ? "example" : "key";
}

function keyText(value: string): string {
  const identity = keyIdentity(value);
  return identity ? `: ${describeKey(identity)}` : "";
}

function retire({ shape, value }: Pick<KeyInFile, "shape" | "value">): string {
  const expires = shape === "session-token" || keyIdentity(value)?.kind === "temporary";
  return expires ? "Remove it (it expires by itself)" : "Create a new key, deactivate this one";
}

function instead({ place }: KeyInFile): string {
  if (place === "a comment") return "delete the comment";
  return / of (?:aws|awscc)_/u.test(place)
    ? "let what runs there use a role of its own"
    : "pass the new one as a sensitive variable or by the environment";
}

function fileProblem({ at, by, path, keys }: ReferencedFile) {
  const [first] = keys;
  return {
    at,
    data: {
      by,
      file: fileNameOf(path),
      noun: nouns[first.shape],
      key: keyText(first.value),
      remedy: `${retire(first)}, then remove it from the file.`,
    },
    related: keys.map(({ start, end, shape }) => ({ filePath: path, start, end, message: `an AWS ${nouns[shape]}` })),
  };
}

function sentenceStart(text: string): string {
  return text.startsWith("a ") ? `A ${text.slice(2)}` : text;
}
