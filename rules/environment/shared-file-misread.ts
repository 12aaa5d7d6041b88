import { createRule, dependsOnFiles, fileNameOf, onTraces, type MisreadingKind } from "../../src/language/index.ts";

/** What becomes of each oddity, and what to do. `{written}` is the user's text, `{meant}` the right one. */
const table: Readonly<Record<MisreadingKind, readonly [what: string, remedy: string]>> = {
  "utf-16": ["the file is UTF-16, in which Terraform finds no profile", "Save it as UTF-8 without a byte order mark."],
  "carriage returns": [
    "the file ends its lines with carriage returns only, so that Terraform takes it for one line",
    "Save it with line feeds.",
  ],
  "byte order mark": [
    "the byte order mark before {written} makes Terraform lose this section",
    "Save the file as UTF-8 without it.",
  ],
  "prefix missing": ["in a config file {written} is no profile, and Terraform ignores it", "Write {meant}."],
  "prefix superfluous": ["in a credentials file {written} is no profile, and Terraform ignores it", "Write {meant}."],
  "quoted name": ["Terraform takes the quotes in {written} for a part of the name", "Write {meant}."],
  capitals: ["Terraform tells capitals and small letters apart in {written}, and ignores it", "Write {meant}."],
  "unclosed header": [
    "{written} is no section header to Terraform, which takes what follows for a part of the section above",
    "Write {meant}.",
  ],
  "no section": ["{written} stands before the first section, where Terraform ignores it", "Write {meant} above it."],
  "default replaced": [
    "Terraform drops the whole section [default] ({written}) because the file has [profile default], too",
    "Join the two under {meant}.",
  ],
  "shell syntax": ["Terraform takes {written} for the name of the setting, and ignores it", "Write {meant} alone."],
  "unknown key": ["Terraform knows no setting {written}, and ignores it", "Write {meant}."],
  "nested key": [
    "{written} is indented under {meant}, so that Terraform takes it for a part of that",
    "Don't indent it.",
  ],
  "empty half": ["{written} is empty: Terraform drops the whole key pair", "Fill it in, or remove both halves."],
  "lost half": [
    "{written} stands without {meant}, and a section of the same name in the credentials file keeps Terraform from saying so",
    "Add {meant}, or remove the half.",
  ],
  "repeated section": [
    "{written} stands there twice: Terraform joins the two, the later line winning, and the AWS CLI refuses the file",
    "Join them.",
  ],
  "quoted value": [
    "the value of {written} is in quotes, which Terraform takes off and the AWS CLI takes for a part of it",
    "Remove the quotes.",
  ],
  "comment after value": [
    "the value of {written} has a comment behind it, which the AWS CLI takes for a part of the value",
    "Put the comment on a line of its own.",
  ],
};

/** Terraform understands these as they are meant. */
const onlyForTheCli: ReadonlySet<MisreadingKind> = new Set(["quoted value", "comment after value"]);

export default createRule({
  name: "shared-file-misread",
  meta: {
    type: "problem",
    docs: {
      description:
        "Disallow what Terraform, or the AWS CLI beside it, silently reads otherwise in ~/.aws/config and ~/.aws/credentials",
      level: "warning",
      recommended: true,
    },
    messages: { misread: "{{file}}: {{what}}. {{consumers}} with profile {{profile}}. {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace) => {
        if (!dependsOnFiles(trace)) return [];
        const files = services.sharedFiles(placed);
        return (files?.misreadings ?? []).map((misreading) => ({ ...misreading, profile: files?.profile ?? "" }));
      },
      ({ fact: { kind, place, written, meant, profile }, at, consumers }) => {
        const [what, remedy] = table[kind].map((text) => text.replace("{written}", written).replace("{meant}", meant));
        report({
          at,
          messageId: "misread",
          data: {
            file: `${fileNameOf(place.path)}:${place.line}`,
            what: what ?? "",
            consumers: `It concerns ${consumers}`,
            profile: `"${profile}"`,
            remedy: remedy ?? "",
          },
          ...(onlyForTheCli.has(kind) && { level: "info" as const }),
          related: [{ filePath: place.path, ...place.range, message: "here" }],
        });
      },
    );
  },
});
