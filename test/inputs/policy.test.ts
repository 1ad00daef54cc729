import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { policyIn, readPolicyFile } from '../../shared/read/policy-file';
import { Desk, trust } from '../cli/desk';

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

function found(...args: readonly string[]) {
  const { findings, summary, status } = desk.check(...args);
  return { lines: findings.map(({ rule, verdict, at }) => `${rule} ${verdict} ${at}`), findings, summary, status };
}

const open = trust({ AWS: '*' });
const grant = (Action: unknown, Effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action, Resource: '*' }],
});
const any = grant('sts:AssumeRole');
const encoded = (policy: object) => encodeURIComponent(JSON.stringify(policy));

const getsIn = ['wildcard-principal fail /Statement/0', 'trusted-account fail /Statement/0'];
const assumes = ['assume-any-role fail /Statement/0'];

describe('a policy that is named', () => {
  test.each<[what: string, content: object, lines: readonly string[]]>([
    ['a trust policy', open, getsIn],
    ['permissions', any, assumes],
    [
      'permissions in other letters',
      { statement: { effect: 'Allow', action: 'sts:AssumeRole', resource: '*' } },
      ['assume-any-role fail /statement'],
    ],
    ['a document to make a role of', { AssumeRolePolicyDocument: open }, getsIn],
    [
      'a role as the AWS CLI takes it',
      { RoleName: 'x', AssumeRolePolicyDocument: JSON.stringify(open), MaxSessionDuration: 43200 },
      [...getsIn, 'session-duration fail '],
    ],
    ['what get-role-policy prints', { RoleName: 'x', PolicyName: 'y', PolicyDocument: any }, assumes],
    ['what the API itself says of one', { RoleName: 'x', PolicyName: 'y', PolicyDocument: encoded(any) }, assumes],
    ['what get-policy-version prints', { PolicyVersion: { Document: any, VersionId: 'v1' } }, assumes],
    ['a Deny beside', { Statement: [...any.Statement, ...grant('sts:*', 'Deny').Statement] }, []],
    ['neither, which lacks a principal', { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] }, []],
  ])('%s', (what, content, lines) => {
    const { lines: said, findings } = found(desk.put('policy.json', content));
    if (what.startsWith('neither'))
      expect(findings[0]).toMatchObject({ rule: 'readable-trust-policy', level: 'error' });
    else expect(said.sort()).toEqual([...lines].sort());
  });

  test('findings stand at their lines', () => {
    desk.put('policy.json', JSON.stringify({ PolicyVersion: { Document: any } }, null, 1));
    expect(found('policy.json').findings).toMatchObject([
      { subject: { id: 'policy.json', type: 'permissions policy', path: 'policy.json' }, line: 6, column: 5 },
    ]);
  });

  test('anything else is none of what is read', () => {
    for (const content of [
      { PolicyDocument: 'x' },
      { PolicyVersion: {} },
      { AssumeRolePolicyDocument: [open] },
      [{ x: open }],
    ]) {
      const { findings } = found(desk.put('policy.json', content));
      expect(findings).toMatchObject([
        { rule: 'unreadable', message: expect.stringContaining('none of what is read') as string },
      ]);
    }
  });
});

test('in a folder, policies count that are about roles', () => {
  const about: object[] = [
    open,
    { AssumeRolePolicyDocument: open },
    any,
    { PolicyDocument: grant(['s3:*', 'iam:PassRole']) },
  ];
  const others: object[] = [
    grant('*'),
    grant('s3:*'),
    { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] },
    { PolicyVersion: { Document: grant('iam:Get*') } },
  ];
  [...about, ...others].forEach((content, index) => desk.put(`all/${index}.json`, content));
  expect(found('all').summary).toMatchObject({ subjects: about.length, skipped: others.length });
});

test('any JSON in the words of policies is read', () => {
  const words = ['Statement', 'statement', 'PolicyDocument', 'PolicyVersion', 'Document', 'AssumeRolePolicyDocument'];
  const more = ['Principal', 'Resource', 'Action', 'Effect', 'MaxSessionDuration', '__proto__'];
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('*', 'sts:AssumeRole', '{"Statement":[]}', '%7B', '{', null, true, 0),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(fc.tuple(fc.constantFrom(...words, ...more), tie('value')), { maxLength: 5 })
        .map((entries) => Object.fromEntries(entries) as unknown),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      const policy = policyIn(one);
      if (policy === undefined) return;
      const place = { id: 'a', path: 'a', file: 'a', pointer: policy.pointer };
      expect(['role', 'identity', 'unreadable']).toContain(readPolicyFile(policy, place).kind);
    }),
    { numRuns: 2000 },
  );
});

// what the AWS CLI printed, written by tools/aws-cli.mjs
test('the skeleton of a role, filled in, is a trust policy', () => {
  const skeleton = JSON.parse(readFileSync(join(__dirname, 'golden/aws/skeleton.json'), 'utf8')) as object;
  const { lines } = found(desk.put('role.json', { ...skeleton, AssumeRolePolicyDocument: JSON.stringify(open) }));
  expect(lines).toEqual(expect.arrayContaining(getsIn));
});
