import { writeFileSync } from "node:fs";
import { trapNetwork } from "./network-trap.ts";

/** Loaded before a program: at its end the attempts stand in the file that `NETWORK_TRAP_FILE` names, one a line. */
const { attempts } = trapNetwork();
process.on("exit", () => {
  const file = process.env.NETWORK_TRAP_FILE;
  if (file !== undefined) writeFileSync(file, attempts.map((attempt) => `${attempt}\n`).join(""));
});
