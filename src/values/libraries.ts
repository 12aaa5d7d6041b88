/**
 * The packages behind some functions, handed in because they cost milliseconds to load and most configurations need none:
 * where modules can be loaded at once (Node's `createRequire`), pass getters; elsewhere, what `loadLibraries` gives.
 */
export interface Libraries {
  readonly re2: typeof import("re2js");
  readonly yaml: typeof import("yaml");
  readonly csv: typeof import("csv-parse/sync");
  readonly sha2: typeof import("@noble/hashes/sha2.js");
  readonly legacyHashes: typeof import("@noble/hashes/legacy.js");
}

export async function loadLibraries(): Promise<Libraries> {
  const [re2, yaml, csv, sha2, legacyHashes] = await Promise.all([
    import("re2js"),
    import("yaml"),
    import("csv-parse/sync"),
    import("@noble/hashes/sha2.js"),
    import("@noble/hashes/legacy.js"),
  ]);
  return { re2, yaml, csv, sha2, legacyHashes };
}
