import { expect, it } from "vitest";
import { isCanary } from "../../../src/aws/keys/canary.ts";
import { longTermId } from "./made-up.ts";

it.each(["AKIASP2TPHJSQH3FJRUX", "AKIAYVP4CIPPAAAAAAAA"])("%s was issued by a canary account", (id) => {
  expect(isCanary(id)).toBe(true);
});

it.each([longTermId, "AKIAIOSFODNN7EXAMPLE", "no key at all"])("%s was not, as far as anybody can tell", (id) => {
  expect(isCanary(id)).toBe(false);
});
