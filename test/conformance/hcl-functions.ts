import { isDeepStrictEqual } from "node:util";
import { utf8Length } from "../../src/hcl/source-positions.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { isSensitive, marksWithin, withoutMarksWithin } from "../../src/values/construct.ts";
import type { Evaluation } from "../../src/values/evaluation.ts";
import { toJson } from "../../src/values/functions/json.ts";
import type { Program } from "../../src/values/scope.ts";
import { sensitiveMark, type Value } from "../../src/values/value.ts";
import { evaluateText, type ScopeOptions } from "../values/scopes.ts";
import { typeJson } from "../values/type-json.ts";
import type { Kind } from "./kind.ts";

interface Answer {
  readonly json?: string;
  readonly type?: unknown;
  readonly sensitive?: boolean;
  readonly sensitiveInside?: boolean;
  readonly value?: "unknown" | "infinity";
  readonly errors?: readonly {
    readonly summary: string;
    readonly detail: string;
    readonly start: number;
    readonly end: number;
  }[];
}

interface FunctionCase extends Answer {
  readonly id: string;
  readonly expr: string;
  readonly locals?: Readonly<Record<string, string>>;
  readonly files?: "data";
  readonly tofu?: Answer;
}

interface FilesRow {
  readonly id: "files";
  readonly files: Readonly<Record<string, string | { readonly base64: string }>>;
}

type Row = FilesRow | FunctionCase;

const contents = ({ files }: FilesRow): Record<string, string | Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === "string" ? content : Buffer.from(content.base64, "base64"),
    ]),
  );

function evaluateCase(row: FunctionCase, program: Program, files: Record<string, string | Uint8Array>): Evaluation {
  const options: ScopeOptions = { program, machine: memoryMachine({ files }) };
  const locals = new Map(
    Object.entries(row.locals ?? {}).map(([name, source]) => [name, evaluateText(source, options).value]),
  );
  return evaluateText(row.expr, { ...options, symbols: { locals } });
}

const holdsInfinity = (value: Value): boolean =>
  (value.kind === "number" && value.number.form === "infinite") ||
  (value.kind === "sequence" && value.elements.some(holdsInfinity));

/** Our answer in the fields of the measured one. */
function answerOf({ value, diagnostics }: Evaluation, source: string): Answer {
  if (diagnostics.length > 0) {
    return {
      errors: diagnostics.map(({ summary, detail, start, end }) => ({
        summary,
        detail,
        start: utf8Length(source, 0, start),
        // Terraform shows an empty place as one character.
        end: utf8Length(source, 0, Math.max(end, start + 1)),
      })),
    };
  }
  if (value.kind === "unknown") return { value: "unknown" };
  if (holdsInfinity(value)) return { value: "infinity" };
  const sensitive = isSensitive(value);
  const inside = !sensitive && (marksWithin(value) & sensitiveMark) !== 0;
  return {
    json: toJson(withoutMarksWithin(value)),
    type: typeJson(value.type),
    ...(sensitive ? { sensitive } : {}),
    ...(inside ? { sensitive, sensitiveInside: inside } : {}),
  };
}

const measured = ({ json, type, sensitive, sensitiveInside, value, errors }: Answer): Answer =>
  JSON.parse(JSON.stringify({ json, type, sensitive, sensitiveInside, value, errors })) as Answer;

export const hclFunctions: Kind = {
  name: "hcl functions",
  recognises: (data) =>
    Array.isArray(data) &&
    data.some((row: Partial<FunctionCase>) => typeof row.expr === "string" && typeof row.id === "string"),
  cases(data) {
    const rows = data as readonly Row[];
    const files = contents(rows.find((row): row is FilesRow => row.id === "files") ?? { id: "files", files: {} });
    return rows
      .filter((row): row is FunctionCase => "expr" in row)
      .flatMap((row) =>
        (["terraform", "opentofu"] as const).map((program) => ({
          id: program === "terraform" ? row.id : `${row.id} (tofu)`,
          check() {
            const expected = measured(program === "opentofu" ? (row.tofu ?? row) : row);
            const actual = answerOf(evaluateCase(row, program, row.files ? files : {}), row.expr);
            return isDeepStrictEqual(actual, expected) ? null : { expected, actual };
          },
        })),
      );
  },
};
