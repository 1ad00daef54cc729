import { Desk, template, trust } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

const imported = template({ R: trust({ AWS: { 'Fn::ImportValue': 'reader' } }) });
const exporting = (value: unknown) => ({
  Resources: { T: { Type: 'AWS::SNS::Topic' } },
  Outputs: { Reader: { Value: value, Export: { Name: 'reader' } } },
});
const role = 'arn:aws:iam::111122223333:role/Reader';
const manifest = (stacks: { readonly [file: string]: string | undefined }) => ({
  artifacts: Object.fromEntries(
    Object.entries(stacks).map(([templateFile, environment]) => [
      templateFile,
      { type: 'aws:cloudformation:stack', environment, properties: { templateFile } },
    ]),
  ),
});

/** What is found on the role that imports its principal. */
function verdicts(...args: readonly string[]): readonly string[] {
  return desk.check('.', ...args).findings.map(({ rule, verdict }) => `${rule} ${verdict}`);
}

const open = ['wildcard-principal unknown', 'external-id unknown', 'trusted-account unknown'];

test('an import is what another template of the run exports, where only one does', () => {
  desk.put('a.json', exporting(role));
  desk.put('b.json', imported);
  expect(verdicts('--account', '111122223333')).toEqual([]);
  expect(verdicts('--account', '444455556666')).toEqual(['external-id fail', 'trusted-account fail']);
  desk.put('c.json', exporting('*'));
  expect(verdicts('--account', '111122223333')).toEqual(open);
});

test('a name with that of its own stack is never what another stack exports', () => {
  const Name = { 'Fn::Sub': '${AWS::StackName}-reader' };
  desk.put('a.json', { ...exporting(role), Outputs: { O: { Value: role, Export: { Name } } } });
  desk.put('b.json', template({ R: trust({ AWS: { 'Fn::ImportValue': Name } }) }));
  expect(verdicts('--account', '111122223333')).toEqual(open);
});

test('templates that import from each other end somewhere', () => {
  desk.put('a.json', { ...imported, ...exporting({ 'Fn::ImportValue': 'other' }) });
  desk.put('b.json', {
    ...imported,
    Outputs: { O: { Value: { 'Fn::ImportValue': 'reader' }, Export: { Name: 'other' } } },
  });
  expect(verdicts()).toEqual(open);
});

test.each<readonly [string, string | undefined, readonly string[]]>([
  ['the same environment', 'aws://111122223333/eu-west-1', []],
  ['another account', 'aws://444455556666/eu-west-1', open],
  ['another Region', 'aws://111122223333/us-east-1', open],
  ['an environment that is not known', 'aws://unknown-account/unknown-region', open],
  ['an environment that is none', 'elsewhere', open],
])('in an assembly of the CDK, an export counts in the account and Region it is in: %s', (_name, place, expected) => {
  desk.put('manifest.json', manifest({ 'a.json': place, 'b.json': 'aws://111122223333/eu-west-1' }));
  desk.put('a.json', exporting(role));
  desk.put('b.json', imported);
  expect(verdicts()).toEqual(expected);
});

test('the account of a stack in an assembly is its own', () => {
  desk.put('manifest.json', manifest({ 'a.json': 'aws://111122223333/eu-west-1' }));
  desk.put('a.json', template({ R: trust({ AWS: '111122223333' }) }));
  expect(verdicts()).toEqual([]);
  desk.put('a.json', template({ R: trust({ AWS: '999988887777' }) }));
  expect(verdicts()).toEqual(['external-id fail', 'trusted-account fail']);
});

test.each([
  ['nothing', ''],
  ['a list', []],
  ['odd artifacts', { artifacts: { a: null, b: { environment: 3, properties: 'x' } } }],
])('a manifest with %s says nothing', (_name, content) => {
  desk.put('manifest.json', content);
  desk.put('a.json', exporting(role));
  desk.put('b.json', imported);
  expect(verdicts('--account', '111122223333')).toEqual([]);
});

test('a nested template has the parameters that its one parent passes', () => {
  const child = { Parameters: { Who: { Type: 'String' } }, ...template({ R: trust({ AWS: { Ref: 'Who' } }) }) };
  const parent = (...who: readonly string[]) => ({
    Resources: Object.fromEntries(
      who.map((one) => [
        `Nested${one}`,
        {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { Parameters: { Who: one } },
          Metadata: { 'aws:asset:path': 'child.nested.template.json' },
        },
      ]),
    ),
  });
  desk.put('child.nested.template.json', child);
  desk.put('parent.json', parent('111122223333'));
  expect(verdicts('--account', '111122223333')).toEqual([]);
  desk.put('parent.json', parent('111122223333', '999988887777'));
  expect(verdicts('--account', '111122223333')).toEqual(open);
});

test('an audit shows what it finds and exits 0, and still says when nothing was judged', () => {
  desk.put('sts-guardrails.json', { enforce: 'audit' });
  desk.put('a.json', template({ R: trust({ AWS: '*' }) }));
  desk.put('broken.json', '{ "AWS::IAM::Role"');
  const { status, findings } = desk.check('a.json', 'broken.json');
  expect([status, findings.map(({ rule, level }) => `${rule} ${level}`)]).toEqual([
    0,
    expect.arrayContaining(['wildcard-principal error', 'unreadable error']),
  ]);
  desk.put('empty.json', { Resources: {} });
  expect(desk.run(['check', 'empty.json']).status).toBe(2);
});
