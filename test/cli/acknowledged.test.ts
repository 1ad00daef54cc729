import { blocksUnder } from '../package/readme';
import { Desk, template, trust } from './desk';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.put('sts-guardrails.json', { rules: { 'trusted-account': 'off' } });
});
afterEach(() => desk.clear());

/** A template with one role that anybody can assume, and Metadata beside it. */
function open(metadata: object, principal: unknown = { AWS: '*' }): object {
  const { Resources } = template({ R: trust(principal) }) as { Resources: { R: object } };
  return { Resources: { R: { ...Resources.R, Metadata: metadata } } };
}

test('a finding is accepted by the Metadata of its resource, with end and ticket', () => {
  const reason = 'a honeypot, expires=2027-01-31 ticket=SEC-1';
  desk.put('role.json', open({ 'sts-guardrails': { 'wildcard-principal': reason, 'external-id': reason } }));
  const { status, findings, accepted } = desk.check('role.json');
  expect([status, findings.map(({ rule }) => rule)]).toEqual([0, ['exception']]);
  expect(findings[0]).toMatchObject({
    level: 'warning',
    message: 'the Metadata of R in role.json (external-id) covers nothing in this run',
  });
  expect(accepted).toMatchObject([
    {
      rule: 'wildcard-principal',
      accepted: { reason, expires: '2027-01-31', ticket: 'SEC-1', by: 'the Metadata of R in role.json' },
    },
  ]);
  expect(desk.run(['check', 'role.json']).out).toContain(
    `accepted by: the Metadata of R in role.json, until 2027-01-31: ${reason}`,
  );
});

test.each<readonly [string, object, string]>([
  [
    'expired',
    { 'wildcard-principal': 'r, expires=2027-01-30' },
    'the Metadata of R in role.json (wildcard-principal) expired on 2027-01-30',
  ],
  ['without a reason', { 'wildcard-principal': ' ' }, 'accepts nothing, because it gives no reason'],
  ['computed', { 'wildcard-principal': { Ref: 'P' } }, 'accepts nothing, because it gives no reason'],
  ['misspelt', { 'wildcard-principle': 'r' }, 'there is no such rule; did you mean wildcard-principal?'],
])('Metadata that is %s accepts nothing, and both findings block', (_name, entries, message) => {
  desk.put('role.json', open({ 'sts-guardrails': entries }));
  const { status, findings, accepted } = desk.check('role.json');
  expect(accepted).toEqual([]);
  expect([status, findings.map(({ rule, level }) => `${rule} ${level}`)]).toEqual([
    1,
    ['wildcard-principal error', 'exception error'],
  ]);
  expect(findings[1]?.message).toContain(message);
});

test('a suppression of the undecided does not accept a failure, and accepts what cannot be told', () => {
  const entry = { id: 'StsGuardrails-wildcard-principal', reason: 'a parameter', applies_to: ['undecided'] };
  const metadata = { cdk_nag: { rules_to_suppress: [entry] } };
  desk.put('fail.json', open(metadata));
  desk.put('unknown.json', {
    Parameters: { Who: { Type: 'String' } },
    ...open(metadata, { AWS: { Ref: 'Who' } }),
  });
  expect(desk.check('fail.json')).toMatchObject({
    status: 1,
    accepted: [],
    findings: [{ rule: 'wildcard-principal', verdict: 'fail' }, { rule: 'exception' }],
  });
  expect(desk.check('unknown.json').accepted).toMatchObject([{ rule: 'wildcard-principal', verdict: 'unknown' }]);
});

test('settings may refuse all of them', () => {
  desk.put('role.json', open({ 'sts-guardrails': { 'wildcard-principal': 'r' } }));
  desk.put('sts-guardrails.json', { acknowledgements: false, rules: { 'trusted-account': 'off' } });
  expect(desk.check('role.json')).toMatchObject({
    status: 1,
    accepted: [],
    findings: [
      { rule: 'wildcard-principal' },
      {
        rule: 'exception',
        message:
          'the Metadata of R in role.json (wildcard-principal) accepts nothing, because the settings turn acknowledgements off',
      },
    ],
  });
});

test('the template of the page accepts what it says', () => {
  const [block] = blocksUnder('Accepting a finding in the template', 'docs/cli.md');
  const { LogShipping } = JSON.parse(block?.text ?? '') as { LogShipping: object };
  const policy = trust({ AWS: ['999988887777', { Ref: 'Partner' }] });
  const resource = { ...LogShipping, Properties: { AssumeRolePolicyDocument: policy } };
  desk.put('role.json', { Parameters: { Partner: { Type: 'String' } }, Resources: { LogShipping: resource } });
  const { status, findings, accepted } = desk.check('role.json', '--account', '111122223333');
  expect([status, findings]).toEqual([0, []]);
  expect(accepted.map(({ rule, verdict, accepted: { ticket } }) => [rule, verdict, ticket])).toEqual(
    expect.arrayContaining([
      ['external-id', 'fail', 'SEC-1'],
      ['wildcard-principal', 'unknown', undefined],
    ]),
  );
});

test('what stands on a resource that is no role, or on one that does not fail, is reported', () => {
  const metadata = { 'sts-guardrails': { 'external-id': 'r' } };
  desk.put('role.json', { Resources: { T: { Type: 'AWS::SNS::Topic', Metadata: metadata } } });
  desk.put('good.json', open(metadata, { Service: 'ec2.amazonaws.com' }));
  expect(desk.check('role.json', 'good.json').findings.map(({ level, message }) => `${level} ${message}`)).toEqual([
    'warning the Metadata of T in role.json (external-id) covers nothing in this run',
    'warning the Metadata of R in good.json (external-id) covers nothing in this run',
  ]);
});

test('however deep Metadata is, the finding or the file is told: the parser that knows lines gives up first', () => {
  const depths = Array.from({ length: 30 }, (_, index) => 2000 + index * 500);
  const outcomes = depths.map((depth) => {
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    desk.put('role.json', JSON.stringify(open({ other: 'DEEP' })).replace('"DEEP"', deep));
    return desk.run(['check', 'role.json']).status;
  });
  expect(outcomes).toEqual(depths.map(() => 1));
});
