import { atLeast } from "../release.ts";
import { newest } from "./release.ts";
import type { Program } from "./release.ts";

/**
 * The AWS library inside a program: aws-sdk-go-base v0 on the AWS SDK for Go v1, or aws-sdk-go-base v2 (`base` is the number of its
 * `v2.0.0-beta`) on the SDK's module `config`.
 */
export type Library = typeof sdkV1 | { readonly base: number; readonly config: string };

export const sdkV1 = "aws-sdk-go v1";

/** go.mod of the releases; releases between two rows have what the row before them says. */
const libraries: Readonly<Record<Program["name"], readonly (readonly [since: string, library: Library])[]>> = {
  terraform: [
    ["0", sdkV1],
    ["1.6.0", { base: 35, config: "1.18.39" }],
    ["1.6.4", { base: 40, config: "1.25.0" }],
    ["1.6.5", { base: 43, config: "1.25.8" }],
    ["1.6.6", { base: 45, config: "1.26.1" }],
    ["1.7.5", { base: 45, config: "1.27.7" }],
    ["1.10.0", { base: 58, config: "1.27.36" }],
    ["1.11.2", { base: 62, config: "1.29.4" }],
    ["1.13.5", { base: 65, config: "1.29.15" }],
    ["1.14.0", { base: 67, config: "1.31.12" }],
    ["1.14.9", { base: 72, config: "1.32.12" }],
  ],
  opentofu: [
    ["0", { base: 43, config: "1.25.8" }],
    ["1.10.0", { base: 62, config: "1.29.4" }],
    ["1.11.0", { base: 67, config: "1.31.12" }],
    ["1.11.10", { base: 72, config: "1.32.12" }],
    ["1.12.0", { base: 71, config: "1.32.10" }],
    ["1.12.3", { base: 72, config: "1.32.12" }],
  ],
};

export function libraryOf(program: Program): Library {
  return newest(program, libraries[program.name]) ?? sdkV1;
}

/** The first release of a program on a release of the module `config`, or on a newer one. */
export const firstReleaseWith = (program: Program["name"], config: string): string | undefined =>
  libraries[program].find(([, library]) => library !== sdkV1 && atLeast(library.config, config))?.[0];
