import type { Attribute, Block, Expression, ParsedFile } from "../../hcl/ast.ts";
import type { Configuration } from "../configuration.ts";
import { errorAt, warningAt, type Report } from "../diagnostic.ts";
import { stringLiteral } from "../literal.ts";
import { parseProviderSource, partProblem } from "../provider-address.ts";
import type { SourceText } from "../../values/origin.ts";
import type { Program } from "../../values/scope.ts";
import { headOf, rangeOf, type SourceRange, type Sourced } from "../source-range.ts";

/**
 * Reports provider blocks and entries of `required_providers` that Terraform refuses by themselves. Whether a version constraint is well-formed is
 * for those who know constraints.
 */
export function checkProviders(configuration: Configuration, program: Program, report: Report): void {
  for (const file of [...configuration.primary, ...configuration.override]) {
    for (const block of file.body.items) {
      if (block.type !== "Block") continue;
      if (block.kind.text === "provider") checkProviderBlock({ node: block, file }, program, report);
      if (block.kind.text === "terraform") checkRequirements(block, file, program, report);
    }
  }
}

const reservedArguments: Readonly<Record<Program, readonly string[]>> = {
  terraform: ["count", "depends_on", "for_each", "source"],
  opentofu: ["count", "depends_on", "source"],
};

const reservedBlocks: readonly string[] = ["lifecycle", "locals"];

function checkProviderBlock(block: Sourced<Block>, program: Program, report: Report): void {
  const { node, file } = block;
  if (!checkLocalName(node.labels[0]?.text ?? "", headOf(block), report)) return;
  for (const item of node.body.items) {
    if (item.type === "Block") {
      if (!reservedBlocks.includes(item.kind.text)) continue;
      const detail = `The block type name "${item.kind.text}" is reserved for use by Terraform in a future version.`;
      report(errorAt(rangeOf({ node: item.kind, file }), "Reserved block type name in provider block", detail));
    } else if (reservedArguments[program].includes(item.name.text)) {
      const detail = `The provider argument name "${item.name.text}" is reserved for use by Terraform in a future version.`;
      report(errorAt(rangeOf({ node: item.name, file }), "Reserved argument name in provider block", detail));
    } else if (item.name.text === "version") {
      const detail =
        "Terraform 0.13 and earlier allowed provider version constraints inside the provider configuration block, but that is now deprecated and will be removed in a future version of Terraform. To silence this warning, move the provider version constraint into the required_providers block.";
      const summary = "Version constraints inside provider configuration blocks are deprecated";
      report(warningAt(rangeOf({ node: item.value, file }), summary, detail));
    }
  }
}

/** @returns whether a provider may have the name in a configuration. */
function checkLocalName(name: string, place: SourceRange, report: Report): boolean {
  const problem = partProblem(name);
  if (problem) {
    report(errorAt(place, "Invalid provider local name", `${name} is an invalid provider local name: ${problem}`));
  } else if (name !== name.toLowerCase()) {
    const detail = `Provider names must be normalized. Replace "${name}" with "${name.toLowerCase()}" to fix this error.`;
    report(errorAt(place, "Invalid provider local name", detail));
  } else {
    return true;
  }
  return false;
}

function checkRequirements({ body }: Block, file: ParsedFile, program: Program, report: Report): void {
  for (const block of body.items) {
    if (block.type !== "Block" || block.kind.text !== "required_providers") continue;
    const inner = block.body.items.find((item) => item.type === "Block");
    if (inner) {
      const place = rangeOf({ node: inner.kind, file });
      report(errorAt(place, `Unexpected "${inner.kind.text}" block`, "Blocks are not allowed here."));
      continue;
    }
    for (const item of block.body.items) {
      if (item.type === "Attribute") checkRequirement({ node: item, file }, program, report);
    }
  }
}

function checkRequirement({ node, file }: Sourced<Attribute>, program: Program, report: Report): void {
  const { value } = node;
  const place = rangeOf({ node: value, file });
  const name = node.name.text;
  if (value.type === "Template" || value.type === "NumberLiteral" || value.type === "BooleanLiteral") {
    const problem = partProblem(name);
    if (problem) report(errorAt(place, "Invalid provider name", problem));
    return;
  }
  if (!checkLocalName(name, place, report)) return;
  if (value.type !== "ObjectConstructor") {
    const detail = "required_providers entries must be strings or objects.";
    report(errorAt(place, "Invalid required_providers object", detail));
    return;
  }
  for (const item of value.items) {
    const key = item.key.bareName ?? stringLiteral(item.key.expression);
    const itemPlace = rangeOf({ node: item.value, file });
    if (key === "version") {
      if (item.value.type === "Template") continue;
      report(errorAt(itemPlace, "Invalid version constraint", "Version must be specified as a string."));
    } else if (key === "source") {
      checkSource(item.value, itemPlace, program, report);
    } else if (key === "configuration_aliases") {
      checkAliases(item.value, name, file, report);
    } else {
      const detail =
        'required_providers objects can only contain "version", "source" and "configuration_aliases" attributes. To configure a provider, use a "provider" block.';
      report(errorAt(rangeOf({ node: item.key, file }), "Invalid required_providers object", detail));
      break;
    }
  }
}

function checkSource(expression: Expression, place: SourceRange, program: Program, report: Report): void {
  const text = stringLiteral(expression);
  if (text === null) {
    report(errorAt(place, "Invalid source", "Source must be specified as a string."));
    return;
  }
  const address = parseProviderSource(text, program);
  if ("summary" in address) report(errorAt(place, address.summary, address.detail));
}

function checkAliases(expression: Expression, name: string, file: SourceText, report: Report): void {
  if (expression.type !== "TupleConstructor") return;
  const place = rangeOf({ node: expression, file });
  const invalid = (detail: string): void => {
    report(errorAt(place, "Invalid configuration_aliases value", detail));
  };
  for (const item of expression.items) {
    if (item.type !== "ScopeTraversal") {
      const detail =
        "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
      report(errorAt(rangeOf({ node: item, file }), "Invalid expression", detail));
      continue;
    }
    const [alias] = item.steps;
    if (alias?.type === "IndexStep") {
      invalid(
        "Configuration aliases can only contain references to local provider configuration names in the format of provider.alias",
      );
    } else if (item.root.text !== name) {
      invalid(
        `Configuration aliases must be prefixed with the provider name. Expected "${name}", but found "${item.root.text}".`,
      );
    }
  }
}
