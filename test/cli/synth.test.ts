import { join } from 'node:path';
import { App, CfnCondition, CfnJson, CfnParameter, Fn, NestedStack, Stack, type StackProps } from 'aws-cdk-lib';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  ArnPrincipal,
  FederatedPrincipal,
  OidcProviderNative,
  OpenIdConnectPrincipal,
  OpenIdConnectProvider,
  Role,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Desk } from './desk';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE';
const env = { account: '111122223333', region: 'eu-west-1' };
const elsewhere = { account: '444455556666', region: 'eu-west-1' };

/** A rule of one's own: does a token of some other subject get in? Ours for this come later. */
const anySubject = `
const { trustRule, unlisted } = require(${JSON.stringify(join(__dirname, '../../shared'))});
exports.rules = [trustRule({
  name: 'any-subject', level: 'error', summary: 's', why: 'w', fix: 'f', references: [],
  asks: () => [{
    caller: { kinds: ['web-identity'], outsider: true, named: () => ({ is: 'yes' }), organization: 'any' },
    actions: ['sts:AssumeRoleWithWebIdentity'],
    context: { '${issuer}:sub': unlisted },
    per: 'statement',
  }],
  says: () => 'any subject gets in',
})];
`;

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('rules.js', anySubject);
});
afterEach(() => desk.clear());

/** What the command line finds in what CDK writes for an app, as `construct path: rule verdict because`. */
function found(build: (app: App) => void, ...args: readonly string[]): readonly string[] {
  const app = new App({
    outdir: join(desk.folder, 'cdk.out'),
    analyticsReporting: false,
    context: { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true },
  });
  build(app);
  app.synth();
  const { findings, summary } = desk.check('cdk.out', '--rules', 'rules.js', ...args);
  expect(summary.subjects).toBeGreaterThan(0);
  return findings.map(({ subject, rule, verdict, because }) =>
    [`${subject.path}: ${rule} ${verdict}`, ...(because === undefined ? [] : [because])].join(' '),
  );
}

function stack(app: App, id: string, props: StackProps = {}): Stack {
  return new Stack(app, id, props);
}

describe('a role for a service account of EKS', () => {
  const web = (provider: string, conditions: object) =>
    new FederatedPrincipal(provider, { ...conditions }, 'sts:AssumeRoleWithWebIdentity');

  test.each(['OpenIdConnectProvider', 'OidcProviderNative'])('conditions in a CfnJson are read, with %s', (kind) => {
    const said = found((app) => {
      const scope = stack(app, 'Eks');
      const url = `https://${issuer}`;
      const { openIdConnectProviderArn: arn } =
        kind === 'OpenIdConnectProvider'
          ? new OpenIdConnectProvider(scope, 'Provider', { url })
          : { openIdConnectProviderArn: new OidcProviderNative(scope, 'Provider', { url }).oidcProviderArn };
      const value = { [`${issuer}:sub`]: 'system:serviceaccount:a:b' };
      const json = new CfnJson(scope, 'Json', { value });
      new Role(scope, 'Computed', { assumedBy: web(arn, { StringEquals: json }) });
      new Role(scope, 'Written', { assumedBy: web(arn, { StringEquals: value }) });
      new Role(scope, 'Open', { assumedBy: web(arn, {}) });
      new Role(scope, 'Wrapped', { assumedBy: new WebIdentityPrincipal(arn, { StringLike: json }) });
    });
    expect(said.filter((line) => line.includes('any-subject'))).toEqual(['Eks/Open: any-subject fail']);
  });

  test('a key made of a token is read too', () => {
    const said = found((app) => {
      const scope = stack(app, 'Eks');
      const provider = new OpenIdConnectProvider(scope, 'Provider', { url: `https://${issuer}` });
      const value = { [`${provider.openIdConnectProviderIssuer}:sub`]: 'system:serviceaccount:a:b' };
      const json = new CfnJson(scope, 'Json', { value });
      new Role(scope, 'R', { assumedBy: new OpenIdConnectPrincipal(provider, { StringEquals: json }) });
    });
    expect(said.filter((line) => !line.includes('oidc-audience'))).toEqual([]);
  });
});

