import fc from 'fast-check';
import type { Finding } from '../../shared';
import { Choice, isList, isMap, many, type Tree, type TreeMap } from '../../shared/model/tree';
import { cases, findings, runs } from './cases';
import { dense, isPlain } from './trees';

/** Another way to write the same document, its statements in the same order; undefined where it cannot be written so. */
type Respelling = (document: TreeMap) => Tree | undefined;

const statementsOf = (document: TreeMap): readonly Tree[] =>
  many(document[statementKey(document) ?? '']).filter((one) => one !== undefined);

function statementKey(document: TreeMap): string | undefined {
  return Object.keys(document).find((key) => key.toLowerCase() === 'statement');
}

function withStatements(document: TreeMap, statements: Tree): TreeMap {
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

const respellings: { readonly [name: string]: Respelling } = {
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
function gists(found: readonly Finding[], order?: readonly number[]): string[] {
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

const documents = cases.flatMap((each) => {
  const document = dense(each.subject.trust);
  if (!isMap(document) || statementKey(document) === undefined) return [];
  // one statement as an object and a list of it are one more pair of spellings
  return [{ each, document: withStatements(document, statementsOf(document)) }];
});

describe.each(Object.entries(respellings))('%s', (_name, respell) => {
  test.each(documents.map(({ each, document }) => [each.name, each, document] as const))(
    '%s',
    (_row, each, document) => {
      const respelt = respell(document);
      if (respelt === undefined) return;
      expect(gists(findings(each, respelt))).toEqual(gists(findings(each, document)));
    },
  );
});

describe('one statement as an object', () => {
  const single = documents.filter(({ document }) => statementsOf(document).length === 1);
  test.each(single.map((one) => [one.each.name, one] as const))('%s', (_name, { each, document }) => {
    const plain = (found: readonly Finding[]): string[] =>
      found.map(({ rule, verdict, level }) => `${rule} ${verdict} ${level}`);
    const [only] = statementsOf(document);
    expect(plain(findings(each, withStatements(document, only as Tree)))).toEqual(plain(findings(each, document)));
  });
});

test('statements in any order, written in several of these ways at once', () => {
  const some = fc.constantFrom(...documents).chain(({ each, document }) => {
    const straight = statementsOf(document).map((_one, index) => index);
    return fc.record({
      each: fc.constant(each),
      straight: fc.constant(straight),
      document: fc.constant(document),
      order: fc.shuffledSubarray(straight, { minLength: straight.length, maxLength: straight.length }),
      ways: fc.subarray(Object.values(respellings)),
    });
  });
  fc.assert(
    fc.property(some, ({ each, document, straight, order, ways }) => {
      const statements = statementsOf(document);
      const moved: Tree = withStatements(
        document,
        order.map((index) => statements[index] as Tree),
      );
      const respelt = ways.reduce<Tree>((tree, respell) => (isMap(tree) ? (respell(tree) ?? tree) : tree), moved);
      expect([each.name, gists(findings(each, respelt), order)]).toEqual([
        each.name,
        gists(findings(each, document), straight),
      ]);
    }),
    runs(3000),
  );
});
