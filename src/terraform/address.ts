/** Two parts of an address: `module.network` and `var.region`. */
export const joinAddress = (prefix: string, rest: string): string => (prefix === "" ? rest : `${prefix}.${rest}`);
