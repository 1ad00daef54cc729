import { Desk } from './desk';

jest.mock('../../shared/rules/index', () => jest.requireActual('./rules'));

let desk: Desk;
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

function found(...args: readonly string[]): { status: number; findings: string[]; subjects: number; skipped: number } {
  const { status, findings, summary } = desk.check(...args);
  const lines = findings.map(
    ({ rule, subject, line, column, message }) => `${rule} ${subject.path}:${line}:${column} ${message}`,
  );
  return { status, findings: lines, subjects: summary.subjects, skipped: summary.skipped };
}

/** A template with one role that these principals can assume. */
function role(principal: string): string {
  return `AWSTemplateFormatVersion: 2010-09-09
Resources:
  Open:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: ${principal}
            Action: sts:AssumeRole
`;
}

const open = 'wildcard-principal a.yaml#Open:10:13 anybody gets in';

describe('a template in YAML', () => {
  test.each<[what: string, text: string, finding: string]>([
    ['as people write it', role('"*"'), open],
    ['with Windows lines', role('"*"').replaceAll('\n', '\r\n'), open],
    ['with a byte order mark', `\uFEFF${role('"*"')}`, open],
    ['with a function', role('!If [Never, !Ref X, "*"]'), open.replace('anybody gets in', 'depends')],
    ['with aliases', role('&any {AWS: "*"}') + '            X: *any\n', open],
    [
      'with a policy as text',
      'Resources:\n  Open:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: |\n        {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}\n',
      'wildcard-principal a.yaml#Open:5:7 anybody gets in',
    ],
    [
      'that begins with a brace and has short forms',
      '{Resources: {Open: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument:\n {Statement: [{Effect: Allow, Principal: "*", Action: "sts:AssumeRole", Sid: !Ref A}]}}}}}',
      'wildcard-principal a.yaml#Open:2:31 anybody gets in',
    ],
    [
      'with a type that is spelled with escapes',
      role('"*"').replace('AWS::IAM::Role', '"AWS:\\x3aI\\\n      AM::Ro\\u006ce"'),
      open.replace(':10:', ':11:'),
    ],
    [
      'with sections that are spelled with escapes',
      role('"*"').replace('Resources', '"Res\\x6furces"').replace('AWSTemplateFormatVersion: 2010-09-09\n', '\n'),
      open,
    ],
    [
      'with a type that is merged in',
      role('"*"')
        .replace('Type: AWS::IAM::Role', '<<: *role')
        .replace('Resources:', 'x: &role\n  Type: AWS::IAM::Role\nResources:'),
      open.replace(':10:', ':12:'),
    ],
  ])('%s: the finding stands at its line and column', (_what, text, finding) => {
    desk.put('a.yaml', text);
    const expected = finding.replace(/ depends$/, '');
    for (const path of ['a.yaml', '.']) {
      const { findings } = found(path);
      expect(findings.map((line) => line.slice(0, expected.length))).toContain(expected);
    }
  });

  test('a trust policy of its own', () => {
    desk.put(
      'a.yaml',
      'Version: 2012-10-17\nStatement:\n- Effect: Allow\n  Principal: "*"\n  Action: sts:AssumeRole\n',
    );
    for (const path of ['a.yaml', '.']) {
      expect(found(path).findings).toEqual(['wildcard-principal a.yaml:4:3 anybody gets in']);
    }
  });
});

