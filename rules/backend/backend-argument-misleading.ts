import {
  compareText,
  consumerName,
  createRule,
  droppedKeys,
  listed,
  valuePlace,
  writtenArguments,
  type Argument,
  type Block,
  type DroppedKey,
  type PlacedConsumer,
} from "../../src/language/index.ts";

export default createRule({
  name: "backend-argument-misleading",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow arguments of the s3 backend that do something else than they say",
      level: "warning",
      recommended: true,
    },
    messages: {
      dropped: "{{key}} in {{object}} of {{consumer}} is dropped without a word: there is only {{known}}. {{remedy}}",
      sorted:
        "{{name}} of {{consumer}} is a set: its files are read in the order {{order}}, the last one wins. {{remedy}}",
      rename: "Write {{name}}.",
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, services }) {
    const dropped = (placed: PlacedConsumer, block: Block): void => {
      for (const key of droppedKeys(placed, services)) {
        const { object, name, known, nearest } = key;
        const { at, related } = valuePlace(block, name, key.places, services);
        const written = writtenArguments(block).find(
          (each) => each.name === name && each.value.start <= at.start && at.end <= each.value.end,
        );
        const isMisspelt = nearest !== null && !key.isArgument;
        report({
          at: written?.namePlace ?? at,
          messageId: "dropped",
          // An address that nobody asks does no harm; settings of a role that aren't there may.
          level: object === "endpoints" && !isMisspelt ? "info" : "warning",
          data: { key: name, object, consumer: consumerName(placed), known: listed(known), remedy: remedyFor(key) },
          related,
          ...(isMisspelt &&
            written && {
              suggestions: [
                {
                  messageId: "rename",
                  data: { name: nearest },
                  fix: { range: [written.namePlace.start, written.namePlace.end], text: nearest },
                },
              ],
            }),
        });
      }
    };
    const sorted = (placed: PlacedConsumer, block: Block): void => {
      if (placed.consumer.kind === "cli") return;
      for (const name of ["shared_config_files", "shared_credentials_files"]) {
        const argument = placed.consumer.arguments.attributes.get(name);
        const files = argument && textsOf(argument);
        const inOrder = files?.toSorted(compareText);
        if (!argument || !inOrder || inOrder.every((file, index) => file === files?.[index])) continue;
        const { at, related } = valuePlace(block, name, argument.places, services);
        const order = listed(inOrder.map((file) => `"${file}"`));
        const remedy = "Keep one file for each, or name them so that this order is right.";
        const list = writtenArguments(block).find((each) => each.name === name)?.value;
        report({
          at: list ?? at,
          messageId: "sorted",
          data: { name, consumer: consumerName(placed), order, remedy },
          related,
        });
      }
    };
    const look = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        dropped(placed, block);
        sorted(placed, block);
      }
    };
    return { BackendBlock: look, RemoteStateBlock: look };
  },
});

function remedyFor({ object, name, nearest, isArgument }: DroppedKey): string {
  if (isArgument) return `Write ${name} beside ${object}, not in it.`;
  return nearest === null ? "Remove it." : `Write ${nearest}.`;
}

/** The elements of a list that is known, each of them once. */
function textsOf(argument: Argument): readonly string[] | null {
  if (!argument.known || !Array.isArray(argument.value)) return null;
  const elements = argument.value as readonly Argument[];
  const texts = elements.flatMap((each) => (each.known && typeof each.value === "string" ? [each.value] : []));
  return texts.length === elements.length ? [...new Set(texts)] : null;
}
