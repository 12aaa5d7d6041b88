import {
  createRule,
  isLocalEndpoint,
  oldestHas,
  onArgumentMessages,
  writtenArguments,
} from "../../src/language/index.ts";

export default createRule({
  name: "backend-endpoint-without-scheme",
  meta: {
    type: "problem",
    docs: {
      description: "Require the scheme of every endpoint of the s3 backend",
      level: "error",
      recommended: true,
    },
    messages: {
      missing:
        '{{consumer}}: "{{address}}" has no scheme, and Terraform adds none: requests to it fail with "unsupported protocol scheme". {{remedy}}',
      add: "Write {{scheme}}://{{address}}.",
    },
    schema: [],
    fixable: "code",
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    return onArgumentMessages("backend", "warnings", services, ({ consumer, block, said, at, related }) => {
      const address = /^Complete URL Expected.*Had "([^"]*)"/u.exec(said)?.[1];
      if (address === undefined) return;
      const isLocal = isLocalEndpoint(address);
      const scheme = isLocal ? "http" : "https";
      const name = writtenArguments(block).findLast(
        ({ value }) => value.start <= at.start && at.end <= value.end,
      )?.name;
      // The other services may never be asked, and before 1.6 Terraform added https:// by itself.
      const isAsked = /^(?:endpoint|s3)$/u.test(name ?? "");
      const isSince16 = services.consumers(block).every((placed) => oldestHas(placed, "endpoints"));
      const isLiteral = services.file.syntax === "native" && text(at) === `"${address}"`;
      const edit = { range: [at.start + 1, at.start + 1], text: `${scheme}://` } as const;
      report({
        at,
        messageId: "missing",
        level: isAsked && isSince16 ? "error" : "warning",
        data: { consumer, address, remedy: `Write ${scheme}://${address}.` },
        related,
        ...(isLiteral &&
          (isLocal ? { suggestions: [{ messageId: "add", data: { scheme, address }, fix: edit }] } : { fix: edit })),
      });
    });
  },
});
