// Generated from the files of this folder: npm run generate
import type { Rule } from "../src/language/rule.ts";

/** All rules by id. */
export const rules: Readonly<Record<string, Rule>> = {};

/** The folder of each rule. */
export const topics: Readonly<Record<string, string>> = {};
