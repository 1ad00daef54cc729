import { Desk, template, trust } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('a.json', {
    Parameters: {
      Who: { Type: 'String' },
      Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] },
      Secret: { Type: 'String', NoEcho: true, Default: 's3cr3t-default' },
      Names: { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'], Default: 'a' },
    },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    ...template({ R: trust({ AWS: { 'Fn::If': ['IsProd', '*', { Ref: 'Who' }] } }) }),
  });
});
afterEach(() => desk.clear());

const given = { Who: '111122223333', Stage: 'dev' };
const list = Object.entries(given).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
const rules = (...args: readonly string[]) =>
  desk.check('a.json', '--account', '111122223333', ...args).findings.map(({ rule, verdict }) => `${rule} ${verdict}`);
const open = ['wildcard-principal unknown', 'external-id unknown', 'trusted-account unknown'];

test.each<readonly [string, unknown]>([
  ['a list, as the AWS CLI takes it', list],
  ['an object of parameters, as CodePipeline takes it', { Parameters: given, Tags: { a: 'b' } }],
  ['names and values', given],
  ['YAML', 'Who: "111122223333"\nStage: dev\n'],
  [
    'YAML of a list',
    '- ParameterKey: Who\n  ParameterValue: "111122223333"\n- {ParameterKey: Stage, ParameterValue: dev}\n',
  ],
])('parameters have the values in a file: %s', (_name, content) => {
  desk.put('parameters.json', content);
  expect(rules()).toEqual(open);
  expect(rules('--parameters', 'parameters.json')).toEqual([]);
});

test('what has no value is not known, or its default where that is assumed', () => {
  desk.put('p.json', { Who: '111122223333' });
  expect(rules('--parameters', 'p.json')).toEqual(['wildcard-principal unknown', 'trusted-account unknown']);
  expect(rules('--parameters', 'p.json', '--assume-defaults')).toEqual([]);
  desk.put('p.json', { Who: '111122223333', Stage: 'prod' });
  expect(rules('--parameters', 'p.json', '--assume-defaults')).toEqual([
    'wildcard-principal fail',
    'trusted-account fail',
  ]);
});

test.each<readonly [string, unknown, RegExp]>([
  ['no file', undefined, /--parameters p\.json: there is no such file/],
  ['an empty file', '', /--parameters p\.json/],
  ['broken JSON', '{"Who": ', /--parameters p\.json:1:\d+: the file is not JSON/],
  ['a key twice', '{"Who": "1", "Who": "2"}', /--parameters p\.json:1:\d+: the key "Who" stands twice/],
  ['a text', '"x"', /this holds no parameters: write a list/],
  ['a list of texts', ['Who=1'], /entry 1 has no ParameterKey: write a list/],
  ['a name twice', [...list, list[0]], /the parameter Who stands twice/],
  ['an object as value', { Who: { a: 1 } }, /the parameter Who has no value that is a text/],
  ['no value', [{ ParameterKey: 'Who' }], /the parameter Who has no value that is a text/],
  [
    'an unknown name',
    { ...given, Whom: 'x', Other: 'y' },
    /the parameter Whom, Other; they declare Names, Secret, Stage, Who/,
  ],
  [
    'a value that is not allowed',
    { Stage: 'beta' },
    /the value of the parameter Stage is none that the template allows: dev, prod/,
  ],
  ['an item that is not allowed', { Names: 'a,c' }, /the parameter Names is none that the template allows: a, b/],
])('what is wrong in the file stops the run: %s', (_name, content, message) => {
  if (content !== undefined) desk.put('p.json', content);
  const { status, err, out } = desk.run(['check', 'a.json', '--parameters', 'p.json']);
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});

test('lists, numbers and values that stay as they are in the stack', () => {
  const list = [
    { ParameterKey: 'Who', UsePreviousValue: true },
    { ParameterKey: 'Names', ParameterValue: 'a, b' },
  ];
  desk.put('p.json', list);
  expect(rules('--parameters', 'p.json', '--assume-defaults')).toEqual(open);
  desk.put('p.json', { Names: ['a', 'b'], Who: 111122223333, Stage: 'dev' });
  expect(rules('--parameters', 'p.json')).toEqual([]);
});

test('nested templates have what their parents pass, and no value of the file', () => {
  desk.put('parent.json', {
    Parameters: { Account: { Type: 'String' } },
    Resources: {
      N: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: 'a.json', Parameters: { Who: { Ref: 'Account' } } },
      },
    },
  });
  desk.put('p.json', { Account: '111122223333' });
  const args = ['--account', '111122223333', '--parameters', 'p.json'];
  expect(desk.check('parent.json', ...args).findings).toEqual([]);
  desk.put('p.json', { Who: '111122223333' });
  expect(desk.run(['check', 'parent.json', ...args]).err).toMatch(/the parameter Who; they declare Account/);
});

test('a value that the template keeps secret is printed nowhere', () => {
  desk.put('a.json', {
    Parameters: {
      Secret: { Type: 'String', NoEcho: true, Default: 's3cr3t-default', AllowedValues: ['s3cr3t-allowed', 'x'] },
    },
    ...template({ R: trust({ AWS: { 'Fn::Sub': 'arn:aws:iam::999988887777:role/${Secret}' } }) }),
  });
  desk.put('p.json', { Secret: 's3cr3t-allowed' });
  for (const args of [['--assume-defaults'], ['--parameters', 'p.json']])
    for (const format of ['text', 'json', 'sarif', 'markdown']) {
      const { out, err } = desk.run(['check', 'a.json', '--format', format, '--verbose', ...args]);
      expect(out).toContain('Ref Secret');
      expect(out + err).not.toContain('s3cr3t');
    }
  desk.put('p.json', { Secret: 's3cr3t-wrong' });
  expect(desk.run(['check', 'a.json', '--parameters', 'p.json']).err).toMatch(/^error: (?!.*s3cr3t).*Secret/);
});
