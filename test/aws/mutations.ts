import fc from "fast-check";

/** What a measured case says is on a machine. */
export interface Measured {
  readonly files: Readonly<Record<string, string>>;
  readonly home: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** A change to a situation; `from` is another one that it takes something from. */
type Mutation = (situation: Measured, from: Measured, at: number) => Measured;

type Part = "files" | "home";

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];

function withText(
  situation: Measured,
  part: Part,
  name: string | undefined,
  change: (lines: string[]) => void,
): Measured {
  const text = name === undefined ? undefined : situation[part][name];
  if (name === undefined || text === undefined) return situation;
  const lines = text.split("\n");
  change(lines);
  return { ...situation, [part]: { ...situation[part], [name]: lines.join("\n") } };
}

/** Changes one line of one file, where one line is one setting. */
const inText =
  (part: Part, change: (lines: string[], line: number, from: readonly string[]) => void): Mutation =>
  (situation, from, at) => {
    const name = pick(Object.keys(situation[part]), at);
    const other = Object.values(from[part]).flatMap((text) => text.split("\n"));
    return withText(situation, part, name, (lines) => {
      change(lines, (at >> 4) % Math.max(1, lines.length), other);
    });
  };

const dropLine = (lines: string[], line: number): void => void lines.splice(line, 1);
const repeatLine = (lines: string[], line: number): void => void lines.splice(line, 0, lines[line] ?? "");
const takeLine = (lines: string[], line: number, from: readonly string[]): void =>
  void lines.splice(line, 0, pick(from, line) ?? "");
function swapLines(lines: string[], line: number): void {
  const [one = "", other = ""] = [lines[line], lines[line + 1]];
  lines.splice(line, 2, other, one);
}

const argumentName = (line = ""): string | undefined => /^\s+(\w+)\s*=[^{[]*$/u.exec(line)?.[1];

/** The next line that is an argument, so that most modules stay well-formed. */
const nextArgument = (lines: readonly string[], line: number): number =>
  lines.findIndex((text, index) => index >= line && argumentName(text) !== undefined);

function dropArgument(lines: string[], line: number): void {
  const at = nextArgument(lines, line);
  if (at >= 0) lines.splice(at, 1);
}

function takeArgument(lines: string[], line: number, from: readonly string[]): void {
  const taken = pick(
    from.filter((text) => argumentName(text) !== undefined),
    line,
  );
  if (taken === undefined) return;
  const same = lines.findIndex((text) => argumentName(text) === argumentName(taken));
  const at = nextArgument(lines, line);
  if (same >= 0) lines[same] = taken;
  else if (at >= 0) lines.splice(at, 0, taken);
}

const mutations: Readonly<Record<string, Mutation>> = {
  "drop a variable": (situation, _, at) => {
    const name = pick(Object.keys(situation.env), at);
    return { ...situation, env: Object.fromEntries(Object.entries(situation.env).filter(([key]) => key !== name)) };
  },
  "take a variable": (situation, from, at) => {
    const taken = pick(Object.entries(from.env), at);
    return taken ? { ...situation, env: { ...situation.env, [taken[0]]: taken[1] } } : situation;
  },
  "empty a variable": (situation, _, at) => {
    const name = pick(Object.keys(situation.env), at);
    return name === undefined ? situation : { ...situation, env: { ...situation.env, [name]: "" } };
  },
  "take the home": (situation, from) => ({ ...situation, home: { ...situation.home, ...from.home } }),
  "drop a file": (situation, _, at) => {
    const name = pick(Object.keys(situation.home), at);
    return { ...situation, home: Object.fromEntries(Object.entries(situation.home).filter(([key]) => key !== name)) };
  },
  "take the module": (situation, from) => ({ ...situation, files: from.files }),
  "drop a setting": inText("home", dropLine),
  "take a setting": inText("home", takeLine),
  "repeat a setting": inText("home", repeatLine),
  "swap settings": inText("home", swapLines),
  "drop an argument": inText("files", dropArgument),
  "take an argument": inText("files", takeArgument),
};

/** One of the situations with up to six changes; all that is in it was in one of them. */
export function mutated<Case extends Measured>(
  situations: readonly Case[],
): fc.Arbitrary<{ original: Case; changed: Case }> {
  const change = fc.record({
    mutation: fc.constantFrom(...Object.keys(mutations)),
    from: fc.constantFrom(...situations),
    at: fc.nat(4095),
  });
  return fc
    .record({ original: fc.constantFrom(...situations), changes: fc.array(change, { minLength: 1, maxLength: 6 }) })
    .map(({ original, changes }) => {
      const { files, home, env } = changes.reduce<Measured>(
        (situation, { mutation, from, at }) => mutations[mutation]?.(situation, from, at) ?? situation,
        original,
      );
      return { original, changed: { ...original, files, home, env } };
    });
}

const secretSettings =
  /(?:secret_access_key|session_token|security_token|secret_key|(?<!_)token|web_identity_token|accessToken|refreshToken|secretAccessKey|sessionToken|clientSecret|dpopKey)"?\s*[=:]\s*"?([^"\s,}]+)/giu;
const secretVariables = /SECRET|TOKEN(?!_FILE)|^TF_VAR_.*(?:secret|sk$)/u;

/** The secrets of a situation, as far as a text can be told from others by them. */
export function secretsOf({ files, home, env }: Measured): readonly string[] {
  const settings = [...Object.values(files), ...Object.values(home)].flatMap((text) =>
    [...text.matchAll(secretSettings)].map(([, value = ""]) => value),
  );
  const variables = Object.entries(env).filter(([name]) => secretVariables.test(name));
  return [...new Set([...settings, ...variables.map(([, value]) => value)])].filter(
    (secret) => secret.length >= 8 && !/^(?:var|local)\.|[{$]/u.test(secret),
  );
}
