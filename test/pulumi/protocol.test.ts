import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownRules, rules } from '../../shared';
import { secret, seenIn, startPack, unknownString, type Diagnostic, type Pack } from '../drivers/pulumi';

const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-protocol-'));
const settings = join(folder, 'settings.json');
writeFileSync(settings, JSON.stringify({ accounts: { own: ['111122223333'] } }));
afterAll(() => rmSync(folder, { recursive: true }));

const unknownNumber = '3eeb2bf0-c639-47a8-9e75-3b44932eb421';
const open = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};

function role(assumeRolePolicy: unknown, more: object = {}) {
  const given = assumeRolePolicy === undefined ? {} : { assumeRolePolicy };
  return { type: 'aws:iam/role:Role', name: 'app', props: { ...given, ...more } };
}

/** `policy level` of each diagnostic. */
function said(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ policy, enforcementLevel }) => `${policy} ${enforcementLevel}`);
}

describe.each(['executable', 'folder'] as const)('the pack as %s', (kind) => {
  let pack: Pack;
  beforeAll(async () => {
    pack = await startPack(kind, { env: { STS_GUARDRAILS_SETTINGS: settings } });
  });
  afterAll(async () => {
    await pack.stop();
    expect(pack.printed()).toBe('');
  });

  test('writes its port first', () => {
    expect(pack.port).toMatch(/^\d+$/);
  });

  test('has a policy for each rule, with what Pulumi shows of it', async () => {
    const policies = await pack.policies();
    expect(policies.map(({ name }) => name).sort()).toEqual(
      [...Object.keys(knownRules(rules)).filter((name) => name !== 'exception'), 'sts-guardrails-program'].sort(),
    );
    for (const policy of policies) {
      expect(policy).toMatchObject({
        description: expect.stringMatching(/\.$/),
        remediationSteps: expect.stringMatching(/\S/),
      });
      if (policy.severity === 'high') expect(policy.enforcementLevel).toBe('mandatory');
      else expect(policy.enforcementLevel).toMatch(/^(advisory|disabled)$/);
    }
    expect(policies.find(({ name }) => name === 'external-id')).toMatchObject({
      enforcementLevel: 'mandatory',
      severity: 'high',
      url: 'docs/rules/external-id.md',
      tags: ['aws', 'iam', 'sts'],
      framework: { name: 'sts-guardrails', reference: 'IAM-STS-1', specification: expect.stringMatching(/\.$/) },
    });
  });

  test('finds the same in an object, in its JSON text and in a secret', async () => {
    const asked = [open, JSON.stringify(open), secret(JSON.stringify(open)), secret(open)].map((each) =>
      pack.analyze(role(each)),
    );
    const [first, ...others] = await Promise.all(asked);
    const seen = (first ?? []).map((each) => seenIn(each, 'app'));
    expect(seen).toContainEqual({ rule: 'wildcard-principal', verdict: 'fail', level: 'error', at: '/Statement/0' });
    for (const other of others) expect(other).toEqual(first);
  });

  test('judges anew when a resource of one URN comes with other inputs', async () => {
    const first = await pack.analyze(role(open));
    const second = await pack.analyze(role(open, { maxSessionDuration: 43200 }));
    expect(said(second).sort()).toEqual([...said(first), 'session-duration mandatory'].sort());
  });

  test('has one undecided finding for a document that is not known yet', async () => {
    const diagnostics = await pack.analyze(role(unknownString));
    expect(diagnostics.map((each) => seenIn(each, 'app'))).toEqual([
      { rule: expect.any(String), verdict: 'unknown', level: 'warning', at: '' },
    ]);
    expect(diagnostics[0]).toMatchObject({
      enforcementLevel: 'advisory',
      message: expect.stringContaining('(undecided)'),
    });
    expect(diagnostics[0]?.message).not.toContain(unknownString);
  });

  test('sees an open statement beside one that is not known yet', async () => {
    const [statement] = open.Statement;
    const mixed = { ...open, Statement: [{ ...statement, Principal: { AWS: unknownString } }, statement] };
    const resource = { type: 'aws-native:iam:Role', name: 'app', props: { assumeRolePolicyDocument: mixed } };
    expect(said(await pack.analyze(resource))).toContain('wildcard-principal mandatory');
  });

  test.each([
    ['null', null],
    ['a number', 7],
    ['text that is no JSON', '{"Version":'],
    ['a policy without statements', '{}'],
  ])('refuses a trust policy that is %s, and does not crash', async (_what, trust) => {
    const diagnostics = said(await pack.analyze(role(trust)));
    expect(diagnostics.filter((line) => line.endsWith(' mandatory'))).not.toEqual([]);
    expect(diagnostics).not.toContain('rule-crash mandatory');
  });

  // A preview of other targets shows the pack a new role without any of its inputs.
  test.each([
    ['has no inputs', role(undefined)],
    ['has a duration that is not known yet', role(open, { maxSessionDuration: unknownNumber })],
  ])('does not crash where a role %s', async (_what, resource) => {
    expect(said(await pack.analyze(resource))).not.toContain('rule-crash mandatory');
  });

  test('has nothing to say about other resources', async () => {
    const bucket = {
      type: 'aws:s3/bucket:Bucket',
      name: 'b',
      props: { policy: unknownString, tags: { a: unknownString } },
    };
    expect(await pack.analyze(bucket)).toEqual([]);
    expect(await pack.analyze({ type: 'pulumi:providers:aws', name: 'p', props: { region: unknownString } })).toEqual(
      [],
    );
    expect(await pack.analyzeStack([bucket])).toEqual([]);
  });

  test('lets the user turn a rule down and off', async () => {
    await pack.configure({ 'wildcard-principal': 'advisory', 'session-duration': 'disabled' });
    const resource = role(open, { maxSessionDuration: 43200 });
    const diagnostics = said(await pack.analyze(resource));
    expect(diagnostics).toContain('wildcard-principal advisory');
    expect(diagnostics.filter((line) => line.startsWith('session-duration'))).toEqual([]);
    await pack.configure({});
  });
});

