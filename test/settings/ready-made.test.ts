import { execFileSync } from 'node:child_process';
import { check, type Report, type RoleSubject, type Settings, Text } from '../../shared';
import { readCloudFormation } from '../../shared/read/cloudformation';
import { role, settings } from './make';

const today = '2030-01-01';
const account = '111122223333';
const owner = { account: Text.of(account) };

/** The template that `cdk bootstrap` deploys, as the installed CDK command prints it. */
const bootstrap = JSON.parse(
  execFileSync(process.execPath, [require.resolve('aws-cdk/bin/cdk'), 'bootstrap', '--show-template', '--json'], {
    encoding: 'utf8',
  }),
) as { Resources: { [id: string]: { Properties: { AssumeRolePolicyDocument: { Statement: object[] } } } } };

function judgeTemplate(template: unknown, under: Settings): Report {
  const { subjects } = readCloudFormation(template, { file: 'bootstrap.json', owner });
  return check(subjects, under, { today });
}

function rolesOf({ findings }: Report): readonly string[] {
  const said = findings.map(({ rule, verdict, subject, at }) => `${rule} ${verdict} ${subject.id} ${at}`);
  return [...new Set(said)].sort();
}

/** A role as IAM has it, under its own name. */
function deployed(name: string, trust: RoleSubject['trust'], maxSeconds?: number): RoleSubject {
  return { ...role(name, account), trust, maxSeconds };
}

describe('the roles of cdk bootstrap', () => {
  const list = settings({ extends: 'cdk-bootstrap' });

  test('without the list, tags of anybody’s own and what depends on the trusted accounts is found', () => {
    const found = rolesOf(judgeTemplate(bootstrap, settings()));
    expect(found.filter((line) => line.includes(' fail '))).toEqual([
      'full-admin fail CdkBoostrapPermissionsBoundaryPolicy /Statement/0',
      'tag-session fail DeploymentActionRole /Statement/0',
      'tag-session fail FilePublishingRole /Statement/0',
      'tag-session fail ImagePublishingRole /Statement/0',
      'tag-session fail LookupRole /Statement/0',
    ]);
    const deployer = found.filter((line) => line.includes('CloudFormationExecutionRole'));
    expect(deployer.filter((line) => !line.includes(' unknown '))).toEqual([]);
    expect(deployer).toContain('full-admin unknown CloudFormationExecutionRole /Statement/0');
    expect(found.filter((line) => line.includes('ImagePublishingRole'))).toEqual([
      'external-id unknown ImagePublishingRole /Statement/0',
      'external-id unknown ImagePublishingRole /Statement/2',
      'tag-session fail ImagePublishingRole /Statement/0',
      'tag-session unknown ImagePublishingRole /Statement/2',
      'trusted-account unknown ImagePublishingRole /Statement/0',
      'trusted-account unknown ImagePublishingRole /Statement/2',
      'wildcard-principal unknown ImagePublishingRole /Statement/2',
    ]);
  });

  test('with the list everything is accepted, by its name', () => {
    const { findings, accepted } = judgeTemplate(bootstrap, list);
    expect(findings).toEqual([]);
    expect(accepted.length).toBe(judgeTemplate(bootstrap, settings()).findings.length);
    expect(new Set(accepted.map((one) => one.accepted.by))).toEqual(new Set(['extends "cdk-bootstrap"']));
  });

  test('each entry for the template covers something in it', () => {
    const entries = list.exceptions.filter(({ where }) => where?.includes('#')).map(({ preset, ...one }) => one);
    expect(entries.length).toBeGreaterThan(20);
    expect(judgeTemplate(bootstrap, { ...list, exceptions: entries }).findings).toEqual([]);
  });

  test.each<[what: string, statement: object, rule: string]>([
    ['anybody', { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }, 'wildcard-principal'],
    ['a stranger', { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' }, 'external-id'],
    [
      'tags of a statement that the CDK does not have',
      { Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
      'tag-session',
    ],
  ])('a template that lets in %s is found under the list', (_what, statement, rule) => {
    const opened = structuredClone(bootstrap);
    opened.Resources['LookupRole']?.Properties.AssumeRolePolicyDocument.Statement.push(statement);
    const { findings } = judgeTemplate(opened, list);
    expect(findings).toContainEqual(expect.objectContaining({ rule, verdict: 'fail', at: '/Statement/6' }));
  });

  test('as they are deployed, tags are accepted and a trusted account that nobody approved is found', () => {
    const trust = (trusted: string) => ({
      Statement: [account, trusted].flatMap((one) =>
        ['sts:AssumeRole', 'sts:TagSession'].map((Action) => ({ Effect: 'Allow', Action, Principal: { AWS: one } })),
      ),
    });
    const judge = (name: string, trusted: string, under: Settings) =>
      check([deployed(name, trust(trusted))], under, { today });
    const name = 'cdk-hnb659fds-deploy-role-111122223333-eu-west-1';
    expect(rolesOf(judge(name, account, settings()))).toContain(`tag-session fail ${name} /Statement/0`);
    expect(judge(name, account, list)).toMatchObject({
      findings: [],
      accepted: [{ at: '/Statement/0' }, { at: '/Statement/2' }],
    });
    expect(rolesOf(judge(name, '999988887777', list))).toContain(`external-id fail ${name} /Statement/2`);
    expect(rolesOf(judge('somebody-deploy-role', account, list))).toContain(
      'tag-session fail somebody-deploy-role /Statement/0',
    );
  });
});

describe('the roles of IAM Identity Center', () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
    ],
  };
  const list = settings({ extends: 'identity-center' });
  const name = 'AWSReservedSSO_Operators_0123456789abcdef';

  test.each([name, `aws-reserved/sso.amazonaws.com/eu-west-1/${name}`])('%s may state twelve hours', (path) => {
    const subject = deployed(path, trust, 43200);
    expect(rolesOf(check([subject], settings(), { today }))).toEqual([`session-duration fail ${name} `]);
    expect(check([subject], list, { today })).toMatchObject({
      findings: [],
      accepted: [{ rule: 'session-duration', accepted: { by: 'extends "identity-center"' } }],
    });
  });

  test('other roles may not, and nothing else is accepted', () => {
    const open = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] };
    const subjects = [deployed('Operators', trust, 43200), deployed(name, open, 43200)];
    const found = rolesOf(check(subjects, list, { today }));
    expect(found).toContain('session-duration fail Operators ');
    expect(found).toContain(`wildcard-principal fail ${name} /Statement/0`);
  });
});
