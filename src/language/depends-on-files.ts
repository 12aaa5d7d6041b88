import type { Trace } from "../aws/trace.ts";

const beforeFiles: readonly string[] = [
  "arguments",
  "web identity argument",
  "environment",
  "web identity environment",
] satisfies readonly Trace["steps"][number]["source"][];

/** Nothing that comes before the shared files supplies the credentials. */
export function dependsOnFiles({ steps }: Trace): boolean {
  return steps.length > 0 && !steps.some(({ source, status }) => status === "used" && beforeFiles.includes(source));
}
