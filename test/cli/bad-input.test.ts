import { Desk, template, trust } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

const open = trust('*');
const text = JSON.stringify(open);
const own = '111122223333';
const arn = `arn:aws:iam::${own}:role/A`;
const listed = {
  Path: '/',
  RoleName: 'A',
  RoleId: 'AROA0',
  Arn: arn,
  CreateDate: '2030-01-01T00:00:00Z',
  AssumeRolePolicyDocument: open,
};
const urn = 'urn:pulumi:dev::shop::aws:iam/role:Role::a';
const type = 'aws:iam/role:Role';
const inputs = { assumeRolePolicy: text };
const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
const planned = { address: 'aws_iam_role.a', mode: 'managed', type: 'aws_iam_role', name: 'a', provider_name: 'aws' };
const preStep = { op: 'create', urn, type, new: { type, urn, custom: true, inputs }, old: null };

const yaml = (properties: string) => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  A:
    Type: ${properties}
`;

/** One file of each form that is read, with one subject; the last character belongs to what holds all of it. */
const whole: { readonly [form: string]: string } = {
  'a template in JSON': JSON.stringify(template({ A: open })),
  'a template in YAML': yaml(`AWS::IAM::Role\n    Properties: {AssumeRolePolicyDocument: ${text}}`).trimEnd(),
  'a template of SAM': JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      A: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: open },
      },
    },
  }),
  'a state of Pulumi': JSON.stringify({
    version: 3,
    deployment: { manifest: {}, resources: [{ urn, custom: true, type, inputs, outputs: { ...inputs, arn } }] },
  }),
  'an event log of Pulumi': [
    { sequence: 0, timestamp: 1, preludeEvent: { config: {} } },
    { sequence: 1, timestamp: 1, resourcePreEvent: { metadata: preStep, planning: true } },
    { sequence: 2, timestamp: 1, summaryEvent: { resourceChanges: { create: 1 } } },
    { sequence: 3, timestamp: 1, cancelEvent: {} },
  ]
    .map((event) => JSON.stringify(event))
    .join('\n'),
  'a plan of Terraform': JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: { root_module: { resources: [{ ...planned, values: { assume_role_policy: text } }] } },
    resource_changes: [
      {
        ...planned,
        change: { actions: ['create'], before: null, after: { assume_role_policy: text }, after_unknown: {} },
      },
    ],
  }),
  'a state of Terraform': JSON.stringify({
    version: 4,
    terraform_version: '1.9.0',
    resources: [
      {
        mode: 'managed',
        type: 'aws_iam_role',
        name: 'a',
        provider,
        instances: [{ attributes: { arn, assume_role_policy: text } }],
      },
    ],
  }),
  'the details of an account': JSON.stringify({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [listed],
    Policies: [],
  }),
  'a list of roles': JSON.stringify({ Roles: [listed] }),
  'a trust policy': text,
  'a policy that gives permissions': JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
  }),
};

const deep = (what: string) => `${'['.repeat(100_000)}${what}${']'.repeat(100_000)}`;
const most = (content: string) => content.slice(0, Math.floor(content.length * 0.9));
const damages: readonly (readonly [what: string, damage: (content: string) => string | Buffer, says: RegExp])[] = [
  ['truncated', most, /is not JSON: |cannot be read as YAML: /],
  ['without its last character', (content) => content.slice(0, -1), /is not JSON: |cannot be read as YAML: /],
  ['in UTF-16', (content) => Buffer.from(`\uFEFF${content}`, 'utf16le'), /^the file is not UTF-8 text/],
  [
    'in UTF-16, most significant byte first',
    (content) => Buffer.from(`\uFEFF${content}`, 'utf16le').swap16(),
    /^the file is not UTF-8 text/,
  ],
  [
    'with a letter of Latin-1',
    (content) => Buffer.concat([Buffer.from(content), Buffer.from([0xe4])]),
    /^the file is not UTF-8 text/,
  ],
  [
    'with bytes that are no text before it',
    (content) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0xff]), Buffer.from(content)]),
    /^the file is not UTF-8 text/,
  ],
  ['inside of lists without end', (content) => deep(content), /nested too deep|none of what is read/],
  [
    'twice, as if one were appended to the other',
    (content) => `${content}}${content}`,
    /is not JSON: |cannot be read as YAML: /,
  ],
];
const matrix = Object.entries(whole).flatMap(([form, content]) =>
  damages.map(([what, damage, says]) => [`${form}, ${what}`, damage(content), says] as const),
);

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('good.json', template({ Good: open }));
});
afterEach(() => desk.clear());

const found = (...paths: readonly string[]) => {
  const { status, findings, summary } = desk.check(...paths);
  const of = (file: string) => findings.filter(({ subject }) => subject.file === file);
  return { status, bad: of('bad'), inFolder: of('all/bad.json'), good: of('good.json'), ...summary };
};

test.each(Object.entries(whole))('%s is read as it is', (_form, content) => {
  desk.put('bad', content);
  const { bad, subjects } = found('bad', 'good.json');
  expect({ subjects, unreadable: bad.filter(({ rule }) => rule === 'unreadable') }).toEqual({
    subjects: 2,
    unreadable: [],
  });
});

test.each(matrix)('%s: an error that says what and where, and the rest is judged', (_what, content, says) => {
  desk.put('bad', content);
  const { status, bad, good } = found('bad', 'good.json');
  expect(status).toBe(1);
  expect(good).toMatchObject([{ rule: 'wildcard-principal' }]);
  const problem = bad.find(({ rule, message }) => rule === 'unreadable' && says.test(message));
  expect(problem).toMatchObject({ level: 'error', verdict: 'fail' });
  if (/JSON: |YAML: /.test(says.source)) expect(problem?.line).toBeGreaterThan(0);
});

test.each(matrix.filter(([what]) => !/lists without end/.test(what)))(
  '%s: no pass in a folder either',
  (_what, content) => {
    desk.put('all/bad.json', content);
    const { status, inFolder } = found('all', 'good.json');
    expect(status).toBe(1);
    expect(inFolder.map(({ rule }) => rule)).toContain('unreadable');
  },
);

test.each<[what: string, content: string | Buffer]>([
  ['nothing', ''],
  ['blanks', ' \r\n\t'],
  ['a byte order mark', '\uFEFF'],
  ['a zero', Buffer.from([0])],
  ['an archive', Buffer.from('504b0304140000000800', 'hex')],
  ['a number', '1'],
  ['null', 'null'],
  ['a word', 'hello'],
  ['an empty list', '[]'],
  ['an empty object', '{}'],
])('%s is an error where it is named, and is skipped in a folder', (_what, content) => {
  desk.put('bad', content);
  desk.put('all/bad.json', content);
  expect(found('bad', 'good.json')).toMatchObject({ status: 1, subjects: 1, bad: [{ rule: 'unreadable' }] });
  expect(found('all', 'good.json')).toMatchObject({ status: 1, subjects: 1, inFolder: [], skipped: 1 });
});

test.each<[what: string, name: string, head: string, unit: string, tail: string, isBad: boolean]>([
  ['a template in JSON', 'bad.json', '{"Metadata":[', '"0123456789abcdef",', `0],${text.slice(1, -1)}}`, false],
  [
    'a broken template in JSON',
    'bad.json',
    '{"Metadata":[',
    '"0123456789abcdef",',
    `0], "Type": "AWS::IAM::Role", }`,
    true,
  ],
  ['a template in YAML', 'bad.yaml', 'Resources:\n', '  # 0123456789abcdef\n', '  A: {Type: AWS::IAM::Role}\n', true],
  ['other YAML', 'bad.yaml', 'things:\n', '- 0123456789abcdef\n', '', false],
  ['other YAML that speaks of Resources', 'bad.yaml', 'Resources:\n', '- 0123456789abcdef\n', '', false],
  ['a binary file', 'bad.json', '\0\u0001', 'PK\u0003\u00040123456789ab', '', false],
])('%s of 50 MB takes no more than its share', (_what, name, head, unit, tail, isBad) => {
  desk.put(`all/${name}`, head + unit.repeat(50_000_000 / unit.length) + tail);
  const begin = performance.now();
  const { findings, summary } = desk.check('all', 'good.json');
  // a bound against minutes and not a measure: other tests run beside this one
  expect(performance.now() - begin).toBeLessThan(60_000);
  expect(summary.subjects).toBeGreaterThanOrEqual(1);
  const bad = findings.filter(({ subject, rule }) => subject.file === `all/${name}` && rule === 'unreadable');
  expect(bad).toHaveLength(isBad ? 1 : 0);
});
