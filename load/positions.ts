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

/** Finds places in one JSON text by their steps from the root; a path that the text lacks gives its deepest part. */
export function createLocator(text: string): (path: JSONPath) => Position {
  // Loading the parser takes longer than reading a file, so it waits for a place that somebody asks for.
  const { parseTree } = require('jsonc-parser') as typeof import('jsonc-parser');
  const root = parseTree(text, [], { allowTrailingComma: true });
  const lines = lineStarts(text);
  return (path) => positionIn(lines, offsetOf(root, path));
}

function offsetOf(root: Node | undefined, path: JSONPath): number {
  let node = root;
  let offset = root?.offset ?? 0;
  for (const step of path) {
    node = childOf(node, step);
    if (node === undefined) break;
    // A member is shown at its key, where people look for it.
    offset = node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return offset;
}

function childOf(node: Node | undefined, step: string | number): Node | undefined {
  if (node?.type === 'array') return node.children?.[Number(step)];
  if (node?.type !== 'object') return undefined;
  // Of a key that stands twice the last one counts, as it does for JSON.parse.
  return node.children?.findLast(({ children }) => children?.[0]?.value === step)?.children?.[1];
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
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
