/** An error of the AWS SDK for Go v1 (`awserr.SprintError`). */
export const sdkError = (code: string, message: string, cause?: string): string =>
  `${code}: ${message}${cause === undefined ? "" : `\ncaused by: ${cause}`}`;

export const noProviders = sdkError(
  "NoCredentialProviders",
  "no valid providers in chain. Deprecated.\n\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors",
);

/** Who asks for credentials, as the messages of aws-sdk-go-base name it. */
export interface Caller {
  readonly name: string;
  readonly documentation: string;
}

const s3Backend: Caller = {
  name: "S3 Backend",
  documentation: "https://www.terraform.io/docs/language/settings/backends/s3.html",
};

/** aws-sdk-go-base's frame around the reason why no source delivers. */
export const noValidSources = (reason: string, { name, documentation }: Caller = s3Backend): string =>
  `no valid credential sources for ${name} found.\n\nPlease see ${documentation}\nfor more information about providing credentials.\n\nError: ${reason}\n`;

/**
 * A plain Go error as Terraform prints it: the first line is what it is called, the others stand below, and two line breaks end it.
 */
export function printed(text: string): { readonly summary: string; readonly detail: string } {
  const end = text.indexOf("\n");
  if (end < 0) return { summary: text, detail: "" };
  return { summary: text.slice(0, end), detail: `${text.slice(end).replace(/^\n+/, "")}\n\n` };
}
