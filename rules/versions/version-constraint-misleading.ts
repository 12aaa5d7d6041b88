import { createRule } from "../../src/language/index.ts";
import {
  admitsNothing,
  constraintListeners,
  hasUpperEnd,
  writtenConstraint,
  type Dialect,
  type Term,
} from "../../src/language/versions.ts";

type Trap = "openEnd" | "exactly" | "upTo" | "after";

interface Meaning {
  readonly trap: Trap;
  /** What the author probably wants. */
  readonly suggestion: string;
  /** The release that the term is about, written out. */
  readonly release: string;
}

/** Terms that are valid and say something else than they seem to; measured in `constraint-cases*.json`. */
function trapIn({ operator, version, precision }: Term, dialect: Dialect): Meaning | null {
  const [major = 0n, minor = 0n] = version.segments;
  if (version.prerelease !== "" || version.metadata !== "") return null;
  const release = version.segments.join(".");
  if (operator === "~>" && precision === 1 && dialect !== "provider") {
    return { trap: "openEnd", suggestion: `~> ${major}.0`, release };
  }
  if (precision > 2 || (operator !== "=" && operator !== "<=" && operator !== ">")) return null;
  const next = precision === 1 ? `${major + 1n}` : `${major}.${minor + 1n}`;
  return {
    "=": {
      trap: "exactly" as const,
      suggestion: precision === 1 ? `~> ${major}.0` : `~> ${major}.${minor}.0`,
      release,
    },
    "<=": { trap: "upTo" as const, suggestion: `< ${next}`, release },
    ">": { trap: "after" as const, suggestion: `>= ${next}`, release },
  }[operator];
}

export default createRule({
  name: "version-constraint-misleading",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow version constraints that mean something else than they seem to",
      level: "warning",
      recommended: true,
    },
    messages: {
      openEnd: '"{{term}}" has no upper end here: with one number, "~>" means ">= {{release}}". {{remedy}}',
      exactly: '"{{term}}" is {{release}} and nothing else. {{remedy}}',
      upTo: '"{{term}}" ends with {{release}}: later patches are refused too. {{remedy}}',
      after: '"{{term}}" admits what comes right after {{release}}, also its patches. {{remedy}}',
      number: "The number {{number}} is {{release}} and nothing else (1.10 is even read as 1.1). {{remedy}}",
      write: 'Write "{{suggestion}}".',
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, text }) {
    return constraintListeners((node, dialect, mustBeString) => {
      if (node.type === "NumberLiteral" && !mustBeString) {
        const release = [...String(Number(node.raw)).split("."), "0", "0"].slice(0, 3).join(".");
        report({
          at: node,
          messageId: "number",
          data: { number: node.raw, release, remedy: "Write a string with an operator." },
        });
        return;
      }
      const written = writtenConstraint(node, dialect, text);
      // A contradiction is the conflict rules'; one that another term bounds has its end.
      if (!written?.meaning.valid || admitsNothing(written.meaning) === true) return;
      const isBounded = hasUpperEnd(written.meaning);
      for (const term of written.meaning.terms) {
        const trap = trapIn(term, dialect);
        if (!trap || (trap.trap === "openEnd" && isBounded)) continue;
        const { suggestion, release } = trap;
        const fix = written.replacement(written.text.slice(0, term.start) + suggestion + written.text.slice(term.end));
        report({
          at: node,
          messageId: trap.trap,
          data: {
            term: written.text.slice(term.start, term.end),
            release,
            remedy: `If that is not what you want: "${suggestion}".`,
          },
          ...(fix && { suggestions: [{ messageId: "write", data: { suggestion }, fix }] }),
        });
      }
    });
  },
});
