import type { Piece } from '../../model/text';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { Choice, isList, isMap } from '../../model/tree';
import { plain } from './text';
import type { Scope } from './scope';

const opening = '{{resolve:';
const closing = '}}';

/**
 * The tree with each dynamic reference, which CloudFormation resolves after all functions, as a hole.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function openReferences(tree: Tree | undefined, scope: Scope): Tree | undefined {
  if (typeof tree === 'string') return tree.includes(opening) ? plain(openText(Text.of(tree), scope)) : tree;
  if (tree instanceof Text) {
    return tree.pieces.some((piece) => typeof piece === 'string' && piece.includes(opening))
      ? plain(openText(tree, scope))
      : tree;
  }
  if (tree instanceof Choice) {
    return new Choice(tree.condition, openReferences(tree.then, scope), openReferences(tree.otherwise, scope));
  }
  if (isList(tree)) return tree.map((item) => openReferences(item, scope));
  if (!isMap(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, openReferences(value, scope)]));
}

function openText(text: Text, scope: Scope): Text {
  const done: (Piece | Text)[] = [];
  let reference: Piece[] | undefined;
  for (const piece of text.pieces) {
    if (typeof piece !== 'string') {
      (reference ?? done).push(piece);
      continue;
    }
    let rest = piece;
    for (;;) {
      const mark: string = reference === undefined ? opening : closing;
      const start = rest.indexOf(mark);
      if (start < 0) break;
      const before = rest.slice(0, start);
      rest = rest.slice(start + mark.length);
      if (reference === undefined) {
        done.push(before);
        reference = [];
      } else {
        done.push(scope.open('resolve', plain(Text.of(...reference, before))));
        reference = undefined;
      }
    }
    (reference ?? done).push(rest);
  }
  // an opening without its closing is plain text
  return reference === undefined ? Text.of(...done) : Text.of(...done, opening, ...reference);
}
