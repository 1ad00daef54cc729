import { deadCondition } from '../../shared/rules/dead-condition';
import type { Tree } from '../../shared/model/tree';
import { table } from '../table';
import {
  allow,
  arn,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  organization,
  ourselves,
  own,
  text,
  vendor,
  when,
} from '../table/build';
import { stray } from '../table/stray';

const service = (...names: readonly string[]): Tree => ({ Service: names.map((name) => `${name}.amazonaws.com`) });
const provider = (host: string): Tree => ({ Federated: `arn:aws:iam::${own}:oidc-provider/${host}` });
const github = provider('token.actions.githubusercontent.com');
const saml = { Federated: `arn:aws:iam::${own}:saml-provider/corp` };
const login = { Action: 'sts:AssumeRoleWithWebIdentity' };
const assertion = { Action: 'sts:AssumeRoleWithSAML' };
const under = (operator: string, key: string): string =>
  `/Statement/0/Condition/${operator}/${key.replaceAll('/', '~1')}`;
const guarded = (operator: string, key: string, value: Tree, principal: Tree = ourselves): Tree =>
  doc(deny(principal, when(operator, key, value)), allow(ourselves));

export default table(deadCondition, {
  pass: [
    {
      name: 'the source of CloudTrail, which it sends to a role that copies events to a lake',
      trust: allow(service('cloudtrail'), when('StringEquals', 'aws:SourceAccount', own)),
    },
    {
      name: 'a key that the caller sends',
      trust: allow(vendor, when('StringEquals', 'sts:ExternalId', 'payments-7f3c')),
    },
    { name: 'no condition', trust: allow(ourselves) },
    {
      name: 'the source of a service that tells it',
      trust: allow(service('states'), when('StringEquals', 'aws:SourceAccount', own)),
    },
    {
      name: 'the source of a service of which nothing is known',
      trust: allow(service('autoscaling', 'lambda'), when('StringEquals', 'aws:SourceAccount', own)),
    },
    {
      name: 'the source of an instance where one is named',
      trust: allow(service('ec2'), when('StringEqualsIfExists', 'aws:SourceAccount', own)),
    },
    {
      name: 'a source, where anybody may be meant',
      trust: allow(everybody, when('StringEquals', 'aws:SourceAccount', own)),
    },
    {
      name: 'a source, where a service stands beside an account',
      trust: allow({ AWS: own, Service: 'states.amazonaws.com' }, when('StringEquals', 'aws:SourceAccount', own)),
    },
    {
      name: 'the caller’s own organization',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgID', organization)),
    },
    { name: 'the name of a user, in an account', trust: allow(ourselves, when('StringEquals', 'aws:username', 'ann')) },
    {
      name: 'tags that Roles Anywhere takes from a certificate',
      trust: allow(service('rolesanywhere'), when('StringEquals', 'aws:PrincipalTag/x509Subject/CN', 'build')),
    },
    {
      name: 'tags of a pod',
      trust: allow(service('pods.eks'), when('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'shop')),
    },
    {
      name: 'claims of the provider',
      trust: allow(
        github,
        {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repo:octo/site:ref:refs/heads/main',
          },
        },
        login,
      ),
    },
    {
      name: 'claims of the provider in other letter case',
      trust: allow(github, when('StringLike', 'Token.Actions.GithubUserContent.com:sub', 'repo:octo/site:*'), login),
    },
    {
      name: 'claims of one of two providers',
      trust: allow(
        {
          Federated: [
            `arn:aws:iam::${own}:oidc-provider/gitlab.com`,
            `arn:aws:iam::${own}:oidc-provider/oidc.example.com`,
          ],
        },
        when('StringEquals', 'gitlab.com:sub', 'project_path:octo/site:ref_type:branch:ref:main'),
        login,
      ),
    },
    {
      name: 'claims of a provider that is not known yet',
      trust: allow(
        { Federated: text(hole('GetAtt Provider.Arn', 'arn')) },
        when('StringEquals', 'gitlab.com:sub', 'project_path:octo/site:ref_type:branch:ref:main'),
        login,
      ),
    },
    {
      name: 'a claim that STS takes from these tokens',
      trust: allow(
        github,
        when('StringEquals', 'token.actions.githubusercontent.com:repository_owner_id', '1234'),
        login,
      ),
    },
    {
      name: 'a claim of a provider of which nothing is known',
      trust: allow(provider('oidc.example.com'), when('StringEquals', 'oidc.example.com:group', 'admins'), login),
    },
    {
      name: 'where an assertion was sent',
      trust: allow(saml, when('StringEquals', 'saml:aud', 'https://signin.aws.amazon.com/saml'), assertion),
    },
    {
      name: 'a key of another service, which a session may bring',
      trust: allow(
        iam(own, 'role/Build'),
        when('StringEquals', 'lambda:SourceFunctionArn', 'arn:aws:lambda:eu-west-1:111122223333:function:f'),
      ),
    },
    {
      name: 'a Deny of other organizations with services spared',
      trust: guarded('StringNotEqualsIfExists', 'aws:PrincipalOrgID', organization, everybody),
    },
    {
      name: 'a Deny of services from elsewhere',
      trust: doc(deny(service('states'), when('StringNotEquals', 'aws:SourceAccount', own)), allow(service('states'))),
    },
    { name: 'a Deny of callers without a source identity', trust: guarded('Null', 'sts:SourceIdentity', 'true') },
    { name: 'a Deny of private addresses’ opposite', trust: guarded('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8') },
    {
      name: 'a private range beside a public one',
      trust: allow(ourselves, when('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.113.0/24'])),
    },
    {
      name: 'a range that is wider than the private one',
      trust: allow(ourselves, when('IpAddress', 'aws:SourceIp', '10.0.0.0/7')),
    },
    {
      name: 'private addresses inside a network',
      trust: allow(ourselves, when('IpAddress', 'aws:VpcSourceIp', '10.0.0.0/8')),
    },
    { name: 'a variable', trust: allow(ourselves, when('StringEquals', 'sts:RoleSessionName', '${aws:username}')) },
    {
      name: 'plain text under the older version',
      trust: { Version: '2008-10-17', Statement: [allow(ourselves, when('StringEquals', 'aws:username', 'ann'))] },
    },
    {
      name: 'an organization not known yet',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgID', text(hole('Ref Organization')))),
    },
    {
      name: 'a role by a pattern',
      trust: allow(ourselves, when('ArnLike', 'aws:PrincipalArn', arn(own, 'role/Deploy*'))),
    },
    {
      name: 'one of two values can be sent',
      trust: allow(
        ourselves,
        when('StringEquals', 'aws:PrincipalArn', [arn(own, 'role/Deploy*'), arn(own, 'role/Deploy')]),
      ),
    },
    {
      name: 'Pulumi’s error text as a value, which another rule says',
      trust: allow(ourselves, when('StringEquals', 'aws:PrincipalAccount', stray)),
    },
    {
      name: 'Pulumi’s error text inside a key',
      trust: allow(ourselves, when('StringEquals', `${stray}:sub`, 'system:serviceaccount:a:b')),
    },
  ],
  fail: [
    {
      name: 'the source of an instance',
      trust: allow(service('ec2'), when('StringEquals', 'aws:SourceAccount', own)),
      at: under('StringEquals', 'aws:SourceAccount'),
      says: 'ec2',
    },
    {
      name: 'the source of an instance beside a service that tells it',
      trust: allow(service('ec2', 'states'), when('StringEquals', 'aws:SourceAccount', own)),
      at: under('StringEquals', 'aws:SourceAccount'),
      says: 'does not let it in',
    },
    {
      name: 'a source, where only an account is meant',
      trust: allow(ourselves, when('StringEquals', 'aws:SourceAccount', own)),
      at: under('StringEquals', 'aws:SourceAccount'),
      says: 'a user or a role has no aws:SourceAccount',
    },
    {
      name: 'the organization of a service',
      trust: allow(service('states'), when('StringEquals', 'aws:PrincipalOrgID', organization)),
      at: under('StringEquals', 'aws:PrincipalOrgID'),
    },
    {
      name: 'a second factor of a service',
      trust: allow(service('lambda'), when('Bool', 'aws:MultiFactorAuthPresent', 'true')),
      at: under('Bool', 'aws:MultiFactorAuthPresent'),
    },
    {
      name: 'a second factor of an assertion',
      trust: allow(saml, when('Bool', 'aws:MultiFactorAuthPresent', true), assertion),
      at: under('Bool', 'aws:MultiFactorAuthPresent'),
    },
    {
      name: 'the name of a user, for a role',
      trust: allow(iam(own, 'role/Deploy'), when('StringEquals', 'aws:username', 'ann')),
      at: under('StringEquals', 'aws:username'),
      says: 'the session of a role has no aws:username',
    },
    {
      name: 'an external ID with a token',
      trust: allow(github, when('StringEquals', 'sts:ExternalId', 'payments-7f3c'), login),
      at: under('StringEquals', 'sts:ExternalId'),
    },
    {
      name: 'the claim of another provider',
      trust: allow(
        provider('gitlab.com'),
        when('StringLike', 'token.actions.githubusercontent.com:sub', 'repo:octo/site:*'),
        login,
      ),
      at: under('StringLike', 'token.actions.githubusercontent.com:sub'),
      says: 'a token of this identity provider brings no',
    },
    {
      name: 'the claim of a provider spelled with its scheme',
      trust: allow(
        github,
        when('StringLike', 'https://token.actions.githubusercontent.com:sub', 'repo:octo/site:*'),
        login,
      ),
      at: under('StringLike', 'https://token.actions.githubusercontent.com:sub'),
    },
    {
      name: 'a claim that STS does not take from a token',
      trust: allow(github, when('StringEquals', 'token.actions.githubusercontent.com:repository_owner', 'octo'), login),
      at: under('StringEquals', 'token.actions.githubusercontent.com:repository_owner'),
      says: 'takes no claim repository_owner',
    },
    {
      name: 'how long a session lasts',
      trust: allow(ourselves, when('NumericLessThanEquals', 'sts:DurationSeconds', 3600)),
      at: under('NumericLessThanEquals', 'sts:DurationSeconds'),
      says: 'limits no session',
    },
    {
      name: 'a Deny of long sessions',
      trust: guarded('NumericGreaterThan', 'sts:DurationSeconds', '3600'),
      at: under('NumericGreaterThan', 'sts:DurationSeconds'),
    },
    {
      name: 'how long a session lasts, where it is said',
      trust: allow(ourselves, when('NumericLessThanEqualsIfExists', 'sts:DurationSeconds', 3600)),
      at: under('NumericLessThanEqualsIfExists', 'sts:DurationSeconds'),
    },
    {
      name: 'a key that AWS does not have',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalOrgId2', organization)),
      at: under('StringEquals', 'aws:PrincipalOrgId2'),
      says: 'AWS has no key',
    },
    {
      name: 'an external ID under the wrong prefix',
      trust: allow(vendor, when('StringEquals', 'aws:ExternalId', 'payments-7f3c')),
      at: under('StringEquals', 'aws:ExternalId'),
    },
    {
      name: 'a Deny by a key that AWS does not have',
      trust: guarded('StringEquals', 'sts:SourceIdentities', 'ann'),
      at: under('StringEquals', 'sts:SourceIdentities'),
      says: 'the Deny never fires',
    },
    {
      name: 'a Deny of an empty source identity',
      trust: guarded('StringEquals', 'sts:SourceIdentity', ''),
      at: under('StringEquals', 'sts:SourceIdentity'),
      says: 'never empty',
    },
    {
      name: 'a Deny of services without a second factor',
      trust: doc(
        deny(service('states'), when('Bool', 'aws:MultiFactorAuthPresent', 'false')),
        allow(service('states')),
      ),
      at: under('Bool', 'aws:MultiFactorAuthPresent'),
      says: 'the Deny never fires',
    },
    {
      name: 'a private range',
      trust: allow(ourselves, when('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '192.168.1.7', 'fd00::/8'])),
      at: under('IpAddress', 'aws:SourceIp'),
    },
    {
      name: 'a Deny of a private range',
      trust: guarded('IpAddress', 'aws:SourceIp', '172.16.0.0/12'),
      at: under('IpAddress', 'aws:SourceIp'),
    },
    {
      name: 'a variable under the older version',
      trust: {
        Version: '2008-10-17',
        Statement: [allow(ourselves, when('StringEquals', 'sts:RoleSessionName', '${aws:username}'))],
      },
      at: under('StringEquals', 'sts:RoleSessionName'),
      says: 'plain text',
    },
    {
      name: 'a variable without a version',
      trust: { Statement: [allow(ourselves, when('StringLike', 'sts:RoleSessionName', '${aws:username}*'))] },
      at: under('StringLike', 'sts:RoleSessionName'),
    },
    {
      name: 'a wildcard where it is only a character',
      trust: allow(ourselves, when('StringEquals', 'aws:PrincipalArn', arn(own, 'role/Deploy*'))),
      at: under('StringEquals', 'aws:PrincipalArn'),
    },
    {
      name: 'a session where the key holds its role',
      trust: allow(ourselves, when('ArnEquals', 'aws:PrincipalArn', `arn:aws:sts::${own}:assumed-role/Deploy/ci`)),
      at: under('ArnEquals', 'aws:PrincipalArn'),
    },
    {
      name: 'an account with hyphens',
      trust: allow(everybody, when('StringEquals', 'aws:PrincipalAccount', '1111-2222-3333')),
      at: under('StringEquals', 'aws:PrincipalAccount'),
    },
    {
      name: 'an answer that is neither yes nor no',
      trust: allow(ourselves, when('Bool', 'aws:MultiFactorAuthPresent', 'yes')),
      at: under('Bool', 'aws:MultiFactorAuthPresent'),
    },
    {
      name: 'a key that must be there and never is',
      trust: allow(service('states'), when('Null', 'aws:PrincipalArn', 'false')),
      at: under('Null', 'aws:PrincipalArn'),
    },
    {
      name: 'some value of a key that is never there',
      trust: allow(service('states'), when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${organization}/*`)),
      at: under('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths'),
    },
    {
      name: 'in JSON text',
      trust: JSON.stringify(doc(allow(service('ec2'), when('ArnLike', 'aws:SourceArn', `arn:aws:ec2:*:${own}:*`)))),
      at: under('ArnLike', 'aws:SourceArn'),
    },
  ],
  unknown: [
    {
      name: 'in one of two cases',
      trust: allow(
        choice('IsBatch', service('ec2'), service('states')),
        when('StringEquals', 'aws:SourceAccount', own),
      ),
      at: under('StringEquals', 'aws:SourceAccount'),
      because: 'IsBatch',
    },
  ],
});
