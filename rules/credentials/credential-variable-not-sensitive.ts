import { attributeOf, createRule, headOf, placeText, type Block, type Edit } from "../../src/language/index.ts";

export default createRule({
  name: "credential-variable-not-sensitive",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require variables that carry secrets to be marked as sensitive",
      level: "info",
      recommended: true,
    },
    messages: {
      shown:
        'Variable "{{name}}" reaches {{argument}} of {{consumer}} ({{where}}), but Terraform may print it. {{remedy}}',
    },
    schema: [],
    fixable: "code",
  },
  create({ report, services, text }) {
    return {
      VariableBlock({ block }) {
        const use = services.credentials.reachedBy(block);
        // What may as well be a path or an address without a password need not be hidden.
        if (use?.sink.form !== "secret" || isMarked(block)) return;
        const fix = services.file.syntax === "native" ? insertion(block, text(block)) : null;
        report({
          at: headOf(block),
          messageId: "shown",
          data: {
            name: block.labels[0]?.text ?? "",
            argument: use.sink.argument,
            consumer: use.consumer.label,
            where: placeText(use.place.file, use.place.start),
            remedy: "Mark it with `sensitive = true`.",
          },
          ...(fix && { fix }),
        });
      },
    };
  },
});

/** Somebody has said what is to be: `sensitive`, whatever its value, or `ephemeral`, which is never shown either. */
function isMarked({ body }: Block): boolean {
  return attributeOf(body, "sensitive") !== undefined || attributeOf(body, "ephemeral") !== undefined;
}

/** Adds the argument at the end of the block, in the way `terraform fmt` would leave it. */
function insertion(block: Block, text: string): Edit | null {
  const last = block.body.items.at(-1);
  const brace = block.end - 1;
  if (!last) return { range: [block.body.start + 1, brace], text: "\n  sensitive = true\n" };
  const indentation = /\n([ \t]*)$/u.exec(text.slice(0, last.start - block.start))?.[1];
  if (indentation === undefined) return null;
  // Behind a comment that stands on the same line.
  const comment = /^[^\r\n]*/u.exec(text.slice(last.end - block.start))?.[0] ?? "";
  if (comment.includes("}")) return null;
  const at = last.end + comment.length;
  const equals = last.type === "Attribute" ? last.equals - last.name.start : 0;
  const isAligned = last.type === "Attribute" && equals > "sensitive".length;
  const line = `${"sensitive".padEnd(isAligned ? equals : 0)}${isAligned ? "" : " "}= true`;
  return { range: [at, at], text: `${isAligned ? "\n" : "\n\n"}${indentation}${line}` };
}
