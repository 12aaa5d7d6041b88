import type { ESLint, Linter } from "eslint";
import { rules } from "../rules/index.ts";
import { language, pluginName } from "./language/language.ts";
import { ruleSettings, type Preset } from "./lint/levels.ts";
import packageJson from "../package.json" with { type: "json" };

const files = [
  "**/*.tf",
  "**/*.tofu",
  "**/*.tf.json",
  "**/*.tofu.json",
  "**/*.tfvars",
  "**/*.tfvars.json",
  "**/*.tfbackend",
  "**/.terraform.lock.hcl",
  "**/terragrunt.hcl",
];

const plugin = {
  meta: { name: packageJson.name, version: packageJson.version, namespace: pluginName },
  languages: { terraform: language },
  rules,
} as unknown as ESLint.Plugin;

function config(preset: Preset): Linter.Config[] {
  const settings = [...ruleSettings(rules, preset, [])];
  return [
    {
      name: `${pluginName}/${preset}`,
      files,
      plugins: { [pluginName]: plugin },
      language: `${pluginName}/terraform`,
      rules: Object.fromEntries(
        settings.map(([id, { level }]) => [`${pluginName}/${id}`, level === "error" ? "error" : "warn"] as const),
      ),
    },
  ];
}

/** The ESLint plugin, for people's own `eslint.config.js`: `export default [...preflight.configs.recommended]`. */
export default {
  ...plugin,
  configs: { recommended: config("recommended"), strict: config("strict"), all: config("all") },
};
