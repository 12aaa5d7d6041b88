import { before, quote } from "./go.ts";

export interface Url {
  readonly scheme: string;
  /** With port and brackets. */
  readonly host: string;
  /** Without them. */
  readonly hostname: string;
}

/** `url.Parse`, as far as callers look at the result; or Go's error, with the URL in it. */
export function parseUrl(text: string): Url | { readonly error: string } {
  const address = before(text, "#");
  let read = address;
  try {
    const url = parse(address);
    read = text;
    unescape(text.slice(address.length + 1));
    return { ...url, hostname: /^\[(.*)\]/.exec(url.host)?.[1] ?? before(url.host, ":") };
  } catch (problem) {
    if (problem instanceof UrlProblem) return { error: `parse ${quote(read)}: ${problem.message}` };
    throw problem;
  }
}

class UrlProblem extends Error {}

function parse(text: string): { scheme: string; host: string } {
  // eslint-disable-next-line no-control-regex -- Go refuses exactly these
  if (/[\0-\x1F\x7F]/.test(text)) throw new UrlProblem("net/url: invalid control character in URL");
  if (text.startsWith(":")) throw new UrlProblem("missing protocol scheme");
  const [prefix = "", name = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text) ?? [];
  const scheme = name.toLowerCase();
  const rest = before(text.slice(prefix.length), "?");
  if (!rest.startsWith("/")) {
    if (scheme === "" && before(rest, "/").includes(":")) {
      throw new UrlProblem("first path segment in URL cannot contain colon");
    }
    if (scheme === "") unescape(rest);
    return { scheme, host: "" };
  }
  if (!rest.startsWith("//") || (scheme === "" && rest.startsWith("///"))) {
    unescape(rest);
    return { scheme, host: "" };
  }
  const authority = before(rest.slice(2), "/");
  const host = parseAuthority(authority);
  unescape(rest.slice(2 + authority.length));
  return { scheme, host };
}

function parseAuthority(authority: string): string {
  const at = authority.lastIndexOf("@");
  const host = parseHost(authority.slice(at + 1));
  if (at >= 0) {
    const user = authority.slice(0, at);
    if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new UrlProblem("net/url: invalid userinfo");
    unescape(user);
  }
  return host;
}

function parseHost(host: string): string {
  const bracket = host.lastIndexOf("[");
  if (bracket > 0) throw new UrlProblem("invalid IP-literal");
  const close = host.lastIndexOf("]");
  if (bracket === 0 && close < 0) throw new UrlProblem("missing ']' in host");
  const colon = host.lastIndexOf(":");
  const port = bracket === 0 ? host.slice(close + 1) : colon >= 0 ? host.slice(colon) : "";
  if (port !== "" && !/^:\d*$/.test(port)) throw new UrlProblem(`invalid port ${quote(port)} after host`);
  const wrong = /%(?![0-9A-Fa-f]{2})|%(?!25)[0-7]|[^A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"%\u0080-\u{10FFFF}]/u.exec(host);
  if (wrong?.[0].startsWith("%")) throw invalidEscape(host, wrong.index);
  if (wrong) throw new UrlProblem(`invalid character ${quote(wrong[0])} in host name`);
  return host;
}

function unescape(text: string): void {
  const wrong = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (wrong) throw invalidEscape(text, wrong.index);
}

const invalidEscape = (text: string, index: number): UrlProblem =>
  new UrlProblem(`invalid URL escape ${quote(text.slice(index, index + 3))}`);
