import { describe, expect, it } from "vitest";
import { newestAdmitted } from "../../src/versions/admitted.ts";
import { authenticationChanges } from "../../src/versions/authentication-changes.ts";
import { parseConstraint } from "../../src/versions/constraint.ts";
import { defectsOf } from "../../src/versions/defects.ts";
import {
  ageInDays,
  endOfLife,
  findRelease,
  majorOf,
  newestRelease,
  releaseTable,
  tableOfRegistry,
  type ReleaseTable,
} from "../../src/versions/releases.ts";
import { compareVersions, parseVersion, type Version } from "../../src/versions/version.ts";

const version = (text: string): Version => parseVersion(text)!;
const table = (product: string): ReleaseTable => releaseTable(product)!;
const products = ["hashicorp/aws", "hashicorp/google", "hashicorp/template", "terraform", "opentofu"];

describe("releaseTable", () => {
  it("knows hashicorp/aws by every name that it has", () => {
    const aws = table("hashicorp/aws");
    expect(aws.isComplete).toBe(true);
    expect(aws.releases.length).toBeGreaterThanOrEqual(506);
    expect(releaseTable("registry.opentofu.org/hashicorp/aws")?.releases).toEqual(aws.releases);
    expect(releaseTable("registry.example.com/hashicorp/aws")).toBeNull();
    expect(releaseTable("cloudflare/cloudflare")).toBeNull();
  });

  it.each(products)("lists the releases of %s once each, oldest first, none after its day", (product) => {
    const { releases, asOf } = table(product);
    expect(releases.slice(1).filter(({ version }, at) => compareVersions(releases[at]!.version, version) >= 0)).toEqual(
      [],
    );
    expect(releases.filter(({ version }) => version.prerelease !== "")).toEqual([]);
    expect(releases.filter(({ date }) => date !== null && !(/^20\d\d-\d\d-\d\d$/u.test(date) && date <= asOf))).toEqual(
      [],
    );
  });

  it("tells dates, also derived and unknown ones", () => {
    const aws = table("hashicorp/aws");
    expect(findRelease(aws, version("4.67.0"))).toMatchObject({ date: "2023-05-11", isDateApproximate: false });
    expect(findRelease(aws, version("5.90.0"))).toMatchObject({ date: "2025-03-06", isDateApproximate: true });
    expect(findRelease(aws, version("5.83.1"))).toMatchObject({ date: null });
    expect(findRelease(aws, version("5.1000.0"))).toBeNull();
  });

  it("never offers a withdrawn release", () => {
    const aws = table("hashicorp/aws");
    expect(findRelease(aws, version("5.71.0"))?.withdrawn).toMatch(/use 5\.72\.0/u);
    const constraint = parseConstraint("<= 5.71");
    expect(constraint.valid && newestAdmitted(aws, constraint)?.text).toBe("5.70.0");
    const pin = parseConstraint("6.57.0");
    expect(pin.valid && newestAdmitted(aws, pin)).toBeNull();
  });

  it("finds the newest of a major", () => {
    expect(newestRelease(table("hashicorp/aws"), (release) => majorOf(release.version) === 4)?.text).toBe("4.67.0");
    expect(newestRelease(table("hashicorp/azurerm"), (release) => majorOf(release.version) === 3)?.text).toBe(
      "3.117.1",
    );
  });

  it("ages", () => {
    const aws = table("hashicorp/aws");
    expect(ageInDays(aws, Date.parse(aws.asOf) + 10 * 86_400_000)).toBe(10);
    expect(ageInDays(aws, 0)).toBe(0);
  });
});

describe("tableOfRegistry", () => {
  it("takes the versions from the registry and the dates from the shipped table", () => {
    const online = tableOfRegistry(
      "registry.terraform.io/hashicorp/aws",
      ["7.0.0", "6.64.0", "7.1.0-beta1"],
      Date.UTC(2026, 10, 24),
    );
    expect(online).toMatchObject({ asOf: "2026-11-24", isComplete: true });
    expect(online.releases.map(({ text, date }) => [text, date])).toEqual([
      ["5.71.0", "2024-10-11"],
      ["6.1.0", "2025-06-26"],
      ["6.57.0", "2026-07-29"],
      ["6.64.0", "2026-09-09"],
      ["7.0.0", null],
    ]);
    expect(newestRelease(online)?.text).toBe("7.0.0");
  });
});

describe("endOfLife", () => {
  it.each([
    ["1.5.7", "1.7.0"],
    ["1.13.0", "1.15.0"],
    ["0.11.14", "0.13.0"],
    ["1.14.0", null],
    ["1.15.9", null],
    ["1.17.0", null],
  ])("of Terraform %s is %s", (text, release) => {
    expect(endOfLife("terraform", version(text))?.text ?? null).toBe(release);
  });

  it.each([
    ["1.6.0", "1.9.0"],
    ["1.9.1", "1.12.0"],
    ["1.10.0", null],
  ])("of OpenTofu %s is %s", (text, release) => {
    expect(endOfLife("opentofu", version(text))?.text ?? null).toBe(release);
  });
});

describe("defectsOf", () => {
  it("tells what is wrong with a release, and where it ends", () => {
    expect(defectsOf(version("6.57.1"))).toMatchObject([{ fixedIn: "6.63.0", concernsAuthentication: true }]);
    expect(defectsOf(version("4.0.0")).map(({ fixedIn }) => fixedIn)).toEqual(["4.2.0", "4.9.0"]);
    expect(defectsOf(version("6.63.0"))).toEqual([]);
    expect(defectsOf(version("6.64.0"))).toEqual([]);
  });

  it("names only releases that exist", () => {
    const aws = table("hashicorp/aws");
    for (const { version: bad } of aws.releases) {
      for (const { since, fixedIn } of defectsOf(bad)) {
        expect(findRelease(aws, version(since))?.withdrawn).toBeNull();
        expect(findRelease(aws, version(fixedIn))?.withdrawn).toBeNull();
      }
    }
  });
});

describe("authenticationChanges", () => {
  it("tells what an upgrade brings", () => {
    const changes = authenticationChanges(version("4.67.0"), version("5.0.0"));
    expect(changes.map(({ release, kind }) => [release, kind])).toEqual([["5.0.0", "removed"]]);
    expect(authenticationChanges(version("6.64.0"), version("6.64.0"))).toEqual([]);
  });
});
