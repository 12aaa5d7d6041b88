import { createRule } from "../../src/language/index.ts";
import { knownSource } from "../../src/language/versions.ts";

export default createRule({
  name: "legacy-provider-requirement",
  meta: {
    type: "suggestion",
    docs: { description: "Require the object form in required_providers", level: "warning", recommended: true },
    messages: {
      legacy: "A string is the form of Terraform 0.12; it means the provider hashicorp/{{name}}. {{remedy}}",
    },
    schema: [],
    fixable: "code",
  },
  create({ report, services, text }) {
    return {
      RequiredProvider({ attribute, name: localName }) {
        const { value } = attribute;
        if (value.type !== "Template" && value.type !== "NumberLiteral") return;
        const name = localName.toLowerCase();
        const publisher = knownSource(name);
        // What HashiCorp doesn't publish is hardly meant: which source to write is for people to say.
        const isCertain =
          publisher === null &&
          value.type === "Template" &&
          value.form === "quoted" &&
          services.file.syntax === "native";
        const fix = isCertain && {
          range: [value.start, value.end] as const,
          text: objectForm(name, text(value), indentation(text({ start: 0, end: attribute.start }))),
        };
        const remedy = `Write { source = "${publisher ?? `hashicorp/${name}`}", version = ${text(value)} }.`;
        report({ at: attribute, messageId: "legacy", data: { name, remedy }, ...(fix && { fix }) });
      },
    };
  },
});

function objectForm(name: string, version: string, indent: string): string {
  return [`{`, `${indent}  source  = "hashicorp/${name}"`, `${indent}  version = ${version}`, `${indent}}`].join("\n");
}

/** The space that the line begins with. */
function indentation(before: string): string {
  return /(?:^|\n)([ \t]*)[^\n]*$/u.exec(before)?.[1] ?? "";
}
