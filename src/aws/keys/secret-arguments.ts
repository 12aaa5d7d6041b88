/**
 * What an argument holds when it holds a secret:
 * - `secret`: the secret itself; any literal is one;
 * - `key-id`: the public half of a pair, the account's name rather than its password; reported with the pair;
 * - `key-material`: a private key or key file in place, or (harmless) the path of one;
 * - `connection`: an address that may carry a password, or `user:password`.
 */
export type SecretForm = "secret" | "key-id" | "key-material" | "connection";

export interface SecretArgument {
  /** Names of the blocks around it, then its own: `["kubernetes", "token"]`. */
  readonly path: readonly string[];
  readonly form: SecretForm;
}

/** The arguments of one provider or backend that take secrets, and the page that says so. */
export interface SecretArguments {
  readonly documentation: string;
  readonly arguments: readonly SecretArgument[];
}

/** Arguments by form: names, blanks between them; `block.name` for an argument in a nested block. */
type Entry = Partial<Record<SecretForm, string>>;

/** By the type of the provider, with the rest of its usual source address. */
const providers: Readonly<Record<string, readonly [namespace: string, entry: Entry]>> = {
  alicloud: ["aliyun", { "key-id": "access_key", secret: "secret_key security_token" }],
  auth0: ["auth0", { secret: "client_secret api_token", "key-material": "client_assertion_private_key" }],
  aws: [
    "hashicorp",
    { "key-id": "access_key", secret: "secret_key token assume_role_with_web_identity.web_identity_token" },
  ],
  awscc: ["hashicorp", { "key-id": "access_key", secret: "secret_key token" }],
  azapi: ["azure", { secret: "client_secret client_certificate_password oidc_token oidc_request_token" }],
  azuread: ["hashicorp", { secret: "client_secret client_certificate_password oidc_token oidc_request_token" }],
  azuredevops: ["microsoft", { secret: "personal_access_token client_secret client_certificate_password oidc_token" }],
  azurerm: ["hashicorp", { secret: "client_secret client_certificate_password oidc_token oidc_request_token" }],
  bitbucket: ["DrFaust92", { secret: "password oauth_client_secret oauth_token" }],
  cloudflare: ["cloudflare", { secret: "api_token api_key api_user_service_key" }],
  confluent: ["confluentinc", { "key-id": "cloud_api_key kafka_api_key", secret: "cloud_api_secret kafka_api_secret" }],
  consul: ["hashicorp", { secret: "token auth_jwt.bearer_token", connection: "http_auth", "key-material": "key_pem" }],
  databricks: ["databricks", { secret: "token password client_secret azure_client_secret" }],
  datadog: ["DataDog", { secret: "api_key app_key" }],
  digitalocean: ["digitalocean", { "key-id": "spaces_access_id", secret: "token spaces_secret_key" }],
  dnsimple: ["dnsimple", { secret: "token" }],
  docker: ["kreuzwerker", { secret: "registry_auth.password", "key-material": "key_material" }],
  ec: ["elastic", { secret: "apikey password" }],
  elasticstack: [
    "elastic",
    {
      secret:
        "elasticsearch.password elasticsearch.api_key elasticsearch.bearer_token kibana.password kibana.api_key fleet.password fleet.api_key",
    },
  ],
  fastly: ["fastly", { secret: "api_key" }],
  github: ["integrations", { secret: "token", "key-material": "app_auth.pem_file" }],
  gitlab: ["gitlabhq", { secret: "token", "key-material": "client_key" }],
  google: ["hashicorp", { secret: "access_token", "key-material": "credentials" }],
  "google-beta": ["hashicorp", { secret: "access_token", "key-material": "credentials" }],
  grafana: [
    "grafana",
    {
      secret: `cloud_access_policy_token cloud_api_key cloud_provider_access_token connections_api_access_token
        frontend_o11y_api_access_token k6_access_token oncall_access_token sm_access_token auth fleet_management_auth`,
      "key-material": "tls_key",
    },
  ],
  hcloud: ["hetznercloud", { secret: "token" }],
  hcp: ["hashicorp", { "key-id": "client_id", secret: "client_secret workload_identity.token" }],
  helm: [
    "hashicorp",
    {
      secret: "kubernetes.token kubernetes.password registry.password registries.password",
      "key-material": "kubernetes.client_key",
    },
  ],
  heroku: ["heroku", { secret: "api_key" }],
  ibm: ["IBM-Cloud", { secret: "ibmcloud_api_key iaas_classic_api_key iam_token iam_refresh_token" }],
  kubectl: ["gavinbunney", { secret: "token password", "key-material": "client_key" }],
  kubernetes: ["hashicorp", { secret: "token password", "key-material": "client_key" }],
  launchdarkly: ["launchdarkly", { secret: "access_token oauth_token" }],
  linode: ["linode", { "key-id": "obj_access_key", secret: "token obj_secret_key" }],
  minio: [
    "aminueza",
    { "key-id": "minio_user minio_access_key", secret: "minio_password minio_secret_key minio_session_token" },
  ],
  mongodbatlas: [
    "mongodb",
    {
      "key-id": "public_key client_id aws_access_key_id",
      secret: "private_key client_secret access_token aws_secret_access_key aws_session_token",
    },
  ],
  mysql: ["petoju", { secret: "password", "key-material": "custom_tls.client_key" }],
  newrelic: ["newrelic", { secret: "api_key admin_api_key personal_api_key insights_insert_key insights_query_key" }],
  nomad: [
    "hashicorp",
    { secret: "secret_id vault_token consul_token", connection: "http_auth", "key-material": "key_pem" },
  ],
  oci: ["oracle", { secret: "private_key_password", "key-material": "private_key" }],
  okta: ["okta", { secret: "api_token access_token", "key-material": "private_key" }],
  openstack: [
    "terraform-provider-openstack",
    { secret: "password token application_credential_secret", "key-material": "key" },
  ],
  opsgenie: ["opsgenie", { secret: "api_key" }],
  ovh: ["ovh", { secret: "application_secret consumer_key client_secret access_token" }],
  pagerduty: ["PagerDuty", { secret: "token user_token use_app_oauth_scoped_token.pd_client_secret" }],
  postgresql: ["cyrilgdn", { secret: "password", "key-material": "clientcert.key" }],
  proxmox: ["Telmate", { secret: "pm_password pm_api_token_secret password api_token" }],
  rabbitmq: ["cyrilgdn", { secret: "password", "key-material": "clientkey_file" }],
  rancher2: ["rancher", { "key-id": "access_key", secret: "secret_key token_key" }],
  scaleway: ["scaleway", { "key-id": "access_key", secret: "secret_key" }],
  sentry: ["jianyuan", { secret: "token" }],
  snowflake: [
    "snowflakedb",
    {
      secret: `password private_key_passphrase token passcode oauth_access_token oauth_refresh_token oauth_client_secret
        token_accessor.refresh_token token_accessor.client_secret`,
      "key-material": "private_key",
    },
  ],
  tencentcloud: ["tencentcloudstack", { "key-id": "secret_id", secret: "secret_key security_token" }],
  tfe: ["hashicorp", { secret: "token" }],
  vault: [
    "hashicorp",
    {
      secret: `token auth_login_userpass.password auth_login_radius.password auth_login_jwt.jwt auth_login_kerberos.token
        auth_login_azure.jwt auth_login_gcp.jwt auth_login_aws.aws_secret_access_key auth_login_aws.aws_session_token
        auth_login.parameters.password auth_login.parameters.secret_id auth_login.parameters.token`,
      "key-id": "auth_login_aws.aws_access_key_id",
      "key-material": "auth_login_gcp.credentials",
    },
  ],
  vercel: ["vercel", { secret: "api_token" }],
  vsphere: ["hashicorp", { secret: "password" }],
  vultr: ["vultr", { secret: "api_key" }],
};

