/** The source address of a provider: `registry.terraform.io/hashicorp/aws`. All parts are in lower case. */
export interface ProviderAddress {
  readonly host: string;
  readonly namespace: string;
  readonly type: string;
}

/** The key that two addresses share when they are the same provider. */
export const providerKey = ({ host, namespace, type }: ProviderAddress): string => `${host}/${namespace}/${type}`;
