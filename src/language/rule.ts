import type { Rule as ESLintRule } from "eslint";
import type { Comment, Node, Range } from "../hcl/ast.ts";
import type { Noun } from "./nouns.ts";
import type { Services } from "./services.ts";

/** How much a finding matters. ESLint knows two severities: `error` is its 2, `warning` and `info` are its 1. */
export type Level = "error" | "warning" | "info";

/** What a rule listens to: syntax nodes and Terraform's nouns, by type. */
export type Visitable = Node | Noun;

export type Listeners = {
  readonly [Type in Visitable["type"]]?: (node: Extract<Visitable, { type: Type }>) => void;
} & {
  readonly [Type in Visitable["type"] as `${Type}:exit`]?: (node: Extract<Visitable, { type: Type }>) => void;
};

export interface RuleMeta<MessageId extends string> {
  readonly type: "problem" | "suggestion";
  readonly docs: {
    /** `Enforce|Require|Disallow …`, no full stop. */
    readonly description: string;
    /** The level the rule has in the presets. */
    readonly level: Level;
    /** The smallest preset that turns it on: `recommended` (true), `strict`, or only `all` (false). */
    readonly recommended: boolean | "strict";
    /**
     * The rule speaks in `tf-preflight check` alone: what it reports is absent or expired on this machine at this moment, and nothing in the
     * configuration contradicts itself.
     */
    readonly only?: "check";
  };
  readonly messages: Readonly<Record<MessageId, string>>;
  /** JSON Schema of the options, as ESLint takes it. */
  readonly schema: readonly object[];
  readonly fixable?: "code";
  readonly hasSuggestions?: true;
  readonly defaultOptions?: readonly unknown[];
}

/** Another place that belongs to a finding: where the value comes from, where it ends up. */
export interface RelatedPlace extends Range {
  readonly filePath: string;
  readonly message: string;
}

export interface Edit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** A complete key pair that a finding is about, for the live mode only. It never leaves the program in an output. */
export interface FoundCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** The regions that the key is for, as far as the configuration tells. */
  readonly regions?: readonly string[];
}

export interface Problem<MessageId extends string> {
  /** The finding's place: a node, or any range of this file. */
  readonly at: Range;
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string | number>>;
  /** The level of this one finding, when it is not the rule's. */
  readonly level?: Level;
  readonly related?: readonly RelatedPlace[];
  readonly fix?: Edit;
  readonly suggestions?: readonly {
    readonly messageId: MessageId;
    readonly data?: Readonly<Record<string, string>>;
    readonly fix: Edit;
  }[];
  readonly credentials?: FoundCredentials;
  /** The place holds a secret: code frames dot it out, whatever it looks like. */
  readonly isSecret?: boolean;
}

export interface RuleContext<MessageId extends string, Options extends readonly unknown[]> {
  readonly report: (problem: Problem<MessageId>) => void;
  readonly services: Services;
  readonly options: Options;
  /** The text of a range of this file. */
  readonly text: (range: Range) => string;
  readonly comments: readonly Comment[];
}

export interface RuleInit<MessageId extends string, Options extends readonly unknown[]> {
  readonly name: string;
  readonly meta: RuleMeta<MessageId>;
  /** If it listens to anything, it is the same for every file, with all options and services. */
  readonly create: (context: RuleContext<MessageId, Options>) => Listeners;
}

/** A rule as ESLint sees it, with the metadata that presets and documentation are made from. */
export interface Rule extends ESLintRule.RuleModule {
  readonly name: string;
  readonly meta: ESLintRule.RuleMetaData & RuleMeta<string>;
  /** The selectors it listens to; `null` as long as it listened to nothing. */
  readonly listensTo: () => readonly string[] | null;
}
