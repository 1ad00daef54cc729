import type { Condition, Problem } from './policy';
import { asText } from './statement';
import { Text } from './text';
import type { Tree } from './tree';
import { isList, isMap, many, pointer } from './tree';

/** The conditions of a statement, one for each operator and key. */
export function readConditions(
  part: { readonly name: string; readonly value: Tree } | undefined,
  statement: string,
  problems: Problem[],
): Condition[] {
  if (part === undefined) return [];
  const at = pointer(statement, part.name);
  const block = part.value;
  if (block instanceof Text && block.literal === undefined) return [unknown(at, '', '', block)];
  if (!isMap(block)) {
    problems.push({ at, message: 'Condition is not an object' });
    return [];
  }
  const operators = new Set<string>();
  return Object.entries(block).flatMap(([operator, keys]) => {
    const place = pointer(at, operator);
    if (operators.has(operator.toLowerCase()))
      problems.push({ at: place, message: `the operator ${operator} stands twice` });
    operators.add(operator.toLowerCase());
    if (keys === undefined) return [];
    if (keys instanceof Text && keys.literal === undefined) return [unknown(place, operator, '', keys)];
    if (isMap(keys)) return readKeys(operator, keys, place, problems);
    problems.push({ at: place, message: `the operator ${operator} does not hold an object of keys` });
    return [];
  });
}

function readKeys(
  operator: string,
  keys: { readonly [key: string]: Tree | undefined },
  at: string,
  problems: Problem[],
): Condition[] {
  const seen = new Set<string>();
  return Object.entries(keys).flatMap(([key, tree]) => {
    const place = pointer(at, key);
    if (seen.has(key.toLowerCase()))
      problems.push({ at: place, message: `the key ${key} stands twice under ${operator}` });
    seen.add(key.toLowerCase());
    if (tree === undefined) return [];
    const hole = holeOf(key);
    if (hole !== undefined) return [{ at: place, operator, key, values: [], hole }];
    const values = many(tree).flatMap((item, index) => {
      const text = asText(item);
      if (text === undefined && item !== undefined) {
        problems.push({
          at: isList(tree) ? pointer(place, index) : place,
          message: 'a condition value is not a text, number or boolean',
        });
      }
      return text === undefined ? [] : [text];
    });
    return [{ at: place, operator, key, values }];
  });
}

// claims that the token of every issuer may have
const claims = /^(sub|aud|amr|email|oaud)$/i;

/**
 * The holes of a key that may turn out to be any key, as text of JSON brings them; undefined for a key whose name is
 * known, or which is a claim of an issuer that is not known yet.
 */
function holeOf(key: string): string | undefined {
  const holes = key.match(/<[^>]+>/g);
  if (holes === null) return undefined;
  const [issuer = '', claim = ''] = key.replaceAll(/<[^>]+>/g, '').split(/:(.*)/s);
  return claims.test(claim) || (/[./]/.test(issuer) && claim !== '')
    ? undefined
    : holes.join(', ').replaceAll(/[<>]/g, '');
}

function unknown(at: string, operator: string, key: string, text: Text): Condition {
  return { at, operator, key, values: [], hole: text.open };
}
