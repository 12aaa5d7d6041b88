#!/usr/bin/env node
/** Lays out a rule with its page and its test: npm run new-rule -- environment/my-rule "Disallow what should not be". */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./rule-files.js";

const [place = "", description = "Disallow "] = process.argv.slice(2);
const [topic, id] = place.split("/");
if (!topic || !/^[a-z][a-z0-9-]+$/.test(id ?? "")) {
  console.error('usage: npm run new-rule -- TOPIC/RULE-ID "Disallow what should not be"');
  process.exit(2);
}

const rule = `import { createRule } from "../../src/language/index.ts";

export default createRule({
  name: "${id}",
  meta: {
    type: "problem",
    docs: { description: "${description}", level: "warning", recommended: true },
    messages: { found: "{{what}} is wrong. {{remedy}}" },
    schema: [],
  },
  create({ report }) {
    return {
      ProviderBlock(node) {
        report({ at: node.block.kind, messageId: "found", data: { what: "This", remedy: "Say what to do." } });
      },
    };
  },
});
`;

const page = `# ${id}

${description}.

## Examples

Failing:

\`\`\`hcl fail
provider "aws" {}
\`\`\`

Passing:

\`\`\`hcl pass
terraform {}
\`\`\`

## Why

## How to fix

## When to turn it off
`;

const test = `import rule from "../../../rules/${topic}/${id}.ts";
import { ruleTester } from "../../rule-tester.ts";

ruleTester.run("${id}", rule, {
  valid: ["terraform {}"],
  invalid: [
    {
      code: 'provider "aws" {}',
      errors: [{ messageId: "found", line: 1, column: 1, endLine: 1, endColumn: 9 }],
    },
  ],
});
`;

for (const [file, content] of [
  [`rules/${topic}/${id}.ts`, rule],
  [`rules/${topic}/${id}.md`, page],
  [`test/rules/${topic}/${id}.test.ts`, test],
]) {
  await mkdir(path.join(root, path.dirname(file)), { recursive: true });
  await writeFile(path.join(root, file), content, { flag: "wx" });
  console.log(file);
}
console.log("then: npm run generate");
