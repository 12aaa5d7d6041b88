import { expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

it("says nothing of a role that only the caller of the module knows", () => {
  const files = {
    "main.tf": `variable "role" {}
provider "aws" {
  region = "eu-west-1"
  assume_role {
    role_arn = var.role
  }
}
`,
  };
  for (const id of ["provider-argument-deprecated", "provider-argument-invalid", "role-unusable"]) {
    expect(lintFolder(id, { files })).toEqual([]);
  }
});
