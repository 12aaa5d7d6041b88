/**
 * The key of `endpoints` that a resource type is served by: only families whose types are all of one service, by the documentation
 * of the provider ("Custom Service Endpoints").
 */
const families: readonly (readonly [prefix: string, endpoint: string, ...otherNames: string[]])[] = [
  ["acm_", "acm"],
  ["athena_", "athena"],
  ["cloudformation_", "cloudformation"],
  ["cloudfront_", "cloudfront"],
  ["cloudtrail", "cloudtrail"],
  ["cognito_user_", "cognitoidp", "cognitoidentityprovider"],
  ["dynamodb_", "dynamodb"],
  ["ecr_", "ecr"],
  ["ecs_", "ecs"],
  ["eks_", "eks"],
  ["iam_", "iam"],
  ["kinesis_stream", "kinesis"],
  ["kms_", "kms"],
  ["lambda_", "lambda"],
  ["rds_", "rds"],
  ["redshift_", "redshift"],
  ["route53_", "route53"],
  ["s3_", "s3"],
  ["secretsmanager_", "secretsmanager"],
  ["ses_", "ses"],
  ["sfn_", "sfn", "stepfunctions"],
  ["sns_", "sns"],
  ["sqs_", "sqs"],
  ["ssm_", "ssm"],
];

/** Families within them that ask another service, or none. */
const exceptions =
  /^aws_(?:iam_policy_document|route53_(?:resolver|recoverycontrol|recoveryreadiness|domains|profiles)|ssm_?(?:contacts|incidents)|kms_secrets?$)/u;

/** The names of the key, the usual one first; `null`: several services, or not known. */
export function endpointForType(type: string): readonly [usual: string, ...others: string[]] | null {
  if (!type.startsWith("aws_") || exceptions.test(type)) return null;
  const name = type.slice("aws_".length);
  const [, ...names] = families.find(([prefix]) => name.startsWith(prefix)) ?? [];
  const [usual, ...others] = names;
  return usual === undefined ? null : [usual, ...others];
}
