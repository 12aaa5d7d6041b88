import type { Block, ParsedFile } from "../../hcl/ast.ts";
import type { Configuration } from "../configuration.ts";
import { errorAt, type Report } from "../diagnostic.ts";
import { headOf, type SourceRange, type Sourced } from "../source-range.ts";

type Describe = (place: SourceRange) => string;

/** Reports blocks of `terraform {}` that may be there only once, or not together. */
export function checkSettings(configuration: Configuration, describe: Describe, report: Report): void {
  const primary = configuration.primary.flatMap(settingsOf);
  const [requirements, backends, clouds] = ["required_providers", "backend", "cloud"].map((kind) =>
    primary.filter(({ node }) => node.kind.text === kind),
  );
  repeated(requirements ?? [], report, (earlier) => [
    "Duplicate required providers configuration",
    `A module may have only one required providers configuration. The required providers were previously configured at ${describe(earlier)}.`,
  ]);
  repeated(backends ?? [], report, (earlier) => [
    "Duplicate backend configuration",
    `A module may have only one backend configuration. The backend was previously configured at ${describe(earlier)}.`,
  ]);
  repeated(clouds ?? [], report, (earlier) => [
    "Duplicate HCP Terraform configurations",
    `A module may have only one 'cloud' block configuring HCP Terraform or Terraform Enterprise. The 'cloud' block was previously configured at ${describe(earlier)}.`,
  ]);
  const [backend] = backends ?? [];
  const [cloud] = clouds ?? [];
  if (backend && cloud) {
    const detail = `A module may declare either one 'cloud' block OR one 'backend' block configuring a state backend. The 'cloud' block is configured at ${describe(headOf(cloud))}; a backend is configured at ${describe(headOf(backend))}. Remove the backend block to configure HCP Terraform or Terraform Enteprise.`;
    const summary = "Both a backend and cloud configuration are present";
    report(errorAt(headOf(backend), summary, detail));
  }
}

function settingsOf(file: ParsedFile): readonly Sourced<Block>[] {
  return file.body.items.flatMap((item) =>
    item.type === "Block" && item.kind.text === "terraform"
      ? item.body.items.flatMap((inner) => (inner.type === "Block" ? [{ node: inner, file }] : []))
      : [],
  );
}

function repeated(
  [first, ...rest]: readonly Sourced<Block>[],
  report: Report,
  text: (earlier: SourceRange) => readonly [summary: string, detail: string],
): void {
  if (!first) return;
  for (const block of rest) report(errorAt(headOf(block), ...text(headOf(first))));
}
