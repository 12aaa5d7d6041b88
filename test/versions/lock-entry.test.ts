import { describe, expect, it } from "vitest";
import { lockedConstraintsProblem, lockedVersionProblem } from "../../src/versions/lock-entry.ts";

const provider = "registry.terraform.io/hashicorp/aws";

// As `terraform init` of Terraform 1.11.4 answered.
describe("lockedVersionProblem", () => {
  it.each([
    ["6.0", 'must be written in normalized form: "6.0.0"'],
    ["06.0.0", 'must be written in normalized form: "6.0.0"'],
    ["1.2.3-", 'must be written in normalized form: "1.2.3"'],
    ["v6.0.0", 'is invalid: a "v" prefix should not be used'],
    ["latest", "is invalid: invalid specification; required format is three positive integers separated by periods"],
    ["", "is invalid: empty specification"],
    [">= 6.0", `is invalid: can't use constraint operator ">="; an exact version is required`],
    ["6.0.0.0", "is invalid: too many numbered portions; only three are allowed (major, minor, patch)"],
    ["6.0.0 ", "is invalid: extraneous spaces at end of specification"],
    [" 6.0.0", "is invalid: extraneous spaces at start of specification"],
    ["6.x", "is invalid: can't use wildcard for minor number; an exact version is required"],
    ["6.0.0,", "is invalid: can't specify multiple versions; a single exact version is required"],
    ["6.0.0beta", 'is invalid: invalid characters "beta"'],
  ])("of %j", (text, reason) => {
    expect(lockedVersionProblem(text, provider)).toEqual({
      summary: "Invalid provider version number",
      detail: `The selected version number for provider ${provider} ${reason}.`,
    });
  });

  it.each(["6.0.0", "6.0.0-beta1", "6.0.0+build"])("%s is right", (text) => {
    expect(lockedVersionProblem(text, provider)).toBeNull();
  });
});

describe("lockedConstraintsProblem", () => {
  it.each([
    ["~> 6", 'must be written in normalized form: "~> 6.0"'],
    [">=6.0.0", 'must be written in normalized form: ">= 6.0.0"'],
    ["6.0.0, >= 5.0.0", 'must be written in normalized form: ">= 5.0.0, 6.0.0"'],
    ["= 6.0.0", 'must be written in normalized form: "6.0.0"'],
    ["~> 6.0,  < 7.0.0", 'must be written in normalized form: "~> 6.0, < 7.0.0"'],
    ["v6", 'are invalid: a "v" prefix should not be used'],
    [
      "1.2.3.4",
      'are invalid: invalid specification "1.2.3.4": too many numbered portions; only three are allowed (major, minor, patch)',
    ],
  ])("of %j", (text, reason) => {
    expect(lockedConstraintsProblem(text, provider)).toEqual({
      summary: "Invalid provider version constraints",
      detail: `The recorded version constraints for provider ${provider} ${reason}.`,
    });
  });

  it.each(["", "~> 6.0", ">= 5.0.0, 6.0.0", ">= 4.0.0, != 5.1.0, < 6.0.0"])("%j is right", (text) => {
    expect(lockedConstraintsProblem(text, provider)).toBeNull();
  });
});
