import { partitions } from "./partitions.ts";

/** Services that speak S3's language and know nothing of AWS accounts, by the domains in their own documentation. */
const compatible = [
  "aliyuncs.com",
  "appdomain.cloud",
  "backblazeb2.com",
  "contabostorage.com",
  "digitaloceanspaces.com",
  "exo.io",
  "infomaniak.cloud",
  "linodeobjects.com",
  "myhuaweicloud.com",
  "myqcloud.com",
  "ncloudstorage.com",
  "onstackit.cloud",
  "oraclecloud.com",
  "otc.t-systems.com",
  "ovh.net",
  "ovh.us",
  "r2.cloudflarestorage.com",
  "scw.cloud",
  "storage.dev",
  "storage.googleapis.com",
  "storage.selcloud.ru",
  "storjshare.io",
  "upcloudobjects.com",
  "vultrobjects.com",
  "wasabisys.com",
  "yandexcloud.net",
  "your-objectstorage.com",
];

const amazon = [...new Set(partitions.flatMap(({ suffix, dualStackSuffix }) => [suffix, dualStackSuffix]))];

/** Whose an S3 endpoint is: AWS's own (VPC endpoints and FIPS included), that of a known other service, or anybody's. */
export function ownerOfEndpoint(address: string): "aws" | "compatible" | "unknown" {
  const host = /^(?:[a-z][\w+.-]*:)?(?:\/\/)?(?:[^@/]*@)?([^:/?#]*)/iu.exec(address.trim())?.[1]?.toLowerCase() ?? "";
  const isBelow = (domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
  if (amazon.some(isBelow)) return "aws";
  return compatible.some(isBelow) ? "compatible" : "unknown";
}
