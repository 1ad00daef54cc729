import type { Node } from 'yaml';

/** Why a YAML text is not read at all; `message` is a lower-case sentence without a full stop, `offset` is in the text. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Where a parsed node starts in the text. */
export function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