describe('a role of another stack', () => {
  const reference = (of: StackProps, by: StackProps) => (app: App) => {
    const reader = new Role(stack(app, 'A', of), 'Reader', {
      assumedBy: new AccountRootPrincipal(),
      ...(of.env === by.env ? {} : { roleName: 'reader' }),
    });
    new Role(stack(app, 'B', by), 'Writer', { assumedBy: new ArnPrincipal(reader.roleArn) });
  };

  test.each<readonly [string, StackProps]>([
    ['in an account that is known', { env }],
    ['in an account that is not', {}],
  ])('%s, is of the same account', (_name, props) => {
    expect(found(reference(props, props))).toEqual([]);
  });

  test('in another account is of another account', () => {
    expect(found(reference({ env: elsewhere }, { env }))).toEqual([
      'B/Writer: external-id fail',
      'B/Writer: trusted-account fail',
    ]);
    expect(found(reference({ env: elsewhere }, { env }), '--account', elsewhere.account)).toEqual([]);
  });

  test('is not known where its stack is not in the run', () => {
    found(reference({ env }, { env }));
    const { findings } = desk.check('cdk.out/B.template.json');
    const because = 'ImportValue A:ExportsOutputFnGetAttReaderF7BF189DArnBDE8D2E3';
    expect(findings).toMatchObject(
      ['wildcard-principal', 'external-id', 'trusted-account'].map((rule) => ({ rule, verdict: 'unknown', because })),
    );
  });

  test('is not known where a stack of another account exports the name', () => {
    const said = found((app) => {
      const a = stack(app, 'A', { env: elsewhere });
      const { roleArn } = new Role(a, 'Reader', { assumedBy: new AccountRootPrincipal() });
      a.exportValue(roleArn, { name: 'reader' });
      new Role(stack(app, 'B', { env }), 'Writer', { assumedBy: new ArnPrincipal(Fn.importValue('reader')) });
    });
    expect(said).toContainEqual('B/Writer: wildcard-principal unknown ImportValue reader');
  });
});

test('a parent stack passes what its nested stacks trust', () => {
  const said = found((app) => {
    const parent = stack(app, 'Parent');
    const partner = new CfnParameter(parent, 'Partner');
    const reader = new Role(parent, 'Reader', { assumedBy: new AccountRootPrincipal() });
    const nested = new NestedStack(parent, 'Nested');
    new Role(nested, 'Known', { assumedBy: new ArnPrincipal(reader.roleArn) });
    new Role(nested, 'Open', { assumedBy: new ArnPrincipal(partner.valueAsString) });
  });
  expect(said).toEqual(
    ['wildcard-principal', 'external-id', 'trusted-account'].map(
      (rule) => `Parent/Nested/Open: ${rule} unknown Ref Partner of the parent stack`,
    ),
  );
});

test('parameters, conditions and texts put together', () => {
  const said = found((app) => {
    const scope = stack(app, 'S');
    const account = new CfnParameter(scope, 'Account', { allowedPattern: '\\d{12}' });
    const isProd = new CfnCondition(scope, 'IsProd', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'x') });
    new Role(scope, 'Parameter', { assumedBy: new AccountPrincipal(account.valueAsString) });
    const sub = (text: string, values?: { [name: string]: string }) =>
      new ArnPrincipal(values === undefined ? Fn.sub(text) : Fn.sub(text, values));
    new Role(scope, 'Sub', { assumedBy: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') });
    new Role(scope, 'SubMap', { assumedBy: sub('arn:aws:iam::${Who}:root', { Who: '999988887777' }) });
    new Role(scope, 'If', {
      assumedBy: new ArnPrincipal(Fn.conditionIf('IsProd', '*', scope.account).toString()),
    });
    isProd.overrideLogicalId('IsProd');
  });
  expect(said.filter((one) => !one.includes('trusted-account'))).toEqual([
    'S/Parameter: external-id unknown Ref Account',
    'S/SubMap: external-id fail',
    'S/If: wildcard-principal unknown IsProd',
  ]);
});

test('a raw template that is included, with a mapping, and a policy overridden on the L1', () => {
  const statement = (principal: object) => ({
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
  });
  const raw = (principal: object) => ({
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: statement(principal) },
  });
  const file = desk.put('raw.json', {
    Mappings: { Partners: { log: { Account: '999988887777' } } },
    Parameters: { Stage: { Type: 'String' } },
    Resources: {
      Mapped: raw({ AWS: { 'Fn::FindInMap': ['Partners', 'log', 'Account'] } }),
      Open: raw({ AWS: { 'Fn::FindInMap': ['Partners', { Ref: 'Stage' }, 'Account'] } }),
      Service: raw({ Service: { 'Fn::Sub': 'ec2.${AWS::URLSuffix}' } }),
    },
  });
  const said = found((app) => {
    const scope = stack(app, 'S');
    const included = new CfnInclude(scope, 'Raw', { templateFile: join(desk.folder, file) });
    const service = included.getResource('Service') as CfnRole;
    service.addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '*' });
  });
  expect(said.filter((one) => !one.includes('trusted-account'))).toEqual([
    'cdk.out/S.template.json#Mapped: external-id fail',
    // whatever the parameter is, the mapping has this account alone
    'cdk.out/S.template.json#Open: external-id fail',
    'cdk.out/S.template.json#Service: wildcard-principal fail',
  ]);
});
