import { expect, it } from "vitest";
import { isLocalEndpoint } from "../../../src/aws/keys/local-endpoint.ts";

it.each([
  "http://localhost:4566",
  "https://localhost",
  "localhost:4566",
  "http://127.0.0.1:9000/path",
  "http://[::1]:4566",
  "http://0.0.0.0:4566",
  "http://localstack:4566",
  "http://minio:9000",
  "http://s3.localhost.localstack.cloud:4566",
  "http://host.docker.internal:4566",
  "http://kubernetes.docker.internal:4566",
  "http://aws.test",
])("%s is here", (address) => {
  expect(isLocalEndpoint(address)).toBe(true);
});

it.each([
  "https://s3.amazonaws.com",
  "https://sts.eu-west-1.amazonaws.com",
  "https://fra1.digitaloceanspaces.com",
  "https://minio.example.com:9000",
  "https://10.0.0.1",
  "https://localhost.example.com",
  "",
])("%j is elsewhere", (address) => {
  expect(isLocalEndpoint(address)).toBe(false);
});