describe('what is wrong in a template that can be read', () => {
  test.each<[what: string, text: string, problem: string]>([
    [
      'a key that stands twice',
      `${role('"*"')}            Action: sts:TagSession\n`,
      '12:13 the key "Action" stands twice',
    ],
    ['a tag that nobody knows', role('{AWS: !Reff X}'), '10:30 !Reff is no tag that CloudFormation knows'],
    ['a second document', `${role('"*"')}---\n${role('"*"')}`, '13:1 a second document stands here'],
    ['a separator of lines', role('"*" # \u2028'), '10:30 a separator stands here'],
    [
      'an account that loses its zero',
      role('{AWS: 012345670123}'),
      '10:30 without quotes CloudFormation reads 012345670123 as 1402433619',
    ],
  ])('%s is an error beside the findings', (_what, text, problem) => {
    desk.put('a.yaml', text);
    const { status, findings, subjects } = found('a.yaml');
    expect({ status, subjects }).toEqual({ status: 1, subjects: 1 });
    expect(findings).toContainEqual(expect.stringContaining(`unreadable a.yaml:${problem}`));
  });

  test('an account that loses its zero where nothing is judged is none of our business', () => {
    const mappings = 'Mappings:\n  LoadBalancers:\n    eu-central-1: {Id: 054676820928}\n';
    desk.put('a.yaml', `${mappings}${role('{Service: ec2.amazonaws.com}')}`);
    expect(found('a.yaml')).toMatchObject({ status: 0, findings: [] });
  });

  test.each<[what: string, text: string, problem: string]>([
    ['half a file', role('"*').slice(0, -20), 'a text in quotes is not closed'],
    [
      'a bomb',
      `${role('"*"')}a0: &a0 [x]\n${[...Array(40).keys()].map((n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`,
      'aliases repeat more than 200000 values',
    ],
    ['a circle', role('&a [*a]'), 'an alias stands inside of what it stands for'],
    ['a placeholder', role('{{ principal }}'), 'a key is a list or an object'],
    ['nesting without end', `${role('"*"')}x: ${'['.repeat(30_000)}`, ''],
  ])('%s is an error, in a folder too, and the rest is judged', (_what, text, problem) => {
    desk.put('app/a.yaml', text);
    desk.put('app/b.yaml', role('{Service: ec2.amazonaws.com}'));
    for (const path of ['app/a.yaml', 'app']) {
      const { status, findings } = found(path);
      expect(status).toBe(1);
      expect(findings).toEqual([
        expect.stringMatching(/^unreadable app\/a\.yaml:\d+:\d+ the file cannot be read as YAML: /),
      ]);
      expect(findings[0]).toContain(problem);
    }
    expect(found('app').subjects).toBe(1);
  });
});

describe('other files of a folder', () => {
  test.each<[what: string, text: string]>([
    ['Kubernetes', 'apiVersion: v1\nkind: Pod\nspec:\n  hosts: [a]\n  resources: {requests: {cpu: 1}}\n---\na: 1\n'],
    [
      'a chart of Helm',
      'spec:\n{{- if .Values.hosts }}\n  hosts: {{ .Values.hosts }}\n  requests: {{ x }}\n{{- end }}\n',
    ],
    ['a workflow', 'on: push\njobs:\n  a:\n    permissions: {id-token: write}\n    steps: [{run: "echo \\"a\\""}]\n'],
    ['tags of another tool', 'theme: !!python/name:material.extensions\nrules: !reference [a, b]\n'],
    ['prose about roles', 'An AWS::IAM::Role lets sts:AssumeRole happen.\n'],
    ['keys that stand twice', 'a: 1\na: 2\n'],
    ['a stack of Serverless', 'service: x\nresources:\n  Resources:\n    R:\n      Type: AWS::IAM::Role\n'],
  ])('%s: it is skipped', (_what, text) => {
    desk.put('app/a.yaml', text);
    desk.put('app/b.yaml', role('{Service: ec2.amazonaws.com}'));
    expect(found('app')).toEqual({ status: 0, findings: [], subjects: 1, skipped: 1 });
  });

  test('those without a word of a template are not even parsed', () => {
    desk.put('app/a.yaml', 'a: {hosts: [b]}\n'.repeat(300_000));
    desk.put('app/b.yaml', role('{Service: ec2.amazonaws.com}'));
    const started = Date.now();
    expect(found('app')).toEqual({ status: 0, findings: [], subjects: 1, skipped: 1 });
    expect(Date.now() - started).toBeLessThan(3000);
  });
});

test('broken JSON has the problem of JSON, and JSON that only YAML takes is none', () => {
  desk.put('a.json', `{"Resources": {"A": {"Type": "AWS::IAM::Role",}}}`);
  desk.put('b.json', `// roles\n{"Resources": {"A": {"Type": "AWS::IAM::Role"}}}`);
  expect(found('a.json', 'b.json').findings).toEqual([
    'unreadable a.json:1:47 the file is not JSON: a key in double quotes is missing here',
    'unreadable b.json:1:1 the file is not JSON: a comment stands here, and JSON has none',
  ]);
});
