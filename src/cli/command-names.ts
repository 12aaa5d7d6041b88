/** In a file of their own: they are known before anything else of the program is loaded. */
export const commandNames = ["lint", "check", "whoami", "json", "rules", "init"] as const;

export type CommandName = (typeof commandNames)[number];

export function isCommandName(text: string | undefined): text is CommandName {
  return (commandNames as readonly (string | undefined)[]).includes(text);
}
