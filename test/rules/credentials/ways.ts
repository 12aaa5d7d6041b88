/** How a literal gets into an argument: an expression for the argument, and what has to stand beside it. */
export interface Way {
  readonly name: string;
  readonly expression: string;
  /** Right above the argument. */
  readonly above?: string;
  /** Beside the block, in the same file. */
  readonly beside?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** All ways for one value. Lines on which a finding is due end in `# expect: …`. */
export function ways(value: string): Way[] {
  const due = "# expect: hardcoded-credentials";
  const half = Math.ceil(value.length / 2);
  const [left, right] = [value.slice(0, half), value.slice(half)];
  const variable = 'variable "s" {\n  sensitive = true\n}\n';
  const objectVariable = 'variable "o" {\n  sensitive = true\n}\n';
  const local = (text: string): string => `locals {\n  ${text} ${due}\n}\n`;
  return [
    { name: "directly", expression: `"${value}" ${due}` },
    { name: "in parentheses", expression: `("${value}") ${due}` },
    { name: "in an interpolation", expression: `"\${"${value}"}" ${due}` },
    { name: "as a heredoc", above: `${due.replace("expect:", "expect-below:")}\n`, expression: `<<E\n${value}\nE` },
    {
      name: "in the first branch of a conditional",
      expression: `var.x ? "${value}" : null ${due}`,
      beside: 'variable "x" {\n  sensitive = true\n}\n',
    },
    {
      name: "in the second branch of a conditional",
      expression: `var.x ? null : "${value}" ${due}`,
      beside: 'variable "x" {\n  sensitive = true\n}\n',
    },
    { name: "as the last resort of coalesce", expression: `coalesce(var.s, "${value}") ${due}`, beside: variable },
    { name: "as the last resort of try", expression: `try(var.s.secret, "${value}") ${due}`, beside: variable },
    { name: "as the default of lookup", expression: `lookup(var.s, "secret", "${value}") ${due}`, beside: variable },
    { name: "through sensitive", expression: `sensitive("${value}") ${due}` },
    { name: "through trimspace", expression: `trimspace(" ${value} ") ${due}` },
    { name: "through a local", expression: "local.s", beside: local(`s = "${value}"`) },
    {
      name: "through two locals",
      expression: "local.t",
      beside: `locals {\n  t = local.s\n}\n${local(`s = "${value}"`)}`,
    },
    { name: "through an object", expression: "local.o.secret", beside: local(`o = { id = 1, secret = "${value}" }`) },
    { name: "through a quoted key", expression: 'local.o["secret"]', beside: local(`o = { "secret" = "${value}" }`) },
    {
      name: "through a key that isn't known",
      expression: "local.o[var.s]",
      beside: variable + local(`o = { a = "${value}" }`),
    },
    { name: "through a list", expression: "local.l[1]", beside: local(`l = ["", "${value}"]`) },
    { name: "through element", expression: "element(local.l, 0)", beside: local(`l = ["${value}"]`) },
    {
      name: "through merge",
      expression: "merge(local.o, local.p).secret",
      beside: `locals {\n  o = {}\n}\n${local(`p = { secret = "${value}" }`)}`,
    },
    {
      name: "through one and a splat",
      expression: "one(local.l[*].secret)",
      beside: local(`l = [{ secret = "${value}" }]`),
    },
    {
      name: "through for",
      expression: "one([for each in local.l : each.secret])",
      beside: local(`l = [{ secret = "${value}" }]`),
    },
    { name: "in joined pieces", expression: `join("", ["${left}", "${right}"]) ${due}` },
    {
      name: "in pieces of a template",
      expression: '"${local.a}${local.b}"',
      beside: `locals {\n  a = "${left}" ${due}\n  b = "${right}" ${due}\n}\n`,
    },
    { name: "by format", expression: `format("%s%s", "${left}", "${right}") ${due}` },
    { name: "by replace", expression: `replace("${left}-${right}", "-", "") ${due}` },
    { name: "out of JSON", expression: `jsondecode("{\\"secret\\": \\"${value}\\"}").secret ${due}` },
    { name: "out of base64", expression: `base64decode("${Buffer.from(value).toString("base64")}") ${due}` },
    {
      name: "as the default of a variable",
      expression: "var.s",
      beside: `variable "s" {\n  sensitive = true\n  default   = "${value}" ${due}\n}\n`,
    },
    {
      name: "in the default of an object",
      expression: "var.o.secret",
      beside: `variable "o" {\n  sensitive = true\n  default   = { secret = "${value}" } ${due}\n}\n`,
    },
    {
      name: "as a default in another file",
      expression: "var.s",
      files: { "variables.tf": `variable "s" {\n  sensitive = true\n  default   = "${value}" ${due}\n}\n` },
    },
    {
      name: "in terraform.tfvars",
      expression: "var.s",
      beside: variable,
      files: { "terraform.tfvars": `s = "${value}" ${due}\n` },
    },
    {
      name: "in terraform.tfvars.json",
      expression: "var.s",
      beside: variable,
      files: { "terraform.tfvars.json": `{"s": "${value}", "//": "${due}"}\n` },
    },
    {
      name: "in *.auto.tfvars",
      expression: "var.s",
      beside: variable,
      files: { "prod.auto.tfvars": `s = "${value}" ${due}\n` },
    },
    {
      name: "in *.auto.tfvars.json",
      expression: "var.s",
      beside: variable,
      files: { "prod.auto.tfvars.json": `{"s": "${value}", "//": "${due}"}\n` },
    },
    {
      name: "in a variables file that nobody loads",
      expression: "var.s",
      beside: variable,
      files: { "old.tfvars": `s = "${value}" ${due}\n` },
    },
    {
      name: "in a variables file below",
      expression: "var.s",
      beside: variable,
      files: { "environments/prod/eu.tfvars": `s = "${value}" ${due}\n` },
    },
    {
      name: "in an object in a variables file",
      expression: "var.o.a.b",
      beside: objectVariable,
      files: { "x.auto.tfvars": `o = { a = { b = "${value}" } } ${due}\n` },
    },
    {
      name: "in two variables files",
      expression: "var.s",
      beside: variable,
      files: { "a.tfvars": `s = "${value}" ${due}\n`, "b.tfvars": `s = "x${value.slice(1)}" ${due}\n` },
    },
    {
      name: "through a default and a variables file",
      expression: "var.s",
      beside: `variable "s" {\n  sensitive = true\n  default   = "x${value.slice(1)}" ${due}\n}\n`,
      files: { "terraform.tfvars": `s = "${value}" ${due}\n` },
    },
    {
      name: "out of a module",
      expression: "module.m.s",
      beside: 'module "m" {\n  source = "./m"\n}\n',
      files: { "m/outputs.tf": `output "s" {\n  sensitive = true\n  value     = "${value}" ${due}\n}\n` },
    },
    {
      name: "out of a module that counts",
      expression: "module.m[0].s",
      beside: 'module "m" {\n  source = "./m"\n  count  = 1\n}\n',
      files: { "m/outputs.tf": `output "s" {\n  sensitive = true\n  value     = "${value}" ${due}\n}\n` },
    },
    {
      name: "through a module and back",
      expression: "module.m.s",
      beside: `module "m" {\n  source = "./m"\n  s      = "${value}" ${due}\n}\n`,
      files: {
        "m/main.tf":
          'variable "s" {\n  sensitive = true\n}\noutput "s" {\n  sensitive = true\n  value     = var.s\n}\n',
      },
    },
  ];
}
