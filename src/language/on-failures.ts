import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Range } from "../hcl/ast.ts";
import type { ForetoldFailure, FailureRule } from "./failures.ts";
import { onTraces } from "./on-traces.ts";
import type { Listeners, RelatedPlace } from "./rule.ts";
import type { Services } from "./services.ts";
import { placesWithin } from "./value-place.ts";

/** A failure, and whom it meets. */
export interface ForetoldFinding<Failure extends ForetoldFailure> {
  readonly failure: Failure;
  /** The argument that is at fault, the head of the block that leads to it, or the top of the file. */
  readonly at: Range;
  /** `provider "aws" and backend "s3"`. */
  readonly consumers: string;
  /** ` (AWS_PROFILE, ~/.aws/config:7)`; `""` where no place is at fault. */
  readonly places: string;
  readonly related: readonly RelatedPlace[];
}

/** Listeners that hand over each failure that a rule is to report, once for all whom it meets. */
export function onFailures(
  rule: FailureRule,
  services: Services,
  say: (finding: ForetoldFinding<ForetoldFailure>) => void,
): Listeners {
  return onJudgedFailures(rule, services, () => ({}), say);
}

/** @param more What the rule wants to know besides; `null` when there is nothing to say after all. */
export function onJudgedFailures<More extends object>(
  rule: FailureRule,
  services: Services,
  more: (placed: PlacedConsumer, failure: ForetoldFailure) => More | null,
  say: (finding: ForetoldFinding<ForetoldFailure & More>) => void,
): Listeners {
  return onTraces(
    services,
    (placed) => {
      const failure = services.failure(placed);
      const found = failure?.rule === rule ? more(placed, failure) : null;
      return failure && found ? [{ ...failure, ...found }] : [];
    },
    ({ fact: failure, at, block, consumers }) => {
      const within = block ? placesWithin(block, failure.where, services.path) : [];
      const shown = [...new Set(failure.where.map((place) => services.show(place)))];
      const related = failure.where.flatMap((place): RelatedPlace[] => {
        const isElsewhere = place.kind === "file" && !within.some((each) => each === place);
        return isElsewhere ? [{ filePath: place.path, ...place.range, message: "here" }] : [];
      });
      const places = shown.length === 0 ? "" : ` (${shown.join(", ")})`;
      say({ failure, consumers, related, places, at: within[0]?.range ?? at });
    },
  );
}
