/** What the user asked for can't be done as asked: one line on standard error that says what to do, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
