import type { Consumer } from "../../src/aws/consumer.ts";
import type { Failure as ChainFailure, Message, Trace } from "../../src/aws/trace.ts";
import type { Machine } from "../../src/machine/machine.ts";
import type { Failure } from "./kind.ts";

type Said = Pick<Message, "summary" | "detail">;
type Failed = Said & Pick<ChainFailure, "phase">;

/** What a program did; the fields are those of the cases (`FORMAT.md` of the data). */
export interface Expected extends Pick<Trace, "identity" | "region"> {
  readonly error: Failed | null;
  readonly alsoErrors?: readonly Failed[];
  readonly ifUnavailable: Failed | null;
  readonly warnings: readonly Said[];
}

export interface ChainCase {
  readonly id: string;
  readonly target: { readonly kind: string };
  readonly files: Readonly<Record<string, string>>;
  readonly home: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly expect: Expected;
  readonly differs?: Readonly<Record<string, Expected>>;
}

/**
 * The parts of the outcome that aren't the measured ones; `null` when all are.
 *
 * @param refused A service refuses: what it makes of the credentials can't be told without asking it.
 * @param fill Puts real paths in place of `{home}` and `{dir}`.
 */
export function differencesOf(
  expected: Expected,
  trace: Trace,
  refused: boolean,
  fill: (text: string) => string,
): Failure | null {
  const wanted = refused ? withoutAnswers(expected) : whole(expected);
  const found = refused ? withoutAnswers(trace) : whole(trace);
  const different = Object.keys(wanted).filter((part) => {
    const pattern = patternOf(fill(JSON.stringify(wanted[part])));
    return (!refused || wanted[part] !== null) && !pattern.test(JSON.stringify(found[part]));
  });
  if (different.length === 0) return null;
  const only = (outcome: Parts): Parts => Object.fromEntries(different.map((part) => [part, outcome[part]]));
  return { expected: only(wanted), actual: only(found) };
}

/** A measured situation as it is worked out again. */
export interface Resolved {
  /** `null` when there is nobody to resolve. */
  readonly consumer: Consumer | null;
  readonly machine: Machine;
  readonly trace: Trace;
}

type Parts = Readonly<Record<string, unknown>>;

const said = ({ summary, detail }: Said): Said => ({ summary, detail });
const failed = (failure: Failed | null): unknown => failure && { phase: failure.phase, ...said(failure) };

function whole({ identity, region, error, alsoErrors = [], ifUnavailable, warnings }: Expected): Parts {
  return {
    identity: identity && {
      via: identity.via,
      accessKeyId: identity.accessKeyId,
      profile: identity.profile,
      roles: identity.roles,
    },
    region,
    error: failed(error),
    alsoErrors: alsoErrors.map(failed),
    ifUnavailable: failed(ifUnavailable),
    warnings: warnings.map(said),
  };
}

function withoutAnswers({ identity, region }: Expected): Parts {
  return {
    identity: identity && { via: identity.via, accessKeyId: identity.accessKeyId, profile: identity.profile },
    region,
  };
}

/** `{…}` stands for anything. */
function patternOf(text: string): RegExp {
  return new RegExp(
    `^${text
      .split("{…}")
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join("[^]*")}$`,
  );
}
