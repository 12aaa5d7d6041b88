import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";
import { requiringAws } from "./entry.ts";

const find = (child: string): string[] =>
  lintFolder("module-caps-provider-version", {
    files: {
      "main.tf": `${requiringAws("~> 6.0")}module "one" {\n  source = "./child"\n}\nmodule "two" {\n  source = "./child"\n}\n`,
      "child/main.tf": child,
    },
  });

describe("module-caps-provider-version", () => {
  it.each(["~> 6.0", "< 7", ">= 5.0, <= 6.64.0"])("reports %s in a called module, once", (version) => {
    expect(find(requiringAws(version))).toEqual([
      `child/main.tf:5:17 "${version}" keeps every caller of this module below its upper end. Name the lowest version that the module needs (">= …"); the root module sets the upper end.`,
    ]);
  });

  it.each([">= 5.0", "> 5.0, != 5.1.0", "6.64.0", "7.0.0-beta1"])("lets %s be", (version) => {
    expect(find(requiringAws(version))).toEqual([]);
  });
});
