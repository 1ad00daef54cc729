import { Aws, CfnElement, CfnJson, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { AccountPrincipal, FederatedPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { places, role, synth, trust, type Violation } from './_synth';

/** A part of a template as it stands, which no resource construct stands for. */
class Snippet extends CfnElement {
  constructor(
    stack: Stack,
    id: string,
    private readonly resources: object,
  ) {
    super(stack, id);
  }

  override _toCloudFormation(): object {
    return { Resources: this.resources };
  }
}

/** What the rules of the package find. */
function found(build: (stack: Stack) => void, settings: object = {}): Violation[] {
  const env = { account: '111122223333', region: 'eu-west-1' };
  return synth((app) => build(new Stack(app, 'A', { env })), settings, {}).flatMap(({ violations }) => violations);
}

const ids = (all: readonly Violation[]) => all.map(({ ruleName, severity }) => `${severity} ${ruleName}`);
const Type = 'AWS::IAM::Role';

describe('a role without a trust policy stops the run', () => {
  test.each([
    ['nothing but a type', { Type }],
    ['empty properties', { Type, Properties: {} }],
    ['an empty document', { Type, Properties: { AssumeRolePolicyDocument: '' } }],
    ['null', { Type, Properties: { AssumeRolePolicyDocument: null } }],
    ['properties that are none', { Type, Properties: 'none' }],
  ])('%s', (_what, resource) => {
    const all = found((stack) => void new Snippet(stack, 'Role', { Role: resource }));
    expect(ids(all)).toContainEqual(expect.stringMatching(/^(error|fatal) (readable-trust-policy|unreadable)$/));
    // whoever turns the rule off that says so does not get such a role past
    const off = { rules: { 'readable-trust-policy': 'off' } };
    const still = found((stack) => void new Snippet(stack, 'Role', { Role: resource }), off);
    expect(ids(still)).toContainEqual(expect.stringMatching(/^fatal /));
  });

  test('a resource that is no object', () => {
    const all = found((stack) => void new Snippet(stack, 'Role', { Role: 7, Other: null }));
    expect(ids(all)).toContainEqual('fatal unreadable');
  });
});

test('values of conditions that may be secrets stand in nothing that is written', () => {
  const secret = 'f00dfacecafe';
  const conditions = [
    { StringLike: { 'sts:ExternalId': `${secret}*` } },
    { StringEquals: { 'aws:RequestTag/key': secret, 'aws:Referer': secret } },
    { StringEquals: { 'sts:SourceIdentity': secret, 'aws:UserAgent': secret } },
  ];
  const reports = synth(
    (app) => {
      const stack = new Stack(app, 'A');
      conditions.forEach((Condition, index) => {
        const statement = {
          Effect: 'Allow',
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Principal: { AWS: '999988887777' },
        };
        role(stack, `Role${index}`, { Version: '2012-10-17', Statement: [{ ...statement, Condition }] });
      });
      role(stack, 'Text', `{"Version":"2012-10-17","Statement":[{"Condition":"${secret}"`);
    },
    {},
    {},
  );
  expect(reports.flatMap(({ violations }) => violations).length).toBeGreaterThan(4);
  expect(JSON.stringify(reports)).not.toContain(secret);
});

describe('what is not known before deployment', () => {
  const vendor = new AccountPrincipal('999988887777');

  test('a condition out of CfnJson, as EKS makes them, is undecided', () => {
    const all = found((stack) => {
      const value = { [Token.asString(Fn.importValue('Issuer'))]: 'agreed' };
      const condition = new CfnJson(stack, 'Condition', { value });
      new Role(stack, 'Vendor', { assumedBy: vendor.withConditions({ StringEquals: condition }) });
      const issuer = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
      new Role(stack, 'Pod', {
        assumedBy: new FederatedPrincipal(issuer, { StringEquals: condition }, 'sts:AssumeRoleWithWebIdentity'),
      });
    });
    expect(places(all)).toContain('A/Vendor/Resource: external-id[undecided]');
    expect(ids(all).filter((id) => id.startsWith('error') || id.startsWith('fatal'))).toEqual([]);
  });

  test('a principal out of a parameter or an import is undecided; one out of tokens for the own account is fine', () => {
    const all = found((stack) => {
      role(stack, 'Parameter', trust({ AWS: new CfnParameter(stack, 'Who').valueAsString }));
      role(stack, 'Import', trust({ AWS: Fn.importValue('Who') }));
      role(
        stack,
        'Own',
        trust({ AWS: `arn:${Aws.PARTITION}:iam::${Lazy.string({ produce: () => Aws.ACCOUNT_ID })}:root` }),
      );
    });
    expect(places(all)).toEqual(
      expect.arrayContaining(['A/Parameter: wildcard-principal[undecided]', 'A/Import: wildcard-principal[undecided]']),
    );
    expect(places(all).filter((place) => place.startsWith('A/Own'))).toEqual([]);
    expect(ids(all).every((id) => id.startsWith('warning '))).toBe(true);
  });

  test('what is undecided stops the run where the settings say so', () => {
    const build = (stack: Stack) => void role(stack, 'Import', trust({ AWS: Fn.importValue('Who') }));
    expect(ids(found(build, { undecided: 'error' }))).toContain('error wildcard-principal[undecided]');
  });
});
