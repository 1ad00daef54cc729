import { formsOf, issuerOf, issuers } from '../../shared/iam/issuers';
import { compile } from '../../shared/iam/compile';
import { keyFacts } from '../../shared/iam/keys';
import { parsePolicy } from '../../shared/model/policy';
import { isIn } from '../../shared/search/domain';
import { ofOthers } from '../../shared/search/question/tokens';

/** A URL of each issuer that is asked about by its host. */
const hosts: Readonly<Record<string, string>> = {
  'GitHub Actions': 'token.actions.githubusercontent.com',
  'GitLab.com': 'gitlab.com',
  'Bitbucket Pipelines': 'api.bitbucket.org/2.0/workspaces/octo/pipelines-config/identity/oidc',
  CircleCI: 'oidc.circleci.com/org/11111111-2222-4333-8444-555555555555',
  Buildkite: 'agent.buildkite.com',
  'HCP Terraform': 'app.terraform.io',
  Spacelift: 'octo.app.spacelift.io',
  'Pulumi Cloud (custom audiences)': 'api.pulumi.com/oidc/v2',
  'GitHub Actions of one enterprise': 'github.com/enterprises/octo',
  'Pulumi Cloud': 'api.pulumi.com/oidc',
  Vercel: 'oidc.vercel.com',
  'Vercel for one team': 'oidc.vercel.com/octo',
  'Microsoft Sentinel': 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/',
  'Microsoft Entra ID': 'login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0',
  EKS: 'oidc.eks.eu-west-1.amazonaws.com/id/ABC',
  env0: 'login.app.env0.com/',
  Google: 'accounts.google.com',
  'Amazon Cognito identity pools': 'cognito-identity.cn-north-1.amazonaws.com.cn',
  Facebook: 'graph.facebook.com',
};

test.each(Object.entries(hosts))('%s is found by its URL', (name, url) => {
  expect(issuerOf(url).name).toBe(name);
  expect(issuerOf(url.toUpperCase()).name).toBe(name);
});

test('an issuer that no row names is not taken for one', () => {
  for (const url of ['login.app.env0.com', 'evil-accounts.google.com', 'octo.okta.com.evil.com'])
    expect(issuerOf(url).tenancy).toBe('unknown');
});

const empty = compile(parsePolicy({ Statement: { Effect: 'Deny', Principal: '*', Action: '*' } }));

test.each(issuers.filter(({ subject }) => subject.length > 0).map((issuer) => [issuer.name, issuer] as const))(
  'the stranger of %s has a subject of its form',
  (_name, issuer) => {
    const url = hosts[issuer.name] ?? 'x';
    const stranger = issuer.stranger.replaceAll('<issuer>', issuer.host.exec(url)?.[1] ?? 'x');
    const values = ofOthers(formsOf(issuer.subject, issuer, url), 'tenant', stranger)(keyFacts(`${url}/:sub`), empty);
    expect(values !== undefined && isIn(stranger, values)).toBe(true);
  },
);

test('each claim that tells a tenant is one that AWS knows', () => {
  const unknown = issuers.flatMap(({ name, pins, shared }) => {
    const url = hosts[name];
    return url === undefined || !shared ? [] : Object.keys(pins).filter((claim) => !keyFacts(`${url}:${claim}`).known);
  });
  expect(unknown).toEqual([]);
});

test('each row says where it is from', () => {
  expect(issuers.filter(({ source }) => !/^https:|not read again/.test(source)).map(({ name }) => name)).toEqual([]);
});
