import { type JsonProblem, parseJson, repeatedKeys } from '../load/json';
import { createLinesLocator, type JsonPart, moved, parseJsonLines } from '../load/json-lines';
import { createLocator, type Position } from '../load/positions';
import { countKeys, countSpelledKeys } from './keys';

/** Something wrong in a text, and where; `message` is a lower-case sentence without a full stop. */
export type TextProblem = JsonProblem;

/** What a text says, whatever syntax it is written in. */
export interface Parsed {
  readonly value: unknown;
  /** Where a JSON pointer (RFC 6901) of the value stands in the text; what the text lacks stands where the rest of it ends. */
  readonly locate: (pointer: string) => Position | undefined;
  /** What is wrong in a text that can be read all the same. */
  readonly problems: readonly TextProblem[];
}

/** Reads a text in the first syntax that it is written in; the problem is that of the syntax that it comes nearest to. */
export function parseText(text: string): Parsed | { readonly problem: TextProblem } {
  const json = parseJson(text);
  if ('value' in json) {
    return { value: json.value, locate: locator(() => createLocator(text)), problems: repeated(text, json.value) };
  }
  const lines = parseJsonLines(text);
  if (lines !== undefined) return severalValues(lines);
  if (isYaml(text)) return { problem: { line: 1, column: 1, message: yamlProblem } };
  return { problem: { ...json.problem, message: `the file is not JSON: ${json.problem.message}` } };
}

/** The steps of a JSON pointer (RFC 6901). */
export function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A list of the values of a text that holds several; one that is broken leaves its place empty. */
function severalValues(parts: readonly JsonPart[]): Parsed {
  const problems = parts.flatMap((part) => {
    if (part.problem === undefined) return repeated(part.text, part.value).map((one) => moved(one, part));
    return [{ ...part.problem, message: `what begins in line ${part.line} is not JSON: ${part.problem.message}` }];
  });
  return { value: parts.map(({ value }) => value), locate: locator(() => createLinesLocator(parts)), problems };
}

/** The text is parsed again, with positions, when a place is asked for. */
function locator(create: () => (path: string[]) => Position): Parsed['locate'] {
  let locate: ReturnType<typeof create> | undefined;
  return (pointer) => {
    try {
      return (locate ??= create())(stepsOf(pointer));
    } catch {
      // that parser does not go as deep as the one that reads, and a finding without its line is one still
      return undefined;
    }
  };
}

function repeated(text: string, value: unknown): readonly TextProblem[] {
  if (countSpelledKeys(text) === countKeys(value)) return [];
  return repeatedKeys(text).map((problem) => ({
    ...problem,
    message: `${problem.message}, and only the last one was judged; keep one of them`,
  }));
}

function isYaml(text: string): boolean {
  return /^(?:AWSTemplateFormatVersion|Resources)\s*:/m.test(text);
}

const yamlProblem =
  'YAML is not supported yet by this version; convert the template to JSON, such as with yq -o=json or cfn-flip, or check the folder that cdk synth writes';
