import { parseJson, repeatedKeys } from '../load/json';
import { createLinesLocator, type JsonPart, moved, parseJsonLines } from '../load/json-lines';
import { placeIn } from '../load/places';
import { createLocator, type Position } from '../load/positions';
import { parseYaml, type Yaml, type YamlComment, type YamlProblem } from '../load/yaml';
import { countKeys, countSpelledKeys } from './keys';

/** Something wrong in a text, and where; `message` is a lower-case sentence without a full stop. */
export type TextProblem = YamlProblem;

/** A comment of a text, and where it stands. */
export type Comment = YamlComment;

/** What a text says, whatever syntax it is written in. */
export interface Parsed {
  readonly value: unknown;
  /** Where a JSON pointer (RFC 6901) of the value stands in the text; what the text lacks stands where the rest of it ends. */
  readonly locate: (pointer: string) => Position | undefined;
  /** What is wrong in a text that can be read all the same. */
  readonly problems: readonly TextProblem[];
  /** All comments, where one of them is meant for this package. */
  readonly comments?: readonly Comment[];
}

/** Reads a text as JSON or YAML, told by how it begins; the problem is that of the syntax that it comes nearest to. */
export function parseText(text: string): Parsed | { readonly problem: TextProblem } {
  if (!isJson(text)) return ofYaml(parseYaml(text));
  const json = parseJson(text);
  if ('value' in json) {
    return { value: json.value, locate: locator(() => createLocator(text)), problems: repeated(text, json.value) };
  }
  const lines = parseJsonLines(text);
  if (lines !== undefined) return severalValues(lines);
  // YAML may begin with a brace, too, which a short form inside shows
  const yaml = shortForm.test(text) ? ofYaml(parseYaml(text)) : undefined;
  if (yaml !== undefined && 'value' in yaml) return yaml;
  return { problem: { ...json.problem, message: `the file is not JSON: ${json.problem.message}` } };
}

/** The value of a text that another file asks about; undefined for what cannot be read, which the file itself reports. */
export function valueOf(text: string): unknown {
  try {
    const parsed = parseText(text);
    return 'value' in parsed ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text can only be meant as JSON, comments before it included: nobody begins YAML with a brace. */
export function isJson(text: string): boolean {
  return /^\s*(?:[{[]|\/[/*])/.test(text);
}

const shortForm = /[\s:,[]![A-Z]/;

/** What a text says that was read as YAML. */
export function ofYaml(yaml: Yaml): ReturnType<typeof parseText> {
  if ('problem' in yaml) {
    return { problem: { ...yaml.problem, message: `the file cannot be read as YAML: ${yaml.problem.message}` } };
  }
  const { value, places, problems, comments } = yaml;
  return { value, locate: (pointer) => placeIn(value, places, pointer), problems, comments };
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
