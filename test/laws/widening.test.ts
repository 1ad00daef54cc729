import fc from 'fast-check';
import type { Finding } from '../../shared';
import { many, isMap, type Tree, type TreeMap } from '../../shared/model/tree';
import { rules } from '../../shared/rules';
import { cases, findings, runs, withPolicy } from './cases';
import { isPlain } from './trees';

const asking = new Set(rules.filter(({ kind }) => kind === 'trust' || kind === 'grant').map(({ name }) => name));

/** Rows whose document is an object, with its statements as a list. */
const documents = cases.flatMap((each) => {
  const tree = each.policy;
  if (!isMap(tree)) return [];
  const element = Object.keys(tree).find((key) => key.toLowerCase() === 'statement');
  if (element === undefined) return [];
  const list = { ...tree, [element]: many(tree[element]) };
  return [{ ...each, subject: withPolicy(each.subject, list), policy: list, list, element }];
});

type Document = (typeof documents)[number];

/** The statements of all rows about the same kind of subject. */
function statementsLike({ subject: { kind } }: Document): readonly TreeMap[] {
  return statements[kind];
}

const statements = { role: statementsOf('role'), identity: statementsOf('identity') };

function statementsOf(kind: 'role' | 'identity'): readonly TreeMap[] {
  return documents
    .filter(({ subject }) => subject.kind === kind)
    .flatMap(({ list, element }) => many(list[element]))
    .filter((one): one is TreeMap => isMap(one) && isPlain(one) && typeof one['Effect'] === 'string');
}

const allowsLike = (each: Document) => statementsLike(each).filter(({ Effect }) => Effect === 'Allow');
// every statement as a Deny, whatever it was
const deniesLike = (each: Document) =>
  statementsLike(each)
    .filter(({ NotPrincipal }) => NotPrincipal === undefined)
    .map((one): TreeMap => ({ ...one, Effect: 'Deny' }));

/** A row and a statement to add to it. */
function pairs(like: (each: Document) => readonly TreeMap[]) {
  return fc.constantFrom(...documents).chain((each) => fc.tuple(fc.constant(each), fc.constantFrom(...like(each))));
}

function fails(found: readonly Finding[]): Set<string> {
  return new Set(
    found.flatMap(({ rule, verdict, at }) => (verdict === 'fail' && asking.has(rule) ? [`${rule} ${at}`] : [])),
  );
}

function withStatement({ list, element }: (typeof documents)[number], statement: Tree): Tree {
  return { ...list, [element]: [...many(list[element]), statement] };
}

test.each(documents.map((each) => [each.name, each] as const))('%s: a wide Allow removes no failure', (_name, each) => {
  const before = [...fails(findings(each))];
  const whose: TreeMap = each.subject.kind === 'role' ? { Principal: { AWS: '*' } } : { Resource: '*' };
  const wide: Tree = { Effect: 'Allow', ...whose, Action: 'sts:*' };
  const after = fails(findings(each, withStatement(each, wide)));
  expect(before.filter((one) => !after.has(one))).toEqual([]);
});

test('one more Allow removes no failure', () => {
  fc.assert(
    fc.property(pairs(allowsLike), ([each, statement]) => {
      const after = fails(findings(each, withStatement(each, statement)));
      expect([each.name, statement, [...fails(findings(each))].filter((one) => !after.has(one))]).toEqual([
        each.name,
        statement,
        [],
      ]);
    }),
    runs(3000),
  );
});

test('one more Deny without NotPrincipal adds no failure', () => {
  fc.assert(
    fc.property(pairs(deniesLike), ([each, statement]) => {
      const found = findings(each);
      const before = fails(found);
      const added = [...fails(findings(each, withStatement(each, statement)))].filter(
        (one) => !before.has(one) && !isNarrower(one, found),
      );
      expect([each.name, statement, added]).toEqual([each.name, statement, []]);
    }),
    runs(3000),
  );
});

/** The finding that a weaker one may follow at the same place, when a Deny closes most of the door. */
const narrower: { readonly [rule: string]: string } = {
  // whoever may no longer do everything may still do what the other rules on identities ask about
  ...Object.fromEntries(rules.filter(({ kind }) => kind === 'grant').map(({ name }) => [name, 'full-admin'])),
  // a Deny of all but one account leaves that account of everybody, and a known account has to send an ID
  'external-id': 'wildcard-principal',
  // a Deny that speaks of some keys makes them listed ones, of which any value is told
  'tag-values': 'tag-session',
};

function isNarrower(failure: string, before: readonly Finding[]): boolean {
  const [name = '', place] = failure.split(' ');
  return before.some(({ rule, at }) => rule === narrower[name] && at === place);
}
