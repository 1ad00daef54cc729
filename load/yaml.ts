import type { JsonProblem } from './json';
import type { Position } from './positions';

/** Something wrong in a YAML text; `message` is a lower-case sentence without a full stop. */
export interface YamlProblem extends JsonProblem {
  /** The value that it is about, as a JSON pointer, where it matters only if that value does. */
  readonly pointer?: string;
}

/** A comment of a YAML text; `text` starts with its `#`. */
export interface YamlComment extends Position {
  readonly text: string;
  /** Whether nothing else stands on its line. */
  readonly isAlone: boolean;
}

/** What a YAML text says, or the first thing that is wrong with it. Plain data, so that it can go from thread to thread. */
export type Yaml = { readonly problem: YamlProblem } | ReadYaml;

export interface ReadYaml {
  readonly value: unknown;
  /** Line and column, from 1, of each node of the value in the order in which `placeIn` walks it. */
  readonly places: Uint32Array;
  /** What is wrong in a text that can be read all the same. */
  readonly problems: readonly YamlProblem[];
  /** All comments, where one of them begins with `sts-guardrails:`; else none. */
  readonly comments: readonly YamlComment[];
}

/**
 * Reads a YAML text as CloudFormation does: YAML 1.1, dates as text, the short forms of functions written out. Aliases
 * and merge keys, which CloudFormation refuses and `aws cloudformation package` resolves, are resolved.
 */
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
export function parseYaml(text: string): Yaml {
  // Loading the parser takes longer than reading a file, so it waits for a text that needs it.
  const { readYaml } = require('./yaml/read') as typeof import('./yaml/read');
  return readYaml(text);
}
