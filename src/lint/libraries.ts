import { createRequire } from "node:module";
import type { Libraries } from "../values/libraries.ts";
import { libraryFile } from "./library-file.ts";

const require = createRequire(import.meta.url);

/** The packages behind some of Terraform's functions, loaded when a configuration first calls one: they cost milliseconds each. */
export const libraries: Libraries = {
  get re2() {
    return load("re2js") as Libraries["re2"];
  },
  get yaml() {
    return load("yaml") as Libraries["yaml"];
  },
  get csv() {
    return load("csv-parse/sync") as Libraries["csv"];
  },
  get sha2() {
    return load("@noble/hashes/sha2.js") as Libraries["sha2"];
  },
  get legacyHashes() {
    return load("@noble/hashes/legacy.js") as Libraries["legacyHashes"];
  },
};

function load(name: string): unknown {
  return require(libraryFile(name));
}
