import js from "@eslint/js";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import vitest from "@vitest/eslint-plugin";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * The stair of the design: a folder of src/ imports only from the folders named here (and from itself).
 * `pure` folders know nothing of Node: given a machine, they run in a browser too.
 */
const stair = {
  machine: { sees: [] },
  hcl: { sees: [], pure: true },
  values: { sees: ["machine", "hcl"], pure: true },
  terraform: { sees: ["machine", "hcl", "values"], pure: true },
  versions: { sees: ["machine", "hcl", "values", "terraform"], pure: true },
  aws: { sees: ["machine", "hcl", "values", "terraform", "versions"], pure: true },
  live: { sees: ["machine", "hcl", "values", "terraform", "versions", "aws"] },
  explain: { sees: ["machine", "hcl", "values", "terraform", "versions", "aws"], pure: true },
  language: { sees: ["machine", "hcl", "values", "terraform", "versions", "aws"] },
  lint: { sees: ["machine", "hcl", "values", "terraform", "versions", "aws", "language", "live"] },
  report: { sees: ["machine", "hcl", "values", "terraform", "versions", "aws", "language", "lint", "live"] },
};

const folders = Object.keys(stair);

const climbing = Object.entries(stair).map(([folder, { sees, pure = false }]) => {
  const forbidden = [...folders, "cli"].filter((other) => other !== folder && !sees.includes(other));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: forbidden.flatMap((other) => [`**/../${other}/**`]),
              message: `src/${folder} may import only from ${sees.join(", ") || "nothing else"} (design: the stair).`,
            },
            ...(pure ? [{ group: ["node:*"], message: `src/${folder} knows nothing of Node; ask the machine.` }] : []),
          ],
        },
      ],
    },
  };
});

export default defineConfig(
  { ignores: ["dist/", "coverage/", "fixtures/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./test/tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
    },
  },
  ...climbing,
  {
    files: ["src/**/*.ts", "rules/**/*.ts"],
    ignores: ["src/machine/**", "src/cli/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Ask the machine." },
        { object: "os", property: "homedir", message: "Ask the machine." },
        { object: "Date", property: "now", message: "Ask the machine." },
      ],
    },
  },
  {
    files: ["rules/**/*.ts"],
    ignores: ["rules/index.ts"],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["node:*"], message: "A rule sees what src/language hands it." },
            { regex: "/src/(?!language/)", message: "A rule sees what src/language hands it." },
          ],
        },
      ],
      "eslint-plugin/require-meta-docs-description": ["error", { pattern: "^(Enforce|Require|Disallow) .+[^. ]$" }],
      // It looks for ESLint's own `suggest`; ours are `suggestions`.
      "eslint-plugin/require-meta-has-suggestions": "off",
      "eslint-plugin/report-message-format": ["error", "[.}]$"],
    },
  },
  {
    files: ["test/**/*.ts"],
    extends: [vitest.configs.recommended],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly" } },
  },
);
