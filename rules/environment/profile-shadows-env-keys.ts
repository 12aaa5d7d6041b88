import { createRule, maskKeyId, onTraces, unset } from "../../src/language/index.ts";

const keyVariables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

export default createRule({
  name: "profile-shadows-env-keys",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow keys in the environment that a profile argument silently replaces",
      level: "warning",
      recommended: true,
    },
    messages: {
      shadowed:
        "The environment's keys ({{key}}) are ignored by {{consumers}}: the argument profile = \"{{profile}}\" comes first, and Terraform doesn't say so. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const isSet = (name: string): boolean => (services.variable(name) ?? "") !== "";
    return onTraces(
      services,
      ({ consumer }, { steps, error }) => {
        if (error || consumer.kind === "cli") return [];
        const isUsed = steps.some(({ source, status }) => source === "profile argument" && status === "used");
        const isShadowed = steps.some(({ source, status }) => source === "environment" && status === "shadowed");
        const argument = consumer.arguments.attributes.get("profile");
        const profile = argument?.known ? argument.value : null;
        return isUsed && isShadowed && typeof profile === "string" ? [{ profile }] : [];
      },
      ({ fact: { profile }, at, consumers }) => {
        const key = maskKeyId(
          services.variable(isSet("AWS_ACCESS_KEY_ID") ? "AWS_ACCESS_KEY_ID" : "AWS_ACCESS_KEY") ?? "",
        );
        const remedy = `Remove profile from the block where the keys are meant, else ${unset(keyVariables.filter(isSet), services.shell)}.`;
        report({ at, messageId: "shadowed", data: { profile, key, consumers, remedy } });
      },
    );
  },
});
