import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readAccount } from '../../shared/read/account';
import { Desk } from '../cli/desk';

// what the AWS CLI printed of the account in tools/aws-cli, written by tools/aws-cli.mjs
const golden = (name: string) => readFileSync(join(__dirname, 'golden/aws', name), 'utf8');

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

function found(...files: readonly string[]) {
  const { findings, summary, status } = desk.check(...files);
  const lines = findings.map(({ rule, verdict, subject }) => `${subject.path.split('#')[1] ?? '-'} ${rule} ${verdict}`);
  return { lines: lines.sort(), findings, summary, status };
}

const put = (name: string) => desk.put(name, golden(name));

const roles = [
  'open trusted-account fail',
  'open wildcard-principal fail',
  'vendor external-id fail',
  'vendor trusted-account fail',
];
const grants = ['admin full-admin fail', 'caller assume-any-role fail', 'wide assume-any-role fail'];
const only = (lines: readonly string[], ...rules: readonly string[]) =>
  lines.filter((line) => rules.some((rule) => line.includes(` ${rule} `)));

describe('authorization details', () => {
  test('who gets in, and what those may do who have a document, with all else they have', () => {
    const { lines, status, summary } = found(put('details.json'));
    expect(
      only(lines, 'wildcard-principal', 'external-id', 'trusted-account', 'assume-any-role', 'full-admin'),
    ).toEqual([...roles, ...grants].sort());
    expect(status).toBe(1);
    // the two roles that AWS keeps, the policy of AWS, the boundary, and the policy that nobody has
    expect(summary).toMatchObject({ undecided: 0, skipped: 5 });
    expect(only(lines, 'session-duration')).toEqual([]);
  });

  test('a finding stands at its document, and names the role by its ARN', () => {
    const text = golden('details.json');
    const { findings } = found(put('details.json'));
    const at = (rule: string, name: string) => {
      const finding = findings.find((one) => one.rule === rule && one.subject.path === `details.json#${name}`);
      return { ...finding, text: text.split('\n')[(finding?.line ?? 0) - 1]?.trim() };
    };
    expect(at('wildcard-principal', 'open')).toMatchObject({
      subject: { id: 'arn:aws:iam::111122223333:role/open', type: 'AWS::IAM::Role', file: 'details.json' },
      at: '/Statement/0',
      text: '{',
    });
    expect(at('assume-any-role', 'wide')).toMatchObject({
      subject: { id: 'arn:aws:iam::111122223333:policy/wide', within: '/PolicyVersionList/0/Document' },
    });
    expect(at('full-admin', 'admin').subject?.within).toBe('/AttachedManagedPolicies/0');
  });

  const everything = () => found(put('details.json')).lines;
  test('two pages in two files, in either order, and put after one another in one file, are one account', () => {
    const expected = everything();
    const [first, second] = [put('details-page-1.json'), put('details-page-2.json')];
    expect(found(first, second).lines).toEqual(expected);
    expect(found(second, first).lines).toEqual(expected);
    const joined = desk.put('all.json', golden(first) + golden(second));
    expect(found(joined).lines).toEqual(expected);
  });

  test('one page alone says that the rest is missing', () => {
    const { findings, lines, status } = found(put('details-page-1.json'));
    const unreadable = findings.filter(({ rule }) => rule === 'unreadable');
    expect(unreadable).toMatchObject([{ message: expect.stringContaining('the listing is truncated') as string }]);
    expect(lines).toEqual(expect.arrayContaining(roles));
    expect(status).toBe(1);
  });

  test('the documents URL-encoded, as the API itself gives them', () => {
    const encoded = JSON.parse(golden('details.json'), (key, value: unknown) =>
      /Document$/.test(key) ? encodeURIComponent(JSON.stringify(value)) : value,
    ) as unknown;
    expect(JSON.stringify(encoded)).toContain('%22Statement%22');
    const expected = everything();
    expect(found(desk.put('details.json', encoded)).lines).toEqual(expected);
  });

  test('roles alone: what a filter has left out is counted', () => {
    const { lines, summary } = found(put('details-roles.json'));
    expect(only(lines, 'wildcard-principal', 'external-id', 'trusted-account')).toEqual(roles);
    // what is not listed may deny or limit it
    expect(only(lines, 'assume-any-role')).toEqual([
      'bounded assume-any-role unknown',
      'caller assume-any-role fail',
      'guarded assume-any-role unknown',
    ]);
    expect(summary.skipped).toBe(3);
  });

  test('a live account needs no settings: its number is in each ARN, above what the command line says', () => {
    const details = JSON.parse(golden('details.json')) as { RoleDetailList: { RoleName: string }[] };
    const own = details.RoleDetailList.filter(({ RoleName }) => RoleName === 'vendor').map((one) => ({
      ...one,
      AssumeRolePolicyDocument: statement({ AWS: 'arn:aws:iam::111122223333:root' }),
    }));
    expect(found(desk.put('own.json', { RoleDetailList: own })).lines).toEqual([]);
    expect(found('own.json', '--account', '444455556666').lines).toEqual([]);
  });
});

