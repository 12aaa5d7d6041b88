import { afterAll, describe, expect, it } from "vitest";
import { Arbiter } from "../../src/lint/arbiter.ts";

describe("the arbiter", () => {
  const arbiter = new Arbiter();
  afterAll(() => arbiter.close());

  it("tells good syntax from bad", async () => {
    const verdicts = await Promise.all([
      arbiter.judge("a = 1\n", "main.tf"),
      arbiter.judge("a = \n", "main.tf"),
      // No JSON can be made of this, but it is syntax.
      arbiter.judge("a = -true\n", "main.tf"),
    ]);
    expect(verdicts).toEqual(["accepts", "rejects", "accepts"]);
  });

  it("survives the death of hcl2json", async () => {
    const deep = `a = ${"(".repeat(50_000)}1${")".repeat(50_000)}\n`;
    expect(await arbiter.judge(deep, "main.tf")).toBe("unknown");
    expect(await arbiter.judge("a = 1\n", "main.tf")).toBe("accepts");
  });

  it("is not asked about text that hcl2json would see otherwise", async () => {
    expect(await arbiter.judge('a = "\udcff"\n', "main.tf")).toBe("unknown");
  });
});
