import type { JSONPath, Node } from 'jsonc-parser';

/** Where something stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset in a text whose lines end with LF, CR or both. */
export function positionAt(text: string, offset: number): Position {
  return positionIn(lineStarts(text.slice(0, offset)), offset);
}

/** Finds the position of any offset in one text, whose lines end with LF, CR or both. */
export function createPositions(text: string): (offset: number) => Position {
  const lines = lineStarts(text);
  return (offset) => positionIn(lines, offset);
}

/** Finds places in one JSON text by their steps from the root; a path that the text lacks gives its deepest part. */
export function createLocator(text: string): (path: JSONPath) => Position {
  // Loading the parser takes longer than reading a file, so it waits for a place that somebody asks for.
  const { parseTree } = require('jsonc-parser') as typeof import('jsonc-parser');
  const root = parseTree(text, [], { allowTrailingComma: true });
  const lines = lineStarts(text);
  const children = createChildren();
  return (path) => positionIn(lines, offsetOf(root, path, children));
}

type Children = (node: Node | undefined, step: string | number) => Node | undefined;

function offsetOf(root: Node | undefined, path: JSONPath, children: Children): number {
  let node = root;
  let offset = root?.offset ?? 0;
  for (const step of path) {
    node = children(node, step);
    if (node === undefined) break;
    // A member is shown at its key, where people look for it.
    offset = node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return offset;
}

/** Finds members of lists and objects; each object is gone through once, since a template holds thousands of members. */
function createChildren(): Children {
  const known = new WeakMap<Node, ReadonlyMap<unknown, Node | undefined>>();
  return (node, step) => {
    if (node?.type === 'array') return node.children?.[Number(step)];
    if (node?.type !== 'object') return undefined;
    const members = known.get(node) ?? membersOf(node);
    known.set(node, members);
    return members.get(step);
  };
}

// Of a key that stands twice the last one stays, as it does for JSON.parse.
function membersOf({ children = [] }: Node): ReadonlyMap<unknown, Node | undefined> {
  return new Map(children.map(({ children: [key, value] = [] }) => [key?.value as unknown, value]));
}

const lineFeed = 10;
const carriageReturn = 13;

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isEnd = code === lineFeed || (code === carriageReturn && text.charCodeAt(index + 1) !== lineFeed);
    if (isEnd) starts.push(index + 1);
  }
  return starts;
}

function positionIn(lines: readonly number[], offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
