import type { Block, ParsedFile, Range } from "../hcl/ast.ts";
import { providerBlockKey, resourceModes } from "../terraform/configuration.ts";
import { headOf } from "./static-credentials.ts";

/** Something that a configuration file declares, and that there is once in a module. */
export interface Declared {
  /** As Terraform names it: `aws_vpc.main`, `provider "aws.west"`, `backend "s3"`, `local.region`. */
  readonly address: string;
  /** Equal for what takes each other's place: any backend, and `cloud`. */
  readonly key: string;
  readonly place: Range;
}

const named: Readonly<Record<string, string>> = {
  variable: "var",
  output: "output",
  module: "module",
};

/** The declarations of a file, in the order of the source. */
export function declaredIn({ body }: ParsedFile): readonly Declared[] {
  return body.items.flatMap((item) => (item.type === "Block" ? declaredBy(item) : []));
}

function declaredBy(block: Block): readonly Declared[] {
  const kind = block.kind.text;
  const labels = block.labels.map(({ text }) => text);
  const one = (address: string, key = address): Declared => ({ address, key, place: headOf(block) });
  if (kind === "terraform") return block.body.items.flatMap((item) => (item.type === "Block" ? settings(item) : []));
  if (kind === "locals") return attributes(block, "local.");
  if (kind === "provider") return [one(`provider "${providerBlockKey(block)}"`)];
  if (kind in resourceModes) return [one([...(kind === "resource" ? [] : [kind]), ...labels].join("."))];
  const prefix = named[kind];
  return prefix === undefined ? [] : [one([prefix, ...labels].join("."))];
}

/** What stands in `terraform {}`. */
function settings(block: Block): readonly Declared[] {
  const kind = block.kind.text;
  if (kind === "required_providers") return attributes(block, "required provider ");
  if (kind !== "backend" && kind !== "cloud") return [];
  const address = [kind, ...block.labels.map(({ text }) => `"${text}"`)].join(" ");
  return [{ address, key: "backend", place: headOf(block) }];
}

function attributes({ body }: Block, prefix: string): readonly Declared[] {
  return body.items.flatMap((item) => {
    if (item.type !== "Attribute") return [];
    const address = prefix + item.name.text;
    return [{ address, key: address, place: item.name }];
  });
}
