import { schemaOf } from "../aws/backend/schema.ts";
import { argumentMessages, type ArgumentMessages } from "../aws/argument-messages.ts";
import type { FilePlace } from "../aws/place.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Message } from "../aws/trace.ts";
import type { Block, Range } from "../hcl/ast.ts";
import { usedBackendArguments } from "./backend-arguments.ts";
import { consumerName } from "./consumer-words.ts";
import { usedArguments, type UsedArgument } from "./provider-arguments.ts";
import type { Listeners, RelatedPlace } from "./rule.ts";
import type { Services } from "./services.ts";
import { headOf } from "./static-credentials.ts";
import { placesWithin, relatedPlaces, writtenArguments, type WrittenArgument } from "./value-place.ts";

/** Something that Terraform says of an argument of a block. */
export interface SaidOfArgument {
  /** `provider "aws.west"`, `backend "s3"`, `data.terraform_remote_state.network`. */
  readonly consumer: string;
  readonly block: Block;
  /** In Terraform's words, on one line, with a full stop. */
  readonly said: string;
  /** The argument in the block, as far as it is written there; the head of the block otherwise. */
  readonly at: Range;
  /** Another release takes it, and may be the one that runs. */
  readonly dependsOnRelease: boolean;
  /** Other files that the value comes from. */
  readonly related: readonly RelatedPlace[];
}

const listeningTo = {
  provider: ["ProviderBlock"],
  backend: ["BackendBlock", "RemoteStateBlock"],
} as const;

/**
 * Listeners that hand over what the program says of the arguments of `provider "aws"` blocks, or of s3 backends and remote
 * states. Arguments that only other releases have are the business of the rules about versions.
 */
export function onArgumentMessages(
  kind: keyof typeof listeningTo,
  severity: keyof ArgumentMessages,
  services: Services,
  each: (said: SaidOfArgument) => void,
): Listeners {
  const look = ({ block }: { readonly block: Block }): void => {
    for (const placed of services.consumers(block)) {
      const elsewhere = argumentsOfOtherReleases(placed, block, services);
      const mutual = new Set<string>();
      for (const message of argumentMessages(placed.consumer)[severity]) {
        // Each of two arguments is told that it excludes the other.
        if (/^(?:Conflicting|Invalid combination)/u.test(message.summary)) {
          if (mutual.has(message.summary)) continue;
          mutual.add(message.summary);
        }
        const said = describe(placed, block, message, services);
        if (!elsewhere.some(({ start, end }) => start <= said.at.start && said.at.end <= end)) each(said);
      }
    }
  };
  return Object.fromEntries(listeningTo[kind].map((noun) => [noun, look]));
}

function argumentsOfOtherReleases(
  { consumer, version }: PlacedConsumer,
  block: Block,
  services: Services,
): readonly UsedArgument[] {
  if (consumer.kind === "provider") {
    if (version.basis === "newest known") return [];
    const releases = services.releases("hashicorp/aws")?.releases ?? [];
    return usedArguments(block).filter(
      (argument) => !argument.isIn(version.version) && releases.some(({ text }) => argument.isIn(text)),
    );
  }
  if (consumer.kind !== "backend") return [];
  const { name } = consumer.program;
  const releases = services.releases(name)?.releases ?? [];
  return usedBackendArguments(block, name).filter(
    (argument) => !argument.isIn(version.version) && releases.some(({ text }) => argument.isIn(text)),
  );
}

function describe(placed: PlacedConsumer, block: Block, message: Message, services: Services): SaidOfArgument {
  const { summary, detail, where } = message;
  const within = placesWithin(block, where, services.path);
  const text = `${summary}. ${detail}`.replace(/\s+/gu, " ").trim();
  return {
    consumer: consumerName(placed),
    block,
    said: withoutToken(text).replace(/(?<![.?])$/u, "."),
    at: argumentOf(block, message, within) ?? within[0]?.range ?? headOf(block),
    dependsOnRelease: dependsOnRelease(placed, detail, services),
    related: relatedPlaces(where.filter((place) => !within.some((each) => each === place))),
  };
}

/** Of a remote state, whose arguments the rules about versions leave alone. */
function dependsOnRelease({ consumer, version }: PlacedConsumer, detail: string, services: Services): boolean {
  const [, name] = /unexpected attribute "(\w+)"/u.exec(detail) ?? [];
  if (consumer.kind !== "remote-state" || name === undefined || version.basis === "flag") return false;
  const program = consumer.program.name;
  const releases = services.releases(program)?.releases ?? [];
  return releases.some(({ text }) => schemaOf({ name: program, version: text }).has(name));
}

/** A check of the provider shows the token that it refuses. */
function withoutToken(text: string): string {
  return text.includes("web_identity_token") ? text.replace(/, got .*$/u, "") : text;
}

/** The argument that a message is about, as far as the block shows: its name when it shouldn't be there, its value otherwise. */
function argumentOf(block: Block, { summary, detail }: Message, places: readonly FilePlace[]): Range | undefined {
  const written = writtenArguments(block);
  const text = `${summary} ${detail}`.replace('for backend "s3"', "");
  const names = Array.from(text.matchAll(/"(?:[\w.]+\.)?(\w+)"/gu), ([, name]) => name);
  const isNamed = (argument: WrittenArgument): boolean => argument.name === names[0];
  const isAt = ({ value }: WrittenArgument): boolean =>
    places.some(({ range }) => value.start <= range.start && range.end <= value.end);
  const argument =
    written.find((each) => isNamed(each) && isAt(each)) ?? written.find(isNamed) ?? written.findLast(isAt);
  const isUnwanted = /^Unsupported argument|deprecated/iu.test(summary) || detail.includes("unexpected attribute");
  return isUnwanted ? argument?.namePlace : argument?.value;
}
