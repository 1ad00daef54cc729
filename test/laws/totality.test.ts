import fc from 'fast-check';
import {
  check,
  defaultSettings,
  jsonReport,
  textReport,
  type Finding,
  type IdentitySubject,
  type RoleSubject,
  Text,
} from '../../shared';
import type { Tree } from '../../shared/model/tree';
import { today } from '../table';
import { cases, runs, withPolicy } from './cases';
import { leaves, put } from './trees';

const subject: RoleSubject = {
  kind: 'role',
  place: { id: 'Row', type: 'AWS::IAM::Role', path: 'rows/Row' },
  owner: {},
  trust: undefined,
  maxSeconds: undefined,
};

/** The findings on a subject, all of whose parts are as they must be; fails where a rule has crashed. */
function judged(one: RoleSubject | IdentitySubject): readonly Finding[] {
  const report = check([one], defaultSettings, { today });
  const { findings } = report;
  expect(findings.filter(({ rule }) => rule === 'rule-crash')).toEqual([]);
  for (const { verdict, at, message, because, level } of findings) {
    expect(['fail', 'unknown']).toContain(verdict);
    expect(['error', 'warning', 'info']).toContain(level);
    expect(at).toMatch(/^(\/.*)?$/s);
    expect(message).not.toBe('');
    if (verdict === 'unknown') expect(because).toBeTruthy();
  }
  expect(jsonReport(report)).toContain('"formatVersion": 1');
  expect(textReport(report).join('')).not.toMatch(/\p{Cc}/u);
  return findings;
}

const words = fc.constantFrom(
  ...['Version', '2012-10-17', 'Statement', 'Id', 'Sid', 'Effect', 'Allow', 'Deny', 'Principal', 'NotPrincipal', 'AWS'],
  ...['Service', 'Federated', 'Action', 'NotAction', 'Resource', 'Condition', 'sts:AssumeRole', 'sts:TagSession', '*'],
  ...[
    'StringEquals',
    'StringLike',
    'ArnLike',
    'Null',
    'Bool',
    'IpAddress',
    'DateLessThan',
    'NumericLessThan',
    'ForAllValues:',
  ],
  ...[
    'ForAnyValue:StringNotLike',
    'aws:PrincipalOrgID',
    'aws:PrincipalArn',
    'sts:ExternalId',
    'aws:TagKeys',
    'aws:RequestTag/',
  ],
  ...[
    '${aws:username}',
    '${',
    '${a,',
    '__proto__',
    'constructor',
    'toString',
    '',
    'arn:aws:iam::111122223333:root',
    'arn::::',
  ],
);
const scalar = fc.oneof(words, fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.integer());
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    scalar as fc.Arbitrary<Tree>,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(words, fc.string({ maxLength: 4 })), tie('tree'), { maxKeys: 5 }) as fc.Arbitrary<Tree>,
  ),
}));

test('any JSON as a trust policy and as a duration gives findings, never an exception', () => {
  fc.assert(
    fc.property(fc.oneof(tree, fc.jsonValue() as fc.Arbitrary<Tree>), tree, (trust, maxSeconds) => {
      judged({ ...subject, trust, maxSeconds });
    }),
    runs(3000),
  );
});

test('any text as a trust policy gives findings, never an exception', () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.json(),
    tree.map((value) => JSON.stringify(value) ?? ''),
    fc.tuple(tree, fc.nat(), fc.string({ maxLength: 3 })).map(([value, cut, more]) => {
      const text = JSON.stringify(value) ?? '';
      return text.slice(0, cut % (text.length + 1)) + more + text.slice(cut % (text.length + 1));
    }),
  );
  fc.assert(
    fc.property(texts, (trust) => void judged({ ...subject, trust })),
    runs(3000),
  );
});

test('a row with anything in the place of something gives findings, never an exception', () => {
  const some = fc.constantFrom(...cases).chain(({ subject, policy }) =>
    fc.record({
      subject: fc.constant(subject),
      policy: fc.constant(policy),
      path: fc.constantFrom([], ...spots(policy)),
      value: tree,
    }),
  );
  fc.assert(
    fc.property(some, ({ subject, policy, path, value }) => {
      judged(withPolicy(subject, put(policy, path, value)));
    }),
    runs(3000),
  );
});

const document: IdentitySubject = {
  kind: 'identity',
  place: subject.place,
  owner: {},
  document: undefined,
  identities: [],
};

test('any JSON as a document, as another one and as a boundary gives findings, never an exception', () => {
  fc.assert(
    fc.property(tree, tree, tree, (one, other, boundary) => {
      const identities = [{ of: 'role', id: 'Row', documents: [other], boundary } as const];
      judged({ ...document, document: one, identities });
    }),
    runs(3000),
  );
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['broken JSON', '{"Statement":'],
  ['a list', []],
  ['an empty object', {}],
])('a document of an identity that is %s is one finding, not one per rule', (_name, tree) => {
  expect(judged({ ...document, document: tree }).map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
    'unreadable fail',
  ]);
});

test.each([
  ['the document', Text.of({ id: 'Ref Policy', domain: 'free' }), ''],
  ['a statement', { Statement: [Text.of({ id: 'Ref Policy', domain: 'free' })] }, '/Statement/0'],
])('%s of an identity that is not known yet is one finding', (_name, tree, at) => {
  expect(
    judged({ ...document, document: tree }).map((one) => `${one.rule} ${one.verdict} ${one.level} ${one.at}`),
  ).toEqual([`unreadable unknown warning ${at}`]);
});

/** The place of every scalar, and of everything around it. */
function spots(trust: Tree | undefined): (readonly (string | number)[])[] {
  return leaves(trust).flatMap(({ path }) => path.map((_step, index) => path.slice(0, index + 1)));
}

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a number', 12],
  ['an empty text', ''],
  ['broken JSON', '{"Statement":'],
  ['a list', []],
  ['an empty object', {}],
])('a trust policy that is %s is one finding, not one per rule', (_name, trust) => {
  expect(judged({ ...subject, trust }).map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual([
    'readable-trust-policy fail',
  ]);
});

test('many statements, values and nested lists are judged', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: Array.from({ length: 100 }, (_none, index) => String(100000000000 + index)) },
    Action: 'sts:AssumeRole',
  };
  const found = judged({ ...subject, trust: { Statement: Array.from({ length: 5 }, () => statement) } });
  expect(found.some(({ rule }) => rule === 'readable-trust-policy')).toBe(true);
  const deep = Array.from({ length: 50 }).reduce<Tree>((inner) => [inner], 'x');
  judged({
    ...subject,
    trust: {
      Statement: {
        Effect: 'Allow',
        Principal: deep,
        Action: deep,
        Condition: { StringEquals: { 'sts:ExternalId': deep } },
      },
    },
  });
});

test('a policy nested too deep to be read stops nothing and passes nothing', () => {
  const deep = Array.from({ length: 20_000 }).reduce<Tree>((inner) => [inner], 'x');
  const { findings } = check([{ ...subject, trust: { Statement: deep } }], defaultSettings, { today });
  expect(findings.some(({ verdict, level }) => verdict === 'fail' && level === 'error')).toBe(true);
});
