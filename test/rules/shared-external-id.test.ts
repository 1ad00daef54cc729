import { check } from '../../shared';
import { readCloudFormation } from '../../shared/read/cloudformation';
import { readPulumiResource } from '../../shared/read/pulumi';
import { settingsOf, today } from '../table';

const settings = settingsOf({ name: '' }, { settings: {} });
const trust = (account: string, id: unknown): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': id } },
    },
  ],
});
const role = (account: string): object => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust(account, { Ref: 'Id' }) },
});
const template = (roles: object): object => ({ Parameters: { Id: { Type: 'String' } }, Resources: roles });
const [one, other] = ['999988887777', '777766665555'] as const;

function found(...subjects: Parameters<typeof check>[0]): string[] {
  const { findings } = check(subjects, settings, { today });
  return findings.filter(({ rule }) => rule === 'shared-external-id').map(({ subject }) => subject.id);
}

test('a parameter of one template is one external ID', () => {
  const { subjects } = readCloudFormation(template({ A: role(one), B: role(other) }), { file: 'a.json' });
  expect(found(...subjects)).toEqual(['A', 'B']);
});

test('parameters of one name in two templates may be two', () => {
  const files = [one, other].map((account, index) =>
    readCloudFormation(template({ Role: role(account) }), { file: `${index}.json` }),
  );
  expect(found(...files.flatMap(({ subjects }) => subjects))).toEqual([]);
});

test('a template inside another one has parameters of its own', () => {
  const set = { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: template({ B: role(other) }) } };
  const { subjects } = readCloudFormation(template({ A: role(one), Set: set }), { file: 'a.json' });
  expect(subjects.map(({ place }) => place.id)).toEqual(['A', 'Set/B']);
  expect(found(...subjects)).toEqual([]);
});

test('of a value that an engine does not know it does not tell which one it is', () => {
  const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
  const roles = [one, other].map((account) => ({
    type: 'aws:iam/role:Role',
    urn: `urn:pulumi:dev::app::aws:iam/role:Role::${account}`,
    name: account,
    props: { assumeRolePolicy: JSON.stringify(trust(account, unknown)) },
  }));
  const subjects = roles.flatMap((resource) => readPulumiResource(resource));
  expect(found(...subjects)).toEqual([]);
  expect(JSON.stringify(subjects)).toContain('"domain":"free"');
});
