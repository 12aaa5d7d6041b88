/** Names that tell what a value is, as people write them: `AWS_SECRET_ACCESS_KEY`, `secretKey`, `s3_secret`, `access-key-secret`. */
const names = {
  "access-key-id": /(?:access|aws|s3)[\s_.-]?key(?:[\s_.-]?id)?$|access[\s_.-]?id$/iu,
  "secret-access-key":
    /(?:aws|s3|iam|spaces|minio|bucket)[\w.\s-]{0,24}secret(?:[\s_.-]?(?:access|key|value|string))*$|secret[\w.\s-]{0,12}key$|access[\w.\s-]{0,8}secret$/iu,
  "session-token": /(?:session|security|aws|sts)[\w.\s-]{0,12}token$/iu,
} as const;

/** Between a name and its value: quotes, an assignment, the glue of pairs (`"name": …, "value": …`) and of sentences. */
const glue = /(?:[\s"'`:=,;>|()[\]{}\\-]|\b(?:value|default|is|to)\b)*$/iu;

/** As far back as a name may begin. */
const reach = 96;

/** Whether a name says that its value is a credential of this shape. */
export function isNameOf(shape: keyof typeof names, name: string): boolean {
  return names[shape].test(name);
}

/** Whether the text in front of an offset names what follows it. */
export function isNamedBefore(shape: keyof typeof names, text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - reach), offset);
  return isNameOf(shape, before.replace(glue, ""));
}
