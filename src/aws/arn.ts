/** The parts of an Amazon Resource Name; the resource may hold colons. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** The parts, or why it is none, in the words of the SDK's `arn` package (`invalid prefix`, `not enough sections`). */
export function parseArn(text: string): Arn | { readonly error: string } {
  if (!text.startsWith("arn:")) return { error: "arn: invalid prefix" };
  const [, partition, service, region, accountId, ...resource] = text.split(":");
  if (
    partition === undefined ||
    service === undefined ||
    region === undefined ||
    accountId === undefined ||
    resource.length === 0
  ) {
    return { error: "arn: not enough sections" };
  }
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/** The account of an ARN, `null` when it has none. */
export function accountOfArn(text: string): string | null {
  const arn = parseArn(text);
  return "error" in arn || !/^\d{12}$/.test(arn.accountId) ? null : arn.accountId;
}
