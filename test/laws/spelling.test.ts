import fc from 'fast-check';
import type { Finding } from '../../shared';
import { isMap, type Tree } from '../../shared/model/tree';
import { gists, respellings, statementKey, statementsOf, withStatements } from '../../shared/testing/respell';
import { cases, findings, runs } from './cases';
import { dense } from './trees';

const documents = cases.flatMap((each) => {
  const document = dense(each.policy);
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