const backends: Readonly<Record<string, Entry>> = {
  artifactory: { secret: "password" },
  azurerm: { secret: "access_key sas_token client_secret client_certificate_password oidc_token oidc_request_token" },
  consul: { secret: "access_token", connection: "http_auth" },
  cos: { "key-id": "secret_id", secret: "secret_key security_token" },
  etcdv3: { secret: "password" },
  gcs: { secret: "access_token encryption_key", "key-material": "credentials" },
  http: {
    secret: "password",
    "key-material": "client_private_key_pem",
    connection: "address lock_address unlock_address",
  },
  kubernetes: { secret: "token password", "key-material": "client_key" },
  oci: { secret: "private_key_password", "key-material": "private_key" },
  oss: { "key-id": "access_key", secret: "secret_key security_token" },
  pg: { connection: "conn_str" },
  remote: { secret: "token" },
  s3: {
    "key-id": "access_key",
    secret: "secret_key token sse_customer_key assume_role_with_web_identity.web_identity_token",
  },
  swift: { secret: "password token application_credential_secret" },
};

/** What a provider's configuration takes for secrets; `null` for a provider that the table does not know. */
export function providerSecrets(type: string): SecretArguments | null {
  if (!Object.hasOwn(providers, type)) return null;
  const [namespace, entry] = providers[type] ?? ["", {}];
  const documentation = `https://registry.terraform.io/providers/${namespace}/${type}/latest/docs`;
  return { documentation, arguments: argumentsOf(entry) };
}

/** What a backend takes for secrets, in its block and in `terraform_remote_state`; `null` for an unknown one. */
export function backendSecrets(type: string): SecretArguments | null {
  const entry = Object.hasOwn(backends, type) ? backends[type] : undefined;
  if (!entry) return null;
  return {
    documentation: `https://developer.hashicorp.com/terraform/language/backend/${type}`,
    arguments: argumentsOf(entry),
  };
}

function argumentsOf(entry: Entry): SecretArgument[] {
  return Object.entries(entry).flatMap(([form, list]) =>
    list
      .trim()
      .split(/\s+/u)
      .map((path) => ({ path: path.split("."), form: form as SecretForm })),
  );
}

/** Whether a literal in an argument of this form is a secret, or only leads to one. */
export function holdsSecret(form: SecretForm, text: string): boolean {
  switch (form) {
    case "secret":
    case "key-id":
      return text !== "";
    case "key-material":
      return text.includes("-----BEGIN") || /"private_key"\s*:/u.test(text);
    case "connection":
      return hasPassword(text);
  }
}

/** `scheme://user:password@host`, `user:password`, or `password=…` in a list of settings. */
function hasPassword(text: string): boolean {
  if (/\bpassword\s*=\s*[^\s']/iu.test(text)) return true;
  const authority = /^[a-z][\w+.-]*:\/\/([^/?#]*)@/iu.exec(text)?.[1];
  if (authority !== undefined) return /:./u.test(authority);
  return !text.includes("://") && /^[^\s:/]+:[^\s/]/u.test(text);
}
