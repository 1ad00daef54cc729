import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from '../cli/desk';

// several listings in one run
const golden = (name: string) => readFileSync(join(__dirname, 'golden/aws', name), 'utf8');

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

const put = (name: string, content: unknown = golden(name)) => desk.put(name, content);

function found(...files: readonly string[]) {
  const { findings, summary } = desk.check(...files);
  const lines = findings.map(({ rule, subject }) => `${subject.path} ${rule}`);
  const cut = findings.flatMap(({ message, subject }) => (message.includes('truncated') ? [subject.path] : []));
  return { lines: lines.sort(), cut, subjects: summary.subjects };
}

type Role = { readonly [key: string]: unknown };
type Listing = { readonly RoleDetailList: readonly Role[]; readonly [list: string]: unknown };
const details = () => JSON.parse(golden('details.json')) as Listing;
const page = (account: string, more: object) =>
  JSON.stringify({ ...details(), ...more }).replaceAll('111122223333', account);

describe('a listing that is cut off', () => {
  test('is not made whole by the whole listing of another account', () => {
    const cut = put('a.json', page('111122223333', { IsTruncated: true }));
    expect(found(cut, put('b.json', page('444455556666', { IsTruncated: false }))).cut).toEqual(['a.json']);
    expect(found(cut, put('c.json', page('111122223333', { IsTruncated: false }))).cut).toEqual([]);
  });

  test.each(['roles.json', 'roles-query.json', 'role.json'])(
    'is not made whole by %s, which another command printed',
    (name) => {
      const cut = put('a.json', page('111122223333', { IsTruncated: true }));
      expect(found(cut, put(name)).cut).toEqual(['a.json']);
    },
  );

  test('by --max-items is made whole by the rest of it', () => {
    const { Roles } = JSON.parse(golden('roles.json')) as { Roles: readonly Role[] };
    const rest = put('rest.json', { Roles: Roles.slice(2) });
    expect(found(put('roles-cut.json'), rest).cut).toEqual([]);
    expect(found(rest, 'roles-cut.json').cut).toEqual([]);
  });
});

describe('a role that two files list', () => {
  const inDetails = () => found(put('details.json'));

  test('is judged once, where more is told of it, and for how long its sessions last by the other one', () => {
    const { lines, subjects } = inDetails();
    const both = found('details.json', put('roles.json'));
    expect(both.lines).toEqual([...lines, 'details.json#open session-duration'].sort());
    expect(both.subjects).toBe(subjects);
    expect(found('roles.json', 'details.json').lines).toEqual(both.lines);
  });

  test.each(['roles-query.json', 'role.json'])('as does %s', (name) => {
    const { lines } = inDetails();
    expect(found(put(name), 'details.json').lines).toEqual([...lines, 'details.json#open session-duration'].sort());
  });

  test('in the same words is judged once', () => {
    const { lines } = inDetails();
    const again = found('details.json', put('more.json', JSON.stringify(details()))).lines;
    expect(again.filter((line) => /wildcard-principal|external-id/.test(line))).toEqual(
      lines.filter((line) => /wildcard-principal|external-id/.test(line)),
    );
  });

  test('with another policy is judged in both', () => {
    const trust = (Principal: object) => ({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
      },
    });
    const changed = (role: Role) => (role['RoleName'] === 'open' ? { ...role, ...trust({ AWS: '*' }) } : role);
    const closed = (role: Role) => ({ ...role, ...trust({ Service: 'ec2.amazonaws.com' }) });
    const one = put('one.json', { ...details(), RoleDetailList: details().RoleDetailList.map(closed) });
    const other = put('other.json', { RoleDetailList: details().RoleDetailList.map(changed) });
    expect(found(one, other).lines).toContain('other.json#open wildcard-principal');
    expect(found(other, one).lines).toContain('other.json#open wildcard-principal');
  });
});

describe('what --query leaves', () => {
  const list = (name: string) => details()[name] as readonly Role[];

  test.each(['UserDetailList', 'GroupDetailList'])('%s alone is judged as in the listing', (name) => {
    const whole = put('whole.json', {
      ...details(),
      RoleDetailList: [],
      UserDetailList: [],
      GroupDetailList: [],
      Policies: [],
      [name]: list(name),
    });
    const { lines, subjects } = found(whole, put('policies.json', details()['Policies']));
    const alone = found(put('whole.json', list(name)), 'policies.json');
    expect([alone.lines, alone.subjects]).toEqual([lines, subjects]);
    expect(subjects).toBeGreaterThan(1);
  });

  test('roles, users and groups one a line', () => {
    const { RoleDetailList } = details();
    const all = [...RoleDetailList, ...list('UserDetailList'), ...list('GroupDetailList'), ...list('Policies')];
    const { lines } = found(put('all.jsonl', all.map((one) => JSON.stringify(one)).join('\n')));
    expect(lines).toEqual(found(put('details.json')).lines.map((line) => line.replace('details.json', 'all.jsonl')));
  });
});

test('a policy that begins with blanks, URL-encoded', () => {
  const encoded = JSON.parse(golden('details.json'), (key, value: unknown) =>
    /Document$/.test(key) ? encodeURIComponent(`\n \t${JSON.stringify(value)}`) : value,
  ) as unknown;
  expect(found(put('details.json', encoded)).lines).toEqual(found(put('details.json')).lines);
});
