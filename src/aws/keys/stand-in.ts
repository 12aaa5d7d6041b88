/**
 * A literal that stands where a credential belongs and is none:
 * - `example`: a value that AWS prints in its documentation (`AKIAIOSFODNN7EXAMPLE`);
 * - `placeholder`: to be replaced by the reader (`<access-key>`, `XXXX`, `your-secret-key`);
 * - `dummy`: made up for an emulator that takes anything (`test`, `mock_access_key`, `minioadmin`).
 */
export type StandIn = "example" | "placeholder" | "dummy";

/** Words that speak to the reader. */
const placeholderWords = wordsOf(`
  your my our mine the this that here there goes change changeme replace replaceme insert put enter fill add paste provide
  specify todo tbd fixme placeholder redacted removed masked hidden omitted scrubbed sample insecure please
  with from me it in for to of some any actual real valid somewhere somevalue secure confidential
  null none nil undefined unset empty blank unknown na xx xxx example examples`);

/** Words that an emulator's key is made of. */
const dummyWords = wordsOf(`
  test tests testing tester mock mocked mocks fake faked dummy stub noop localstack local localhost minio minioadmin
  minioserver moto elasticmq dynamodblocal emulator foo bar baz qux foobar unused ignored irrelevant whatever anything
  something not no used needed required necessary default demo dev development abc abcd asdf qwerty root admin user
  password passwd pass superuser`);

/** Words that only say what belongs here: on their own a placeholder, beside others without weight. */
const neutralWords = wordsOf(`
  a an and or aws amazon s3 iam sts access secret secrets key keys id ids token tokens session account value values string
  text api app client service provider credential credentials auth bearer db database postgres postgresql mysql bucket
  storage backend terraform tf env environment variable var prod staging`);

const longestWord = 14;
/** Longer than any sensible placeholder; random text is never made of words. */
const longestPhrase = 96;

const brackets =
  /^(?:<[^<>]{1,80}>|\[[^[\]"]{1,80}\]|\{\{.{1,80}\}\}|\$\{.{1,80}\}|\$\(.{1,80}\)|\$[A-Z_]{1,80}|%[^%]{1,80}%|__.{1,80}__|@[^@]{1,80}@)$/su;
const onlyFiller = /^[\s.*xX#?_•-]+$/u;

/** What a literal stands in for; `null` when it may well be a credential. */
export function standIn(text: string): StandIn | null {
  if (text.includes("EXAMPLE")) return "example";
  const trimmed = text.trim();
  if (trimmed === "" || brackets.test(trimmed) || onlyFiller.test(trimmed) || isMostlyFiller(trimmed))
    return "placeholder";
  if (isSequence(trimmed)) return "dummy";
  return phrase(trimmed);
}

/** One and the same filler for half of the text or more: `AKIAXXXXXXXXXXXXRSVB`. */
function isMostlyFiller(text: string): boolean {
  let filler = 0;
  for (const character of text) if (character === "X" || character === "x" || character === "*") filler += 1;
  if (filler >= 4 && filler * 2 >= text.length) return true;
  const body = text.replace(/^A[A-Z]{3}/u, "");
  return body.length >= 6 && new Set(body).size <= 2;
}

/** Every character follows the one before it, as on a keyboard or in the alphabet: `1234567890`, `abcdef`, `000000000000`. */
function isSequence(text: string): boolean {
  if (text.length < 3) return true;
  let steady = 0;
  for (let i = 1; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    if (step === 0 || step === 1 || step === -1 || step === -9) steady += 1;
  }
  return steady >= (text.length - 1) * 0.85;
}

/** `my_oncall_token`: small words from the reader's own to a credential, whatever it is for. */
const ownCredential = /^(?:my|your|some)[-_ ](?:[a-z]+[-_ ])*(?:token|key|secret|password|id)$/u;

/** Text that is made of known words only, whether they are separated, in camel case, or run together. */
function phrase(text: string): StandIn | null {
  if (text.length > longestPhrase) return null;
  if (ownCredential.test(text)) return "placeholder";
  let spoken = false;
  let dummy = false;
  let placeholder = false;
  for (const run of text.toLowerCase().split(/[^a-z]+/u)) {
    if (run === "") continue;
    const words = segment(run);
    if (words === null) return null;
    spoken = true;
    for (const word of words) {
      dummy ||= dummyWords.has(word);
      placeholder ||= placeholderWords.has(word);
    }
  }
  if (!spoken) return null;
  return dummy && !placeholder ? "dummy" : "placeholder";
}

/** Cuts a run of letters into known words, the fewest; `null` when that cannot be done. Linear in the length of the run. */
function segment(run: string): readonly string[] | null {
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= run.length; end++) {
    let shortest: readonly string[] | null = null;
    for (let start = Math.max(0, end - longestWord); start < end; start++) {
      const before = best[start];
      const word = run.slice(start, end);
      if (!before || !isKnown(word) || (shortest && shortest.length <= before.length + 1)) continue;
      shortest = [...before, word];
    }
    best[end] = shortest;
  }
  return best[run.length] ?? null;
}

function isKnown(word: string): boolean {
  return placeholderWords.has(word) || dummyWords.has(word) || neutralWords.has(word);
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}
