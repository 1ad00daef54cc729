import type { JSONPath, JSONVisitor, ParseError } from 'jsonc-parser';
import { type Position, positionAt } from './positions';

/** Something wrong in a JSON text; `message` is a lower-case sentence without a full stop. */
export interface JsonProblem extends Position {
  readonly message: string;
}

/** The value of a JSON text, or the first thing that is wrong with it. */
export type Json = { readonly value: unknown } | { readonly problem: JsonProblem };

// Loading it takes longer than reading a file, so it waits for a text that needs it.
function jsonc(): typeof import('jsonc-parser') {
  return require('jsonc-parser') as typeof import('jsonc-parser');
}

/** Reads strict JSON, comments and trailing commas refused. */
export function parseJson(text: string): Json {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    const problem = firstProblem(text, { disallowComments: true, allowTrailingComma: false });
    return { problem: problem ?? { line: 1, column: 1, message: 'this cannot be read as JSON' } };
  }
}

/** Reads JSON in which comments and trailing commas are allowed. */
export function parseJsonWithComments(text: string): Json {
  const problem = firstProblem(text, { disallowComments: false, allowTrailingComma: true });
  if (problem !== undefined) return { problem };
  const { parseTree, getNodeValue } = jsonc();
  const root = parseTree(text, [], { allowTrailingComma: true });
  return { value: root === undefined ? undefined : (getNodeValue(root) as unknown) };
}

/** Every key that its object already has, at the place of the later one. JSON.parse would keep the last and say nothing. */
export function repeatedKeys(text: string): JsonProblem[] {
  const problems: JsonProblem[] = [];
  const open: Set<string>[] = [];
  const onObjectProperty: JSONVisitor['onObjectProperty'] = (key, _offset, _length, line, column, pathOf) => {
    const keys = open.at(-1);
    if (keys?.has(key)) problems.push({ line: line + 1, column: column + 1, message: repeated(key, pathOf()) });
    keys?.add(key);
  };
  const onObjectBegin = () => void open.push(new Set());
  const onObjectEnd = () => void open.pop();
  jsonc().visit(text, { onObjectBegin, onObjectEnd, onObjectProperty }, { allowTrailingComma: true });
  return problems;
}

function repeated(key: string, parent: JSONPath): string {
  return `the key ${JSON.stringify(key)} stands twice in ${parent.length === 0 ? 'the outermost object' : parent.join('.')}`;
}

interface Dialect {
  readonly disallowComments: boolean;
  readonly allowTrailingComma: boolean;
}

function firstProblem(text: string, dialect: Dialect): JsonProblem | undefined {
  const errors: ParseError[] = [];
  try {
    jsonc().parseTree(text, errors, dialect);
  } catch {
    return { line: 1, column: 1, message: 'lists and objects are nested too deep to be read' };
  }
  const [first] = errors;
  if (first === undefined) return undefined;
  return { ...positionAt(text, first.offset), message: wording(text, first) };
}

function wording(text: string, { error, offset }: ParseError): string {
  if (text[offset - 1] === '0' && /\d/.test(text[offset] ?? '')) {
    return 'a number cannot start with 0; write account numbers in quotes';
  }
  return sentences[jsonc().printParseErrorCode(error)] ?? 'this cannot be read as JSON';
}

const sentences: { readonly [code: string]: string } = {
  InvalidSymbol: 'a value that JSON does not know stands here; texts need double quotes',
  InvalidNumberFormat: 'a number stands here that is not written as JSON writes numbers',
  PropertyNameExpected: 'a key in double quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing brace is missing here',
  CloseBracketExpected: 'a closing bracket is missing here',
  EndOfFileExpected: 'something stands after the end of the JSON value',
  InvalidCommentToken: 'a comment stands here, and JSON has none',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a text is not closed on its line',
  UnexpectedEndOfNumber: 'a number is not finished',
  InvalidUnicode: 'an escaped character is not finished',
  InvalidEscapeCharacter: 'an escape stands here that JSON does not know',
  InvalidCharacter: 'a character stands here that JSON writes as an escape',
};
