/** One example of a rule's page: files and environment, and whether the rule is to find something. */
export interface DocExample {
  readonly line: number;
  readonly verdict: "fail" | "pass";
  readonly files: Record<string, string>;
  readonly environment: Record<string, string>;
}

const fence = /^```(\S+)([^\n]*)\n([\s\S]*?)^```$/gmu;

/**
 * The examples of a page. A fence marked `fail` or `pass` begins one (`file=NAME` names its file, `main.tf` otherwise); further
 * fences with `file=NAME` add files to it (`~/` is the home folder), and an `environment` fence of `export NAME=value` lines
 * sets variables.
 */
export function examplesOf(page: string): DocExample[] {
  const examples: DocExample[] = [];
  for (const { 2: info = "", 3: code = "", index } of page.matchAll(fence)) {
    const words = info.trim().split(/\s+/u);
    const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
    const verdict = words.find((word) => word === "fail" || word === "pass");
    if (verdict) {
      const line = page.slice(0, index).split("\n").length;
      examples.push({ line, verdict, files: { [file ?? "main.tf"]: code }, environment: {} });
      continue;
    }
    const current = examples.at(-1);
    if (current && file !== undefined) current.files[file.replace(/^~\//u, "/home/user/")] = code;
    if (current && words.includes("environment")) {
      for (const [, name = "", value = ""] of code.matchAll(/^export (\w+)=(.*)$/gmu))
        current.environment[name] = value;
    }
  }
  return examples;
}