function statement(Principal: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
}

describe('roles', () => {
  test.each(['roles.json', 'roles-query.json'])('%s has who gets in and for how long', (name) => {
    const { lines, summary } = found(put(name));
    expect(lines).toEqual([...roles, 'open session-duration fail'].sort());
    expect(summary).toMatchObject({ subjects: 6, skipped: 2 });
  });

  test('one role', () => {
    expect(found(put('role.json')).lines).toEqual(['open session-duration fail', ...roles.slice(0, 2)]);
  });

  test('a list that is cut off', () => {
    const { findings } = found(put('roles-cut.json'));
    expect(findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('the listing is truncated'));
  });
});

describe('what cannot be read, with everything else still judged', () => {
  type Details = { [list: string]: { [key: string]: unknown }[] };
  const parsed = () => JSON.parse(golden('details.json')) as Details;
  const withRole = (role: unknown) => ({ RoleDetailList: [role, ...(parsed()['RoleDetailList'] ?? [])] });

  test.each<[what: string, role: unknown, problem: string]>([
    ['an entry that is none', 'role', 'this entry of the listing has no Arn or no RoleName'],
    ['a role without an ARN', { RoleName: 'x' }, 'this entry of the listing has no Arn or no RoleName'],
    ['a role without a policy', { RoleName: 'x', Arn: 'arn:aws:iam::111122223333:role/x' }, 'there is no policy'],
    [
      'a policy that breaks off',
      { RoleName: 'x', Arn: 'arn:aws:iam::111122223333:role/x', AssumeRolePolicyDocument: '%7B%22Version%22%3A%' },
      'the policy is not JSON',
    ],
  ])('%s', (_what, role, problem) => {
    const { findings, lines } = found(desk.put('details.json', withRole(role)));
    expect(findings[0]).toMatchObject({ verdict: 'fail', level: 'error', line: 1 });
    expect(findings[0]?.message).toContain(problem);
    expect(lines).toEqual(expect.arrayContaining(roles));
  });

  test('a policy without its default version', () => {
    const policies = parsed()['Policies']?.map((one) => ({ ...one, PolicyVersionList: [] }));
    const { findings } = found(desk.put('details.json', { ...parsed(), Policies: policies }));
    expect(findings.filter(({ rule }) => rule === 'unreadable').map(({ subject }) => subject.path)).toEqual([
      'details.json#no-roles',
      'details.json#wide',
    ]);
  });

  test('half a listing', () => {
    const { findings } = found(desk.put('details.json', golden('details.json').slice(0, 3000)));
    expect(findings).toMatchObject([{ rule: 'unreadable', message: expect.stringContaining('is not JSON') as string }]);
  });

  test('any JSON in the words of IAM is read', () => {
    const words = [
      'Roles',
      'RoleDetailList',
      'UserDetailList',
      'GroupDetailList',
      'Policies',
      'Role',
      'RoleName',
      'Arn',
    ]
      .concat([
        'UserName',
        'GroupName',
        'PolicyName',
        'AssumeRolePolicyDocument',
        'PolicyVersionList',
        'Document',
        'Path',
      ])
      .concat([
        'AttachedManagedPolicies',
        'PolicyArn',
        'RolePolicyList',
        'GroupList',
        'PermissionsBoundary',
        '__proto__',
      ])
      .concat(['PermissionsBoundaryArn', 'IsDefaultVersion', 'IsTruncated', 'DefaultVersionId', 'VersionId']);
    const texts = ['arn:aws:iam::111122223333:role/x', 'arn:aws:iam::aws:policy/AdministratorAccess', '%7B', 'x', ''];
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(...texts, null, true, 0),
        fc.array(tie('value'), { maxLength: 3 }),
        fc
          .array(fc.tuple(fc.constantFrom(...words), tie('value')), { maxLength: 6 })
          .map((entries) => Object.fromEntries(entries) as unknown),
      ),
    }));
    fc.assert(
      fc.property(value, value, (one, other) => {
        const { subjects } = readAccount(one, { file: 'a.json', beside: [other] });
        for (const { place, ...subject } of subjects) {
          expect(typeof place.id).toBe('string');
          if (subject.kind === 'unreadable') expect(subject.problem).toMatch(/^[^\n]+[^.\n]$/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
