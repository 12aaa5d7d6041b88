import type { FoundCredentials, Level, RelatedPlace } from "./rule.ts";

/** What a rule said of a finding and ESLint's messages have no field for. */
export interface FindingDetails {
  readonly ruleId: string;
  /** Where the finding begins, to tell which message the details belong to. */
  readonly line: number;
  readonly column: number;
  readonly messageId: string;
  /** The part of the message that says what to do, when the rule gave it as `data.remedy`. */
  readonly remedy: string | undefined;
  readonly level: Level | undefined;
  readonly related: readonly RelatedPlace[];
  readonly credentials: FoundCredentials | undefined;
  readonly isSecret: boolean;
}

interface Message {
  readonly ruleId: string | null;
  readonly line: number;
  readonly column: number;
  readonly messageId?: string | undefined;
}

/**
 * Finds the details of each message. Equal places keep the order in which they were reported: ESLint's sort is stable.
 */
export function detailsOf(details: readonly FindingDetails[]): (message: Message) => FindingDetails | undefined {
  const waiting = new Map<string, FindingDetails[]>();
  for (const detail of details) {
    const key = placeOf(detail);
    const queue = waiting.get(key);
    if (queue) queue.push(detail);
    else waiting.set(key, [detail]);
  }
  return (message) => waiting.get(placeOf(message))?.shift();
}

function placeOf({ ruleId, line, column, messageId }: Message): string {
  return `${String(ruleId)} ${line} ${column} ${String(messageId)}`;
}
