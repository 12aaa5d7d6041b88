import { goQuote } from "../../hcl/go-quote.ts";
import type { CsvError, Info } from "csv-parse/sync";
import { listValue, objectValue, stringValue } from "../construct.ts";
import { FunctionError, type Functions } from "../function.ts";
import type { Scope } from "../scope.ts";
import { compareText } from "../text.ts";
import { dynamicType, listType, objectType, stringType, type Type } from "../type.ts";
import { argument, string, textOf } from "./arguments.ts";

interface Row {
  readonly record: readonly string[];
  readonly info: Pick<Info, "lines">;
}

const quoteErrors: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE: 'bare " in non-quoted-field',
  CSV_INVALID_CLOSING_QUOTE: 'extraneous or missing " in quoted-field',
  CSV_QUOTE_NOT_CLOSED: 'extraneous or missing " in quoted-field',
};

/** The rows as Go's `encoding/csv` reads them: empty lines are skipped, a field keeps its blanks. */
function read(text: string, scope: Scope): readonly Row[] {
  try {
    const rows: unknown = scope.libraries.csv.parse(text, {
      info: true,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return rows as readonly Row[];
  } catch (error) {
    const { code, lines } = error as CsvError & { readonly lines?: number };
    const reason = quoteErrors[code];
    if (reason === undefined) throw error;
    throw new FunctionError(`CSV parse error on line ${lines ?? 1}: ${reason}`);
  }
}

function rowType(header: readonly string[]): Type {
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw new FunctionError(`duplicate column name ${goQuote(name)}`);
    seen.add(name);
  }
  return objectType(new Map([...seen].sort(compareText).map((name) => [name, stringType])));
}

export const csvFunctions: Functions = {
  csvdecode: {
    parameters: [string("str")],
    type(args, scope) {
      const text = argument(args, 0);
      if (text.kind !== "string") return dynamicType;
      const [header] = read(text.text, scope);
      if (header === undefined) throw new FunctionError("missing header line");
      return listType(rowType(header.record));
    },
    run([text], { scope, type }) {
      const [header, ...rows] = read(textOf(text), scope);
      const names = header?.record ?? [];
      const objects = rows.map(({ record, info }) => {
        if (record.length !== names.length) {
          throw new FunctionError(`CSV parse error on line ${info.lines}: wrong number of fields`);
        }
        return objectValue(names.map((name, index) => [name, stringValue(record[index] ?? "")]));
      });
      return listValue("element" in type ? type.element : dynamicType, objects);
    },
  },
};
