import { describe, expect, test } from "vitest";
import { proxiesOf, proxyFor, type ProxySettings } from "../../src/live/proxy.ts";
import { environmentOf } from "../../src/machine/environment.ts";

const settings = (more: Partial<ProxySettings> = {}): ProxySettings => ({
  http: "http://plain:3128",
  https: "http://secure:3128",
  except: "",
  ...more,
});

const through = (url: string, more?: Partial<ProxySettings>): string =>
  proxyFor(new URL(url), settings(more))?.href ?? "direct";

describe("which proxy", () => {
  test.each([
    ["https://sts.eu-west-1.amazonaws.com/", "http://secure:3128/"],
    ["http://169.254.169.254/latest", "http://plain:3128/"],
    ["http://localhost:4566/", "direct"],
    ["https://127.0.0.1/", "direct"],
    ["https://127.8.9.10/", "direct"],
    ["http://[::1]:80/", "direct"],
  ])("%s: %s", (url, proxy) => {
    expect(through(url)).toBe(proxy);
  });

  test("an address without a scheme is an HTTP proxy's", () => {
    expect(through("https://x.example/", { https: "proxy.example:8080" })).toBe("http://proxy.example:8080/");
  });

  test("no proxy for the scheme", () => {
    expect(through("https://x.example/", { https: "" })).toBe("direct");
  });

  test("an address that can't be read", () => {
    expect(() => through("https://x.example/", { https: "http://[" })).toThrow(TypeError);
  });
});

describe("NO_PROXY", () => {
  test.each([
    ["*", "https://anything.example/", true],
    ["example.com", "https://example.com/", true],
    ["example.com", "https://sts.example.com/", true],
    ["example.com", "https://notexample.com/", false],
    [".example.com", "https://sts.example.com/", true],
    [".example.com", "https://example.com/", false],
    ["*.example.com", "https://sts.example.com/", true],
    ["*.example.com", "https://example.com/", false],
    ["EXAMPLE.com ", "https://sts.Example.COM/", true],
    ["example.com:8443", "https://example.com:8443/", true],
    ["example.com:8443", "https://example.com/", false],
    ["example.com:443", "https://example.com/", true],
    ["169.254.169.254", "http://169.254.169.254/", true],
    ["169.254.0.0/16", "http://169.254.170.2/", true],
    ["169.254.0.0/16", "http://169.253.170.2/", false],
    ["169.254.0.0/99", "http://169.254.170.2/", false],
    ["10.0.0.1:80", "http://10.0.0.1/", true],
    ["10.0.0.1:81", "http://10.0.0.1/", false],
    ["fd00:ec2::254", "http://[fd00:ec2::254]/", true],
    ["[fd00:ec2::254]:80", "http://[fd00:ec2::254]/", true],
    ["fd00::/8", "http://[fd00:ec2::254]/", true],
    ["a, ,b.example", "https://b.example/", true],
    [",", "https://b.example/", false],
  ])("%s, %s: direct %s", (except, url, direct) => {
    expect(through(url, { except }) === "direct").toBe(direct);
  });
});

test("upper-case variables come first, empty ones count as unset", () => {
  const variables = { HTTP_PROXY: "", http_proxy: "a:1", HTTPS_PROXY: "b:2", https_proxy: "c:3", no_proxy: "d" };
  expect(proxiesOf(environmentOf(variables, "linux"))).toEqual({ http: "a:1", https: "b:2", except: "d" });
});
