import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Trace } from "../aws/trace.ts";
import type { Block, Range } from "../hcl/ast.ts";
import type { Sourced } from "../terraform/source-range.ts";
import { consumerName, listed } from "./consumer-words.ts";
import type { Listeners } from "./rule.ts";
import type { Services } from "./services.ts";
import { headOf } from "./static-credentials.ts";

/** A fact of the environment or the shared files, at the first consumer that it concerns. */
export interface ConcernedConsumers<Fact> {
  readonly fact: Fact;
  /** The head of the first consumer's block; the top of the file for a provider that nobody configures. */
  readonly at: Range;
  /** The first consumer's block; `null` for a provider that nobody configures. */
  readonly block: Block | null;
  /** `provider "aws" and backend "s3"`. */
  readonly consumers: string;
  /** What becomes of the first of them. */
  readonly trace: Trace;
}

/**
 * Listeners that look at who each consumer will be, and say each fact once for all whom it concerns. In a run that leaves the environment
 * out they never look.
 *
 * @param factsOf What there is to say about a consumer; facts that look alike as JSON are the same.
 */
export function onTraces<Fact>(
  services: Services,
  factsOf: (placed: PlacedConsumer, trace: Trace) => readonly Fact[],
  say: (concerned: ConcernedConsumers<Fact>) => void,
): Listeners {
  return {
    File() {
      const concerned = new Map<string, { fact: Fact; trace: Trace; placed: PlacedConsumer[] }>();
      for (const placed of services.consumersHere()) {
        const trace = services.trace(placed);
        if (!trace) continue;
        for (const fact of factsOf(placed, trace)) {
          const key = JSON.stringify(fact);
          const known = concerned.get(key);
          if (known) known.placed.push(placed);
          else concerned.set(key, { fact, trace, placed: [placed] });
        }
      }
      for (const { fact, trace, placed } of concerned.values()) {
        const [first] = placed;
        const reported = first && blockFor(first);
        if (!first || !isHere(services, first, reported ?? null)) continue;
        const consumers = listed([...new Set(placed.map(consumerName))]);
        const block = reported?.node ?? null;
        say({ fact, trace, consumers, block, at: block ? headOf(block) : { start: 0, end: 0 } });
      }
    },
  };
}

/** Its block; for one in a module that `init` has downloaded, the call that leads to it. */
function blockFor({ block, module }: PlacedConsumer): Sourced<Block> | null {
  let found = block;
  for (let place = module; found && isDownloaded(found) && place.call && place.parent; place = place.parent) {
    found = place.call;
  }
  return found;
}

const isDownloaded = ({ file }: Sourced<Block>): boolean => /[\\/]\.terraform[\\/]/u.test(file.fileName);

function isHere(services: Services, { module }: PlacedConsumer, block: Sourced<Block> | null): boolean {
  return block ? block.file.fileName === services.path : services.isFirstFile && services.modules.includes(module);
}

/** The consumer talks to something else than AWS, or may: an emulator takes any key. */
export function mayAskElsewhere(services: Services, { consumer }: PlacedConsumer): boolean {
  if (consumer.kind === "cli") return false;
  const { attributes, blocks } = consumer.arguments;
  const own = ["endpoints", "endpoint", "sts_endpoint"].some((name) => attributes.has(name));
  const variables = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_STS_ENDPOINT"];
  return (
    own ||
    blocks.some(({ kind }) => kind === "endpoints") ||
    variables.some((name) => (services.variable(name) ?? "") !== "")
  );
}
