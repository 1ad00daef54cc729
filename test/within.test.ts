import { tell } from '../aspects/aspect-text';
import { violation } from '../aspects/violation';
import { findingText } from '../packs/message';
import { check, type Finding, findingLines } from '../shared';
import { readCloudFormation } from '../shared/read/cloudformation';
import { readPulumiResource } from '../shared/read/pulumi';
import { settingsOf, today } from './table';
import { allow, doc, everybody } from './table/build';

const trust = doc(allow(everybody));
const quiet = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] };
const policies = [quiet, wide, wide];
const settings = settingsOf({ name: '' }, { settings: { rules: { 'external-id': 'off', 'trusted-account': 'off' } } });

const resource = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust,
    Policies: policies.map((PolicyDocument, index) => ({ PolicyName: `p${index}`, PolicyDocument })),
  },
};
const template = { Resources: { Deploy: resource } };
const native = {
  type: 'aws:iam/role:Role',
  urn: 'urn:pulumi:dev::app::aws:iam/role:Role::Deploy',
  name: 'Deploy',
  props: {
    assumeRolePolicy: JSON.stringify(trust),
    inlinePolicies: policies.map((policy, index) => ({ name: `p${index}`, policy: JSON.stringify(policy) })),
  },
};

function found(subjects: Parameters<typeof check>[0]): readonly Finding[] {
  return check(subjects, settings, { today }).findings;
}

const inTemplate = found(readCloudFormation(template, { file: 'app.json' }).subjects);
const inProgram = found(readPulumiResource(native));
const firstLine = (text: string | undefined) => text?.split('\n')[0] ?? '';

test('each finding tells in which document of its resource it stands', () => {
  const places = (findings: readonly Finding[]) =>
    findings.map(({ rule, subject, at }) => `${rule} ${subject.within ?? '-'} ${at}`);
  expect(places(inTemplate)).toEqual([
    'wildcard-principal - /Statement/0',
    'assume-any-role /Policies/1/PolicyDocument /Statement/0',
    'assume-any-role /Policies/2/PolicyDocument /Statement/0',
  ]);
  expect(places(inProgram)).toEqual([
    'wildcard-principal - /Statement/0',
    'assume-any-role /inlinePolicies/1/policy /Statement/0',
    'assume-any-role /inlinePolicies/2/policy /Statement/0',
  ]);
});

test('no two of them have one fingerprint', () => {
  for (const findings of [inTemplate, inProgram])
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
});

test('every host that prints lines says it', () => {
  expect(inTemplate.map((finding) => firstLine(findingLines(finding)[0]))).toEqual([
    'error wildcard-principal IAM-STS-2 app.json Deploy /Statement/0',
    'error assume-any-role app.json Deploy in /Policies/1/PolicyDocument /Statement/0',
    'error assume-any-role app.json Deploy in /Policies/2/PolicyDocument /Statement/0',
  ]);
  expect(inProgram.map((finding) => firstLine(findingText(finding)))).toEqual([
    'error wildcard-principal IAM-STS-2 Deploy /Statement/0',
    'error assume-any-role Deploy in /inlinePolicies/1/policy /Statement/0',
    'error assume-any-role Deploy in /inlinePolicies/2/policy /Statement/0',
  ]);
  expect(inTemplate.map((finding) => tell(finding).split('\n   ')[1])).toEqual([
    'at app.json#Deploy, /Statement/0',
    'at app.json#Deploy in /Policies/1/PolicyDocument, /Statement/0',
    'at app.json#Deploy in /Policies/2/PolicyDocument, /Statement/0',
  ]);
});

test('the report of CDK says it beside the place', () => {
  const said = inTemplate.map((finding) => violation(finding, {}, 'block').ruleMetadata?.['within']);
  expect(said).toEqual([undefined, '/Policies/1/PolicyDocument', '/Policies/2/PolicyDocument']);
});

test('documents in a template that is text in another one are told apart', () => {
  const TemplateBody = JSON.stringify(template);
  const around = { Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody } } } };
  const findings = found(readCloudFormation(around).subjects).filter(({ rule }) => rule === 'assume-any-role');
  expect(findings.map(({ subject: { id, within } }) => `${id} ${within}`)).toEqual([
    'Set/Deploy /Policies/1/PolicyDocument',
    'Set/Deploy /Policies/2/PolicyDocument',
  ]);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test('blocks of a provider are told apart', () => {
  const roles = ['a', 'b'].map((name) => ({ roleArn: `arn:aws:iam::111122223333:role/${name}`, duration: '12h' }));
  const provider = {
    type: 'pulumi:providers:aws',
    urn: 'urn:pulumi:dev::app::pulumi:providers:aws::main',
    name: 'main',
    props: { assumeRoles: JSON.stringify(roles) },
  };
  const findings = found(readPulumiResource(provider)).filter(({ rule }) => rule === 'session-duration');
  expect(findings.map(({ subject }) => subject.within)).toEqual(['/assumeRoles/0', '/assumeRoles/1']);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});
