import fc from "fast-check";

const number = fc.oneof({ weight: 6, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.nat(200) });
const prerelease = fc.constantFrom("", "", "", "", "-beta1", "-beta2", "-rc.1");

/** One to three numbers, now and then with a prerelease. */
const boundary = fc
  .tuple(fc.array(number, { minLength: 1, maxLength: 3 }), prerelease)
  .map(([numbers, suffix]) => numbers.join(".") + suffix);

const term = fc
  .tuple(fc.constantFrom("", "=", "!=", ">", ">=", "<", "<=", "~>", "~>"), fc.constantFrom("", " "), boundary)
  .map(([operator, space, version]) => (operator && operator + space) + version);

/** A constraint text that every dialect accepts, except for the prereleases that `core` refuses. */
export const constraintText = fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(", "));

/** A release near the boundaries of `constraintText`. */
export const releaseText = fc.tuple(number, number, number).map((numbers) => numbers.join("."));

/** Anything that people might write, or a fuzzer. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...'0 1 2 3 . v x * - + ~ > < = ! , | ^ " \t \n'.split(" "), " ") }),
);
