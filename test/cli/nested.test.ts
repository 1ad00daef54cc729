import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Desk, template, trust } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

const home = ['--account', '111122223333'] as const;
const role = (who: unknown) => ({ R: trust({ AWS: who }) });
const child = { Parameters: { Who: { Type: 'String', Default: '999988887777' } }, ...template(role({ Ref: 'Who' })) };
const stack = (TemplateURL: unknown, Parameters: object = {}, Type = 'AWS::CloudFormation::Stack') => ({
  Type,
  Properties: { [Type === 'AWS::Serverless::Application' ? 'Location' : 'TemplateURL']: TemplateURL, Parameters },
});

/** `rule verdict: file#id` of each finding at level error or undecided. */
function found(...args: readonly string[]): readonly string[] {
  return desk
    .check(...args, ...home)
    .findings.map(({ rule, verdict, subject }) => `${rule} ${verdict}: ${subject.path}`);
}

const foreign = (path: string) => [`external-id fail: ${path}`, `trusted-account fail: ${path}`];
const open = (path: string) =>
  ['wildcard-principal', 'external-id', 'trusted-account'].map((rule) => `${rule} unknown: ${path}`);

describe.each(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application'])(
  'a template that %s names as a file',
  (type) => {
    beforeEach(() => {
      desk.put('nested/child.json', child);
      desk.put('parent.json', { Resources: { N: stack('./nested/child.json', { Who: '111122223333' }, type) } });
    });

    test('is judged with what it is passed, whether its folder is or the parent alone', () => {
      expect(found('.')).toEqual([]);
      expect(found('parent.json')).toEqual([]);
      expect(desk.check('parent.json').summary.subjects).toBe(1);
      expect(desk.check('.', 'parent.json').summary.subjects).toBe(1);
      desk.put('parent.json', { Resources: { N: stack('nested/child.json', { Who: '*' }, type) } });
      expect(found('parent.json')).toEqual([
        'wildcard-principal fail: nested/child.json#R',
        'trusted-account fail: nested/child.json#R',
      ]);
    });

    test('is not judged where it is left out', () => {
      desk.put('parent.json', { Resources: { N: stack('nested/child.json', { Who: '*' }, type) } });
      for (const left of ['!nested/child.json', '!nested', '!nes*/**']) {
        expect(desk.check('parent.json', left)).toMatchObject({ status: 2, findings: [], summary: { subjects: 0 } });
      }
    });

    test('has the default where it is passed nothing', () => {
      desk.put('parent.json', { Resources: { N: stack('nested/child.json', {}, type) } });
      expect(found('parent.json')).toEqual(foreign('nested/child.json#R'));
      // by itself it may have any value
      expect(found('nested')).toEqual(open('nested/child.json#R'));
    });

    test('has the default where a condition of the parent passes nothing', () => {
      const passed = (Default: string) => {
        desk.put('nested/child.json', { ...child, Parameters: { Who: { Type: 'String', Default } } });
        const Who = { 'Fn::If': ['C', '111122223333', { Ref: 'AWS::NoValue' }] };
        const Conditions = { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
        desk.put('parent.json', { Conditions, Resources: { N: stack('nested/child.json', { Who }, type) } });
        return found('parent.json');
      };
      expect(passed('111122223333')).toEqual([]);
      expect(passed('*')).toEqual([
        'wildcard-principal unknown: nested/child.json#R',
        'trusted-account unknown: nested/child.json#R',
      ]);
    });

    test('has a list on each side of what a condition of the parent passes', () => {
      const Parameters = { Who: { Type: 'CommaDelimitedList' } };
      desk.put('nested/child.json', { Parameters, ...template(role({ Ref: 'Who' })) });
      const Who = { 'Fn::If': ['C', '111122223333, 111122224444', '111122223333'] };
      const Conditions = { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
      desk.put('parent.json', { Conditions, Resources: { N: stack('nested/child.json', { Who }, type) } });
      expect(desk.check('parent.json', ...home, '--account', '111122224444').findings).toEqual([]);
    });

    test('that is not there is an error at the place that names it', () => {
      desk.put('parent.json', { Resources: { N: stack('gone.yaml', {}, type), ...resources(role('111122223333')) } });
      const { findings, status } = desk.check('parent.json', ...home);
      expect([status, findings]).toEqual([
        1,
        [
          expect.objectContaining({
            rule: 'unreadable',
            message: expect.stringContaining('there is no file gone.yaml beside this template') as unknown,
            subject: expect.objectContaining({ id: 'N', type, path: 'parent.json#N' }) as unknown,
            line: 1,
          }),
        ],
      ]);
    });

    test.each([
      'https://s3.amazonaws.com/bucket/child.json',
      's3://bucket/child.json',
      { 'Fn::Sub': 'https://${AWS::Region}.amazonaws.com/child.json' },
      { 'Fn::Sub': '${Where}/child.json' },
      '',
    ])('is not asked for where it is elsewhere: %j', (url) => {
      desk.put('parent.json', { Resources: { N: stack(url, {}, type), ...resources(role('111122223333')) } });
      expect(found('parent.json')).toEqual([]);
    });
  },
);

const resources = (roles: { readonly [id: string]: unknown }) => (template(roles) as { Resources: object }).Resources;

test('values go down through several stacks, and up again as outputs, whatever the templates are written in', () => {
  desk.put(
    'top.yaml',
    `Resources:
  Middle:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: middle.yaml
      Parameters: { Who: !Ref AWS::AccountId }
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { AWS: !GetAtt Middle.Outputs.Back }, Action: sts:AssumeRole }]
`,
  );
  desk.put(
    'middle.yaml',
    `Parameters: { Who: { Type: String } }
Resources:
  Leaf:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./child.json, Parameters: { Who: !Ref Who } }
Outputs:
  Back: { Value: !GetAtt Leaf.Outputs.Up }
`,
  );
  desk.put('child.json', { ...child, Outputs: { Up: { Value: { Ref: 'Who' } } } });
  expect(found('top.yaml')).toEqual([]);
  expect(desk.check('top.yaml').summary.subjects).toBe(2);
  desk.put('child.json', { ...child, Outputs: { Up: { Value: '999988887777' } } });
  expect(found('top.yaml')).toEqual(foreign('top.yaml#R'));
});

test('a template that two stacks deploy has what they agree on', () => {
  const two = { ...child, Parameters: { Who: { Type: 'String' }, Other: { Type: 'String' } } };
  desk.put('child.json', two);
  const parent = (...others: readonly string[]) => ({
    Resources: Object.fromEntries(
      others.map((Other, index) => [`N${index}`, stack('child.json', { Who: '111122223333', Other })]),
    ),
  });
  desk.put('parent.json', parent('a', 'b'));
  expect(found('.')).toEqual([]);
  desk.put('child.json', { ...two, ...template(role({ Ref: 'Other' })) });
  expect(found('.')).toEqual(open('child.json#R'));
});

test('stacks that nest each other, or themselves, end somewhere', () => {
  const round = (file: string) => ({
    ...child,
    Resources: { ...child.Parameters, ...resources(role({ Ref: 'Who' })), N: stack(file, { Who: { Ref: 'Who' } }) },
  });
  desk.put('a.json', round('b.json'));
  desk.put('b.json', round('a.json'));
  desk.put('self.json', round('./self.json'));
  expect(desk.check('.').summary.subjects).toBe(3);
  desk.put('c.json', {
    Outputs: { O: { Value: { 'Fn::GetAtt': ['N', 'Outputs.O'] } } },
    Resources: { N: stack('c.json'), ...resources(role({ 'Fn::GetAtt': ['N', 'Outputs.O'] })) },
  });
  expect(found('c.json')).toEqual(open('c.json#R'));
});

describe('a stack set', () => {
  test('takes a template to accounts of its own, with values of each', () => {
    desk.put('child.json', { ...template(role({ Ref: 'AWS::AccountId' })) });
    desk.put('parent.json', { Resources: { S: stack('child.json', {}, 'AWS::CloudFormation::StackSet') } });
    expect(found('parent.json')).toEqual([]);
    desk.put('child.json', template(role('111122223333')));
    // the account that the set is in is a foreign one there, but one of the own ones
    expect(desk.check('parent.json').findings.map(({ rule }) => rule)).toEqual(['external-id', 'trusted-account']);
    expect(found('parent.json')).toEqual([]);
    desk.put('child.json', child);
    desk.put('parent.json', { Resources: { S: stack('child.json', { Who: '*' }, 'AWS::CloudFormation::StackSet') } });
    expect(found('parent.json')).toEqual(open('child.json#R'));
  });

  test('may hold its template as YAML', () => {
    const TemplateBody = `Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { AWS: !Sub '*' }, Action: sts:AssumeRole }]
`;
    desk.put('a.json', { Resources: { S: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody } } } });
    expect(found('a.json')).toEqual(['wildcard-principal fail: a.json#S/R', 'trusted-account fail: a.json#S/R']);
    const broken = { TemplateBody: `${TemplateBody}  : [` };
    desk.put('a.json', { Resources: { S: { Type: 'AWS::CloudFormation::StackSet', Properties: broken } } });
    expect(desk.check('a.json').findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('the template body is neither JSON nor YAML'),
    ]);
  });
});

test('exports of YAML templates count as those of JSON ones', () => {
  desk.put(
    'a.yaml',
    'Resources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Value: !Ref AWS::AccountId, Export: {Name: !Sub x}}}\n',
  );
  desk.put('b.json', template(role({ 'Fn::ImportValue': 'x' })));
  expect(found('.')).toEqual([]);
});

test('a link to the file that a template names leads to the same one', () => {
  desk.put('child.json', child);
  symlinkSync('child.json', join(desk.folder, 'other.json'));
  desk.put('parent.json', { Resources: { N: stack('other.json', { Who: '111122223333' }) } });
  expect(found('child.json', 'parent.json')).toEqual([]);
});
