import type { ResourceValidationArgs, ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { unknownCheckingProxy } from '@pulumi/policy';
import { pulumiLevel } from '../../packs/levels';
import { makePolicies, type PackPolicies } from '../../packs/policies';
import { loadSettings } from '../../load';
import type { Remark, Rule } from '../../shared';
import { unknownString } from '../drivers/pulumi';

interface Said {
  readonly by: string;
  readonly message: string;
  readonly name?: string;
  readonly enforcementLevel?: string;
  readonly severity?: string;
}

/** A rule that says this of every subject, and counts how often it is asked. */
function rule(name: string, level: Rule['level'], remark: Partial<Remark> | Error | undefined) {
  const asked = { times: 0 };
  const judges: Rule['judges'] = () => {
    asked.times += 1;
    if (remark instanceof Error) throw remark;
    return remark === undefined ? [] : [{ verdict: 'fail', at: '', message: `said by ${name}`, ...remark }];
  };
  const page = { name, level, summary: `${name}.`, why: 'For the test.', fix: 'Do it.', references: [] };
  return { ...page, kind: 'value' as const, judges, asked };
}

function policies(rules: readonly Rule[], settings: unknown = {}): PackPolicies {
  const places = { cwd: '/', env: {}, explicit: settings, rules };
  return makePolicies({ settings: () => loadSettings(places).settings, rules, today: '2030-01-31' }).policies;
}

const noResource = { type: 'aws:iam/role:Role', urn: 'urn:pulumi:dev::app::aws:iam/role:Role::reader', name: 'reader' };

async function ask(all: PackPolicies, props: object, more: object = {}): Promise<Said[]> {
  const said: Said[] = [];
  for (const policy of all as (ResourceValidationPolicy & StackValidationPolicy)[]) {
    if (policy.enforcementLevel === 'disabled' || policy.validateResource === undefined) continue;
    const validate = [policy.validateResource].flat();
    // As the SDK does it: each policy gets a copy of its own, behind the proxy that throws on unknown values.
    const args = { ...noResource, ...more, props: unknownCheckingProxy(structuredClone(props)) };
    const report = (violation: unknown) => said.push({ by: policy.name, ...(violation as Omit<Said, 'by'>) });
    for (const each of validate) await each(args as unknown as ResourceValidationArgs, report);
  }
  return said;
}

async function finish(all: PackPolicies): Promise<Said[]> {
  const said: Said[] = [];
  const report = (violation: unknown) => said.push({ by: 'program', ...(violation as Omit<Said, 'by'>) });
  const stack = all.filter((policy): policy is StackValidationPolicy => 'validateStack' in policy);
  for (const { validateStack } of stack) await validateStack({ resources: [] } as never, report);
  return said;
}

describe('a level', () => {
  test.each([
    ['error', { enforcementLevel: 'mandatory', severity: 'high' }],
    ['warning', { enforcementLevel: 'advisory', severity: 'medium' }],
    ['info', { enforcementLevel: 'advisory', severity: 'low' }],
  ] as const)('%s has its own under Pulumi', (level, expected) => {
    expect(pulumiLevel(level, 'block')).toEqual(expected);
    expect(pulumiLevel(level, 'audit')).toEqual({ ...expected, enforcementLevel: 'advisory' });
  });

  test('of a finding is left to its policy where both are the same, so that users can configure it', async () => {
    const [said] = await ask(policies([rule('one', 'error', {})]), {});
    expect(said).toMatchObject({ by: 'one', severity: 'high' });
    expect(said).not.toHaveProperty('enforcementLevel');
  });

  test('that is weaker than the rule’s is advisory', async () => {
    const all = policies([rule('one', 'error', { atMost: 'info' })]);
    expect(await ask(all, {})).toEqual([
      expect.objectContaining({ by: 'one', enforcementLevel: 'advisory', severity: 'low' }),
    ]);
  });

  test('that an override makes stronger is mandatory', async () => {
    const settings = { overrides: [{ where: '**/reader', rules: { one: 'error' } }] };
    const all = policies([rule('one', 'warning', {})], settings);
    expect(await ask(all, {})).toEqual([
      expect.objectContaining({ by: 'one', enforcementLevel: 'mandatory', severity: 'high' }),
    ]);
  });

  test('that an override turns on is heard though the rule is off', async () => {
    const settings = { overrides: [{ where: '**/reader', rules: { one: 'error' } }] };
    const off = rule('one', 'off', {});
    expect(await ask(policies([off]), {})).toEqual([]);
    const all = policies([off], settings);
    expect(await ask(all, {})).toEqual([expect.objectContaining({ by: 'one', enforcementLevel: 'mandatory' })]);
  });

  test('of an undecided finding is what the settings say', async () => {
    const unsure = { verdict: 'unknown', because: 'Ref A' } as const;
    const one = await ask(policies([rule('one', 'error', unsure)]), {});
    expect(one).toEqual([expect.objectContaining({ enforcementLevel: 'advisory', severity: 'medium' })]);
    const [strict] = await ask(policies([rule('one', 'error', unsure)], { undecided: 'error' }), {});
    expect(strict).not.toHaveProperty('enforcementLevel');
  });
});

describe('a resource', () => {
  test('is judged once, however many policies ask', async () => {
    const rules = [rule('one', 'error', {}), rule('two', 'error', {}), rule('three', 'warning', {})];
    const all = policies(rules);
    const first = await ask(all, { assumeRolePolicy: '{}' });
    expect(first.map(({ by }) => by)).toEqual(['one', 'two', 'three']);
    expect(rules.map(({ asked }) => asked.times)).toEqual([1, 1, 1]);
    expect(await ask(all, { assumeRolePolicy: '{}' })).toEqual(first);
    expect(rules.map(({ asked }) => asked.times)).toEqual([1, 1, 1]);
    await ask(all, { assumeRolePolicy: '{"Version":"2012-10-17"}' });
    expect(rules.map(({ asked }) => asked.times)).toEqual([2, 2, 2]);
  });

  test('is judged anew under another provider', async () => {
    const one = rule('one', 'error', {});
    const all = policies([one]);
    await ask(all, {}, { provider: { props: unknownCheckingProxy({ allowedAccountIds: '["111122223333"]' }) } });
    await ask(all, {}, { provider: { props: unknownCheckingProxy({ allowedAccountIds: '["444455556666"]' }) } });
    expect(one.asked.times).toBe(2);
  });

  test('with unknown values anywhere is judged all the same', async () => {
    const provider = { props: unknownCheckingProxy({ region: unknownString, allowedAccountIds: [unknownString] }) };
    const props = { assumeRolePolicy: unknownString, tags: { a: unknownString }, maxSessionDuration: unknownString };
    expect(await ask(policies([rule('one', 'error', {})]), props, { provider })).toHaveLength(1);
  });
});

describe('a crash', () => {
  test('of a rule is a finding that stops the run, and the other rules still speak', async () => {
    const all = policies([rule('broken', 'warning', new Error('quotes hush-hush')), rule('one', 'error', {})]);
    const said = await ask(all, { assumeRolePolicy: '{}' });
    expect(said.map(({ by }) => by)).toEqual(['rule-crash', 'one']);
    const crash = all.find(({ name }) => name === 'rule-crash');
    expect(crash).toMatchObject({ enforcementLevel: 'mandatory', severity: 'high' });
    expect(said[0]).not.toHaveProperty('enforcementLevel');
    expect(JSON.stringify(said)).not.toContain('hush-hush');
  });

  test('on the way to the rules is one as well', async () => {
    const provider = {
      get props(): object {
        throw new Error('quotes hush-hush');
      },
    };
    const said = await ask(policies([rule('one', 'error', {})]), {}, { provider });
    expect(said).toEqual([
      expect.objectContaining({ by: 'rule-crash', message: expect.stringMatching(/failed with Error at /) }),
    ]);
    expect(JSON.stringify(said)).not.toContain('hush-hush');
  });
});

describe('an exception', () => {
  const exception = { rule: 'one', where: '**/reader', reason: 'moved in spring', expires: '2030-12-31' };

  test('lets its finding through and keeps it in sight', async () => {
    const all = policies([rule('one', 'error', {})], { exceptions: [exception] });
    const said = await ask(all, {});
    expect(said).toEqual([expect.objectContaining({ by: 'one', enforcementLevel: 'advisory', severity: 'low' })]);
    expect(said[0]?.message).toContain('moved in spring');
    expect(await finish(all)).toEqual([]);
  });

  test('that covers nothing is said at the end of the program', async () => {
    const all = policies([rule('one', 'error', undefined)], { exceptions: [exception] });
    await ask(all, {});
    expect(await finish(all)).toEqual([expect.objectContaining({ name: 'exception' })]);
  });
});
