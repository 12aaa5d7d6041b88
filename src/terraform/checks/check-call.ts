import type { CallOfModule } from "../call.ts";
import { metaArguments } from "../call.ts";
import { missingArgument, unsupportedArgument, unsupportedBlock } from "../body-schema.ts";
import type { Report } from "../diagnostic.ts";
import { rangeOf } from "../source-range.ts";

/** Reports inputs that a called module needs and doesn't get, or gets and doesn't know. */
export function checkCall(call: CallOfModule, report: Report): void {
  const module = call.representative;
  if (!module) return;
  const { variables } = module.configuration;
  const { attributes, blocks } = call.declaration.content(metaArguments);
  const { node, file } = call.block;
  for (const [name, variable] of variables) {
    if (attributes.has(name) || !variable.isRequired) continue;
    report(missingArgument(name, { file, start: node.body.start, end: node.body.start }));
  }
  const free = [...variables.keys()].filter((name) => !attributes.has(name));
  for (const [name, attribute] of attributes) {
    if (variables.has(name)) continue;
    report(unsupportedArgument(name, free, [], rangeOf({ node: attribute.node.name, file: attribute.file })));
  }
  for (const block of blocks) {
    const place = rangeOf({ node: block.node.kind, file: block.file });
    report(unsupportedBlock(block.node.kind.text, [...variables.keys()], [], place));
  }
}
