import type { Body, Expression } from "../../hcl/ast.ts";
import type { SourceText } from "../../values/origin.ts";
import type { FlowModule } from "../../terraform/possible-sources.ts";
import type { Value } from "../../values/value.ts";
import { attributeOf } from "../../terraform/declarations.ts";
import { isLocalEndpoint } from "./local-endpoint.ts";

/** Arguments and blocks that say where a provider or backend finds its services. */
const endpointNames =
  /^(?:endpoints?|(?:s3|sts|iam|dynamodb|sso)_endpoint|iam_endpoint|address|host|hosts|url|base_url|api_url|minio_server)$/u;

/**
 * Whether a consumer is meant for an emulator: all endpoints that it names and that are known are local, or it names none and
 * asks for its credentials not to be looked at (then `AWS_ENDPOINT_URL`, or an override file that is written when Terraform is
 * run, names them). An endpoint that isn't known could be either, and speaks against nothing.
 */
export function isForEmulator(body: Body, module: FlowModule, file: SourceText): boolean {
  const addresses = endpointExpressions(body).flatMap((expression) =>
    stringsIn(module.evaluate(expression, file).value),
  );
  if (addresses.length > 0) return addresses.every((address) => address === null || isLocalEndpoint(address));
  const unseen = attributeOf(body, "skip_credentials_validation");
  const value = unseen && module.evaluate(unseen.value, file).value;
  return value?.kind === "bool" && value.truth;
}

function endpointExpressions(body: Body, isWithin = false): Expression[] {
  return body.items.flatMap((item) => {
    if (item.type === "Attribute") return isWithin || endpointNames.test(item.name.text) ? [item.value] : [];
    const name = item.kind.text === "dynamic" ? item.labels[0]?.text : item.kind.text;
    if (name === "content") return endpointExpressions(item.body, isWithin);
    return name === "endpoints" || name === "kubernetes" ? endpointExpressions(item.body, name === "endpoints") : [];
  });
}

/** The strings in a value; `null` for each that isn't known. */
function stringsIn(value: Value): (string | null)[] {
  switch (value.kind) {
    case "string":
      return [value.text];
    case "unknown":
      return [null];
    case "sequence":
      return value.elements.flatMap(stringsIn);
    case "mapping":
      return [...value.entries.values()].flatMap(stringsIn);
    case "null":
    case "number":
    case "bool":
      return [];
  }
}
