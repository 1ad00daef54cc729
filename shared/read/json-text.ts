import { decodeHoles, encodeHoles } from '../model/holes';
import { Text } from '../model/text';
import type { Tree } from '../model/tree';

/**
 * What a JSON text says, such as the containers of a task; undefined where it says nothing. A text that is not known at
 * all yet is known to an update before anything is made. What is no text is handed back.
 */
export function parsedText(tree: Tree | undefined): Tree | undefined {
  if (typeof tree !== 'string' && !(tree instanceof Text)) return tree;
  const text = Text.of(tree);
  if (text.hole !== undefined) return undefined;
  const { code, holes } = encodeHoles(text);
  try {
    return decodeHoles(JSON.parse(code) as Tree, holes);
  } catch {
    return undefined;
  }
}
