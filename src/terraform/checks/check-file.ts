import type { Block, ParsedFile } from "../../hcl/ast.ts";
import { checkBody, checkPart } from "../body-schema.ts";
import { schemaOf, type Release } from "../block-schemas.ts";
import { errorAt, type Report } from "../diagnostic.ts";
import { headOf, rangeOf, type Sourced } from "../source-range.ts";

/** Reports what Terraform finds wrong in one file by itself, beyond its syntax: what may stand where. */
export function checkFile(file: ParsedFile, overriding: boolean, release: Release, report: Report): void {
  checkBody({ node: file.body, file }, schemaOf("file", release), report);
  for (const item of file.body.items) {
    if (item.type === "Block") checkBlock({ node: item, file }, overriding, release, report);
  }
}

function checkBlock(block: Sourced<Block>, overriding: boolean, release: Release, report: Report): void {
  const { node, file } = block;
  const body = { node: node.body, file };
  switch (node.kind.text) {
    case "terraform":
      checkBody(body, schemaOf("terraform", release), report);
      break;
    case "required_providers": {
      const detail = 'A "required_providers" block must be nested inside a "terraform" block.';
      report(errorAt(rangeOf({ node: node.kind, file }), "Invalid required_providers block", detail));
      break;
    }
    case "variable":
      checkBody(body, schemaOf("variable", release), report);
      checkName(block, "variable", report);
      checkReserved(block, report);
      for (const validation of node.body.items) {
        if (validation.type === "Block" && validation.kind.text === "validation") {
          checkRule({ node: validation, file }, overriding, release, report);
        }
      }
      break;
    case "output": {
      const { attributes, ...schema } = schemaOf("output", release);
      const relaxed = overriding ? { ...attributes, value: "optional" as const } : attributes;
      checkBody(body, { ...schema, ...(relaxed && { attributes: relaxed }) }, report);
      checkName(block, "output", report);
      break;
    }
    case "module":
      if (!overriding) checkPart(body, { attributes: { source: "required" } }, report);
      checkName(block, "module instance", report);
      checkModuleBlocks(block, report);
      checkCountAndForEach(block, report);
      break;
    case "locals":
      checkLocals(block, report);
      break;
    case "resource":
    case "data":
    case "ephemeral":
      checkCountAndForEach(block, report);
      break;
  }
}

const badIdentifier =
  "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.";

const isIdentifier = (text: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(text);

function checkName({ node, file }: Sourced<Block>, what: string, report: Report): void {
  const [label] = node.labels;
  if (label && !isIdentifier(label.text)) {
    report(errorAt(rangeOf({ node: label, file }), `Invalid ${what} name`, badIdentifier));
  }
}

/** Names that a `module` block needs for itself. */
const reservedVariables: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "depends_on",
  "providers",
  "_",
  "lifecycle",
  "locals",
  "provider",
]);

function checkReserved({ node, file }: Sourced<Block>, report: Report): void {
  const [label] = node.labels;
  if (!label || !reservedVariables.has(label.text)) return;
  const detail = `The variable name "${label.text}" is reserved due to its special meaning inside module blocks.`;
  report(errorAt(rangeOf({ node: label, file }), "Invalid variable name", detail));
}

function checkRule(block: Sourced<Block>, overriding: boolean, release: Release, report: Report): void {
  if (!overriding) {
    checkBody({ node: block.node.body, file: block.file }, schemaOf("validation", release), report);
    return;
  }
  const detail = 'Override files cannot override "validation" blocks.';
  report(errorAt(headOf(block), "Can't override validation blocks", detail));
}

function checkModuleBlocks({ node, file }: Sourced<Block>, report: Report): void {
  for (const item of node.body.items) {
    if (item.type !== "Block" || !["lifecycle", "locals", "provider"].includes(item.kind.text)) continue;
    const detail = `The block type name "${item.kind.text}" is reserved for use by Terraform in a future version.`;
    report(errorAt(rangeOf({ node: item.kind, file }), "Reserved block type name in module block", detail));
  }
}

function checkCountAndForEach({ node, file }: Sourced<Block>, report: Report): void {
  const [count, forEach] = ["count", "for_each"].map((name) =>
    node.body.items.find((item) => item.type === "Attribute" && item.name.text === name),
  );
  if (!count || forEach?.type !== "Attribute") return;
  const detail =
    'The "count" and "for_each" meta-arguments are mutually-exclusive, only one should be used to be explicit about the number of resources to be created.';
  const place = rangeOf({ node: forEach.name, file });
  report(errorAt(place, 'Invalid combination of "count" and "for_each"', detail));
}

function checkLocals({ node, file }: Sourced<Block>, report: Report): void {
  const block = node.body.items.find((item) => item.type === "Block");
  if (block) {
    const place = rangeOf({ node: block.kind, file });
    report(errorAt(place, `Unexpected "${block.kind.text}" block`, "Blocks are not allowed here."));
  }
  for (const item of node.body.items) {
    if (item.type === "Attribute" && !isIdentifier(item.name.text)) {
      report(errorAt(rangeOf({ node: item.name, file }), "Invalid local value name", badIdentifier));
    }
  }
}
