import { describe, expect, it } from "vitest";
import rule from "../../../rules/credentials/access-key-in-configuration.ts";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { exportLines, longTermId, secret, sessionToken, temporaryId } from "../../aws/keys/made-up.ts";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";

const id = "access-key-in-configuration";
const base64 = Buffer.from(exportLines).toString("base64");

ruleTester.run(id, rule, {
  valid: [
    `# AROA${longTermId.slice(4)}\n`,
    `provider "aws" {\n  access_key = "${longTermId}"\n  secret_key = "${secret}"\n}\n`,
    'locals {\n  secret_name = "da39a3ee5e6b4b0d3255bfef95601890afd80709"\n}\n',
  ],
  invalid: [
    {
      code: `# old: ${longTermId}\n`,
      errors: [
        {
          messageId: "key",
          data: {
            place: "A comment",
            noun: "access key id",
            key: ": long-term key AKIA…H4I2 of account 1234-5678-9012",
            remedy: "Create a new key, deactivate this one, then delete the comment.",
          },
          line: 1,
          column: 8,
          endLine: 1,
          endColumn: 28,
        },
      ],
    },
    {
      code: `resource "aws_instance" "web" {\n  user_data = <<-E\n    id=${longTermId}\n    AWS_SECRET_ACCESS_KEY=${secret}\n  E\n}\n`,
      errors: [
        { messageId: "key", line: 3, column: 8, endLine: 3, endColumn: 28 },
        { messageId: "key", line: 4, column: 27, endLine: 4, endColumn: 67 },
      ],
    },
    {
      code: `locals {\n  x = "${base64}"\n}\n`,
      errors: [
        { messageId: "key", line: 2, column: 8 + 48, endLine: 2, endColumn: 8 + 76 },
        { messageId: "key", line: 2, column: 8 + 116, endLine: 2, endColumn: 8 + 171 },
      ],
    },
    {
      code: 'output "x" {\n  value = "AKIAIOSFODNN7EXAMPLE"\n}\n',
      errors: [{ messageId: "example", line: 2, column: 12, endLine: 2, endColumn: 32 }],
    },
    {
      code: "# AKIASP2TPHJSQH3FJRUX\n",
      errors: [{ messageId: "canary", line: 1, column: 3, endLine: 1, endColumn: 23 }],
    },
  ],
});

describe("access-key-in-configuration", () => {
  it("names the file that is read, and where the keys stand in it", () => {
    const files = { "main.tf": 'locals {\n  x = file("init.sh")\n}\n', "init.sh": exportLines };
    const { results } = lint({ paths: ["."] }, memoryMachine({ files }));
    const [finding] = results.flatMap(({ findings }) => findings.filter(({ ruleId }) => ruleId === id));
    expect(finding?.message).toBe(
      "file names init.sh, which holds an AWS access key id: long-term key AKIA…H4I2 of account 1234-5678-9012. Create a new key, deactivate this one, then remove it from the file.",
    );
    expect(finding?.related?.map(({ filePath, line, column }) => `${filePath}:${line}:${column}`)).toEqual([
      "init.sh:2:26",
      "init.sh:3:30",
    ]);
  });

  it("hands pairs to the live mode: the secret with the id beside it, and with the token of a temporary key", () => {
    const pairs = (text: string): unknown[] =>
      lint({ paths: ["."] }, memoryMachine({ files: { "main.tf": text } })).pairs.map(({ credentials }) => credentials);
    expect(pairs(`# ${longTermId} ${secret}\n`)).toEqual([{ accessKeyId: longTermId, secretAccessKey: secret }]);
    expect(pairs(`# ${temporaryId} ${secret} ${sessionToken}\n`)).toEqual([
      { accessKeyId: temporaryId, secretAccessKey: secret, sessionToken },
    ]);
    expect(pairs(`# ${longTermId}\n`)).toEqual([]);
    expect(pairs(`# aws_secret_key = ${secret}\n`)).toEqual([]);
  });

  it("says that a temporary key expires", () => {
    expect(lintFolder(id, { files: { "main.tf": `locals {\n  x = "${temporaryId}"\n}\n` } })).toEqual([
      "main.tf:2:8 local.x holds an AWS access key id: temporary key ASIA…N4FV of account 1234-5678-9012. Remove it (it expires by itself), then pass the new one as a sensitive variable or by the environment.",
    ]);
  });
});
