import { createPositions } from '../positions';
import type { Yaml, YamlProblem } from '../yaml';
import { Builder } from './build';
import { commentsIn } from './comments';
import { openDocument } from './document';
import { Ledger } from './ledger';
import { Refusal } from './refusal';

// CloudFormation itself takes a template of 1 MB, and every value of a text is many times as large in memory
const mostCharacters = 16 * 2 ** 20;

/** Reads a YAML text as CloudFormation does. */
export function readYaml(source: string): Yaml {
  if (source.length > mostCharacters) return { problem: { line: 1, column: 1, message: tooLarge } };
  // a carriage return alone ends a line in YAML 1.1; offsets stay as they are
  const text = source.replace(/\r(?!\n)/g, '\n');
  const positionOf = createPositions(text);
  try {
    const { contents, second } = openDocument(text);
    const ledger = new Ledger(positionOf);
    const value = new Builder(text, contents, ledger).build();
    const problems = [...ledger.problems, ...hiddenLines(text, positionOf)];
    if (second !== undefined) problems.push({ ...positionOf(second), message: secondDocument });
    return { value, places: Uint32Array.from(ledger.places), problems, comments: commentsIn(text, positionOf) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: { ...positionOf(error.offset), message: error.message } };
    if (error instanceof RangeError) return { problem: { line: 1, column: 1, message: tooDeep } };
    throw error;
  }
}

const tooLarge = 'the file is larger than 16 MB, and CloudFormation takes no YAML of more than 1 MB; split it';
const tooDeep = 'lists and objects are nested too deep to be read';
const secondDocument =
  'a second document stands here, and CloudFormation reads one; only the first one was judged: put each into a file of its own';

// YAML 1.1 ends a line at them, and later versions do not: a comment may hide lines that CloudFormation reads
// https://yaml.org/spec/1.1/#id871136
function hiddenLines(text: string, positionOf: (offset: number) => { line: number; column: number }): YamlProblem[] {
  const offset = text.search(/[\u0085\u2028\u2029]/);
  if (offset < 0) return [];
  const message = 'a separator stands here that ends a line for CloudFormation and is not seen; use a line break';
  return [{ ...positionOf(offset), message }];
}
