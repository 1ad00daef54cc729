import type { Finding } from '../model/finding';
import { Choice, isList, isMap, many, type Tree, type TreeMap } from '../model/tree';
import { isPlain } from './trees';

/** Another way to write the same document, its statements in the same order; undefined where it cannot be written so. */
export type Respelling = (document: TreeMap) => Tree | undefined;

/** The statements of a document, one or many. */
export const statementsOf = (document: TreeMap): readonly Tree[] =>
  many(document[statementKey(document) ?? '']).filter((one) => one !== undefined);

/** The key that the statements stand under. */
export function statementKey(document: TreeMap): string | undefined {
  return Object.keys(document).find((key) => key.toLowerCase() === 'statement');
}

/** The document with other statements. */
export function withStatements(document: TreeMap, statements: Tree): TreeMap {
  return { ...document, [statementKey(document) ?? 'Statement']: statements };
}

/** Does something to every part of a statement that may be one or many: principals, actions, condition values. */
function eachValue(document: TreeMap, work: (values: Tree) => Tree): TreeMap {
  const inside = (part: Tree | undefined, levels: number): Tree | undefined => {
    if (part === undefined || levels === 0) return part === undefined ? undefined : work(part);
    return isMap(part) ? mapValues(part, (value) => inside(value, levels - 1)) : part;
  };
  const levels: { readonly [element: string]: number } = {
    principal: 1,
    notprincipal: 1,
    action: 0,
    notaction: 0,
    resource: 0,
    notresource: 0,
    condition: 2,
  };
  const statement = (one: Tree): Tree =>
    isMap(one) ? mapValues(one, (part, name) => inside(part, levels[name.toLowerCase()] ?? 9)) : one;
  return withStatements(document, statementsOf(document).map(statement));
}

function mapValues(map: TreeMap, work: (value: Tree | undefined, key: string) => Tree | undefined): TreeMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, work(value, key)]));
}

function mapKeys(map: Tree | undefined, work: (key: string) => string): Tree | undefined {
  return isMap(map) ? Object.fromEntries(Object.entries(map).map(([key, value]) => [work(key), value])) : map;
}

/** Elements, types of principals and condition keys in other letter case, and actions too. */
function recased(document: TreeMap, change: (text: string) => string): Tree | undefined {
  const statements = statementsOf(document).map((statement): Tree | undefined => {
    if (!isMap(statement)) return statement;
    const parts = mapValues(statement, (part, name) => {
      if (/^(not)?principal$/i.test(name)) return mapKeys(part, change);
      if (/^(not)?action$/i.test(name))
        return isList(part) ? part.map((one) => recase(one, change)) : recase(part, change);
      if (/^condition$/i.test(name) && isMap(part)) return mapValues(part, (keys) => mapKeys(keys, change));
      return part;
    });
    return mapKeys(parts, change);
  });
  const result = mapKeys(withStatements(document, statements as Tree), change);
  // names that differ in letter case alone, which IAM refuses, would become one
  return countKeys(result) === countKeys(document) ? result : undefined;
}

function countKeys(tree: Tree | undefined): number {
  if (isList(tree)) return tree.reduce<number>((sum, item) => sum + countKeys(item), 0);
  return isMap(tree) ? Object.values(tree).reduce<number>((sum, item) => sum + 1 + countKeys(item), 0) : 0;
}

function recase(action: Tree | undefined, change: (text: string) => string): Tree | undefined {
  return typeof action === 'string' ? change(action) : action;
}

/** Every such way, by what it does. */
export const respellings: { readonly [name: string]: Respelling } = {
  'as JSON text': (document) => (isPlain(document) ? JSON.stringify(document) : undefined),
  'as JSON text with white space': (document) => (isPlain(document) ? JSON.stringify(document, null, 2) : undefined),
  'one value as a list': (document) =>
    eachValue(document, (values) => (isList(values) || values instanceof Choice ? values : [values])),
  'a list of one as its value': (document) =>
    eachValue(document, (values) => (isList(values) && values.length === 1 ? (values[0] ?? []) : values)),
  'values in other order': (document) =>
    eachValue(document, (values) => (isList(values) ? [...values].reverse() : values)),
  'numbers and truths as text': (document) =>
    eachValue(document, (values) =>
      typeof values === 'number' || typeof values === 'boolean' ? String(values) : values,
    ),
  'names in small letters': (document) => recased(document, (text) => text.toLowerCase()),
  'names in capital letters': (document) => recased(document, (text) => text.toUpperCase()),
};

/** Findings by the statement they are on, whatever the place inside; `order` has the number of each in the row. */
export function gists(found: readonly Finding[], order?: readonly number[]): string[] {
  return found
    .map(({ rule, verdict, level, at }) => {
      const [, index] = /^\/statement\/(\d+)/i.exec(at) ?? [];
      // which of two statements with one Sid is the second depends on their order
      const moves = order !== undefined && rule === 'readable-trust-policy';
      const statement = index === undefined || moves ? '' : (order?.[Number(index)] ?? index);
      return `${rule} ${verdict} ${level} ${statement}`;
    })
    .sort();
}