describe('a configuration', () => {
  test.each(['executable', 'folder'] as const)('that is wrong is refused by the pack as %s, in words', async (kind) => {
    const env = { STS_GUARDRAILS_SETTINGS: settings };
    const start = startPack(kind, { env, config: { 'external-idd': 'advisory' } });
    await expect(start).rejects.toThrow(/policy pack config: .*did you mean "external-id"/);
  });

  test('that never comes is said with the first role, and stops the run', async () => {
    const pack = await startPack('executable', { cwd: folder, config: null });
    try {
      expect(await pack.analyze(role(undefined))).toContainEqual(
        expect.objectContaining({
          policy: 'rule-crash',
          enforcementLevel: 'mandatory',
          message: expect.stringContaining('the configuration of the pack did not reach sts-guardrails'),
        }),
      );
    } finally {
      await pack.stop();
    }
  });

  test('lets a policy remedy plain numbers, and nothing else', async () => {
    const env = { STS_GUARDRAILS_SETTINGS: settings };
    const pack = await startPack('executable', { env, config: { 'session-duration': 'remediate' } });
    const trust = JSON.stringify({
      ...open,
      Statement: [{ ...open.Statement[0], Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    });
    const remedied = (maxSessionDuration: unknown, policy: unknown = trust) =>
      pack.remediate(role(policy, { maxSessionDuration, tags: { a: unknownString, b: secret('x') } }));
    try {
      expect(await remedied(43200)).toEqual([
        {
          policy: 'session-duration',
          props: { assumeRolePolicy: trust, maxSessionDuration: 3600, tags: { a: unknownString, b: secret('x') } },
        },
      ]);
      expect(await remedied(43200, secret(trust))).toMatchObject([
        { props: { assumeRolePolicy: secret(trust), maxSessionDuration: 3600 } },
      ]);
      expect(await remedied(43200, unknownString)).toMatchObject([
        { props: { assumeRolePolicy: unknownString, maxSessionDuration: 3600 } },
      ]);
      for (const left of [3600, '43200', secret(43200), unknownNumber, unknownString]) {
        expect(await remedied(left)).toEqual([]);
      }
    } finally {
      await pack.stop();
    }
  });
});

describe('who owns a role', () => {
  const trust = (account: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
  });

  test('is told by its provider when the settings do not say', async () => {
    const pack = await startPack('executable', { cwd: folder });
    try {
      const provider = { allowedAccountIds: '["222233334444"]' };
      const own = await pack.analyze({ ...role(trust('222233334444')), provider });
      const foreign = await pack.analyze({ ...role(trust('555566667777')), provider });
      expect(said(own)).toEqual([]);
      expect(said(foreign)).toContain('external-id mandatory');
    } finally {
      await pack.stop();
    }
  });
});
