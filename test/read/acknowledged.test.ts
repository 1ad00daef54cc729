import { readCloudFormation } from '../../shared/read/cloudformation';

const properties = { AssumeRolePolicyDocument: { Statement: [] } };
const role = (Metadata: unknown) => ({ Type: 'AWS::IAM::Role', Properties: properties, Metadata });
const block = (entries: unknown) => role({ 'sts-guardrails': entries });
const nag = (...entries: unknown[]) => role({ cdk_nag: { rules_to_suppress: entries } });
const by = 'the Metadata of R';

test.each<readonly [string, object, readonly { rule: string; reason: string }[]]>([
  ['no Metadata', role(undefined), []],
  ['other Metadata', role({ 'aws:cdk:path': 'App/R/Resource', cdk_nag: {} }), []],
  [
    'rules with reasons',
    block({ 'external-id': 'agreed, ticket=SEC-1', 'mfa[undecided]': 'later' }),
    [
      { rule: 'external-id', reason: 'agreed, ticket=SEC-1' },
      { rule: 'mfa[undecided]', reason: 'later' },
    ],
  ],
  ['a reason that is computed', block({ mfa: { Ref: 'Reason' } }), [{ rule: 'mfa', reason: '' }]],
  ['a choice of blocks', block({ 'Fn::If': ['C', { mfa: 'r' }, {}] }), [{ rule: 'Fn::If', reason: '' }]],
  ['a block that is a text', block('everything is fine'), [{ rule: 'sts-guardrails', reason: '' }]],
  ['a block that is a list', block(['mfa']), [{ rule: 'sts-guardrails', reason: '' }]],
  [
    'what cdk-nag 2 and 3 write',
    nag({ id: 'StsGuardrails-mfa', reason: 'two' }, { id: 'sts-guardrails::mfa[undecided]', reason: 'three' }),
    [
      { rule: 'mfa', reason: 'two' },
      { rule: 'mfa[undecided]', reason: 'three' },
    ],
  ],
  ['rules of other packs', nag({ id: 'AwsSolutions-IAM4', reason: 'r' }, { id: 3, reason: 'r' }, 'x', null), []],
  [
    'what covers the undecided alone',
    nag(
      { id: 'StsGuardrails-mfa', reason: 'r', applies_to: ['undecided'] },
      { id: 'StsGuardrails-mfa', reason: 'other', appliesTo: ['undecided'] },
    ),
    [
      { rule: 'mfa[undecided]', reason: 'r' },
      { rule: 'mfa[undecided]', reason: 'other' },
    ],
  ],
  [
    'what covers parts that no rule has',
    nag(
      { id: 'StsGuardrails-mfa', reason: 'r', applies_to: ['Principal::*'] },
      { id: 'StsGuardrails-mfa', reason: 'r', applies_to: [{ regex: '/.*/' }] },
      { id: 'StsGuardrails-mfa', reason: 'r', applies_to: [] },
    ),
    [
      { rule: 'mfa["Principal::*"]', reason: 'r' },
      { rule: 'mfa[{"regex":"/.*/"}]', reason: 'r' },
      { rule: 'mfa[]', reason: 'r' },
    ],
  ],
  [
    'reasons in base 64, and broken ones',
    nag(
      { id: 'StsGuardrails-mfa', reason: 'w4TFgcWCxYQ=', is_reason_encoded: true },
      { id: 'StsGuardrails-mfa', reason: '%%', is_reason_encoded: true },
      { id: 'StsGuardrails-tags' },
    ),
    [
      { rule: 'mfa', reason: 'ÄŁłń' },
      { rule: 'mfa', reason: '' },
      { rule: 'tags', reason: '' },
    ],
  ],
])('%s', (_name, resource, expected) => {
  const { subjects, acknowledged } = readCloudFormation({ Resources: { R: resource } });
  expect(acknowledged).toEqual(expected.map((one) => ({ ...one, by })));
  expect(subjects[0]?.acknowledged ?? []).toEqual(acknowledged);
});

test('what stands on a resource of another type is told, and on no role', () => {
  const topic = { Type: 'AWS::SNS::Topic', Metadata: { 'sts-guardrails': { mfa: 'r' } } };
  const { subjects, acknowledged } = readCloudFormation({ Resources: { T: topic, R: role({}) } });
  expect(acknowledged).toEqual([{ rule: 'mfa', reason: 'r', by: 'the Metadata of T' }]);
  expect(subjects.map((one) => one.acknowledged)).toEqual([undefined]);
});

test('what stands on the template is one and the same for all its roles', () => {
  const { subjects, acknowledged } = readCloudFormation({
    Metadata: { cdk_nag: { rules_to_suppress: [{ id: 'StsGuardrails-mfa', reason: 'the whole stack' }] } },
    Resources: { A: block({ 'external-id': 'a' }), B: role({}) },
  });
  expect(acknowledged.map((one) => one.by)).toEqual(['the Metadata of A', 'the Metadata of the template']);
  expect(subjects[0]?.acknowledged?.[1]).toBe(acknowledged[1]);
  expect(subjects[1]?.acknowledged?.[0]).toBe(acknowledged[1]);
});

test('a stack set accepts for the roles that it holds, and they for themselves', () => {
  const body = { Metadata: { 'sts-guardrails': { c: '3' } }, Resources: { R: block({ a: '1' }) } };
  const set = { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: JSON.stringify(body) } };
  const { subjects, acknowledged } = readCloudFormation({
    Resources: { Set: { ...set, Metadata: { 'sts-guardrails': { b: '2' } } } },
  });
  expect(subjects).toHaveLength(1);
  expect(subjects[0]?.acknowledged).toEqual([
    { rule: 'a', reason: '1', by: 'the Metadata of Set/R' },
    { rule: 'c', reason: '3', by: 'the Metadata of the template in Set' },
    { rule: 'b', reason: '2', by: 'the Metadata of Set' },
  ]);
  expect(subjects[0]?.acknowledged?.every((one) => acknowledged.includes(one))).toBe(true);
});

test('a file is named beside the resource, since two templates may have one of its name', () => {
  const { subjects, acknowledged } = readCloudFormation({ Resources: { R: block({ a: '1' }) } }, { file: 'x.json' });
  expect(acknowledged).toMatchObject([{ by: 'the Metadata of R in x.json' }]);
  expect(subjects[0]?.acknowledged?.[0]).toBe(acknowledged[0]);
});

test('a suppression that cdk-nag writes into all resources of a construct is one, and counts where it stands', () => {
  const suppressed = nag({ id: 'StsGuardrails-mfa', reason: 'r' });
  const Resources = { A: suppressed, B: { ...suppressed, Type: 'AWS::SNS::Topic' }, C: suppressed, D: role({}) };
  const { subjects, acknowledged } = readCloudFormation({ Resources }, { file: 'x.json' });
  expect(acknowledged).toEqual([{ rule: 'mfa', reason: 'r', by: 'the Metadata of A in x.json and 2 more' }]);
  expect(subjects.map((one) => one.acknowledged?.[0] === acknowledged[0])).toEqual([true, true, false]);
});
