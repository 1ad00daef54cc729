import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { ConfigureAnalyzerRequest } from '@pulumi/pulumi/proto/analyzer_pb';
import { loadSettings } from '../../load';
import { onConfigure, type Configured, type PackConfig } from '../../packs/heard';
import { makePolicies } from '../../packs/policies';
import type { Rule } from '../../shared';
import { configureRequest } from '../drivers/pulumi-messages';

const page = { summary: 'For the test.', why: 'For the test.', fix: 'Do it.', references: [] };

/** A rule of one's own with options, which says the options that reach it. */
const talkative: Rule = {
  ...page,
  name: 'talkative',
  level: 'error',
  kind: 'value',
  options: { word: { type: 'string', enum: ['yes', 'no'] } },
  judges: (_subject, { settings }) => [
    { verdict: 'fail', at: '', message: `heard ${JSON.stringify(settings.rules['talkative']?.options)}` },
  ],
};
const quiet: Rule = { ...page, name: 'quiet', level: 'warning', kind: 'value', judges: () => [] };
const rules = [talkative, quiet];

type Given =
  Configured['level'] | { readonly enforcementLevel: Configured['level']; readonly [option: string]: unknown };

/** The pack's policies, told what an engine tells them that fills in what the user leaves out. */
function configured(given: { readonly [policy: string]: Given }, { settings = {}, isAlone = true } = {}) {
  const load = (config?: { name: string; input: unknown }) =>
    loadSettings({ cwd: '/', env: {}, explicit: settings, rules, ...(config && { config }) }).settings;
  const { policies, configure } = makePolicies({ settings: load, rules, today: '2030-01-31', isAlone });
  const own: [string, Configured][] = policies.map(({ name, enforcementLevel = 'advisory' }) => [
    name,
    { level: enforcementLevel, options: {} },
  ]);
  const asked = Object.entries(given).map(([name, one]): [string, Configured] => {
    const { enforcementLevel, ...options } = typeof one === 'string' ? { enforcementLevel: one } : one;
    return [name, { level: enforcementLevel, options }];
  });
  const all = given['all'];
  const base = own.map(([name, one]): [string, Configured] => [
    name,
    typeof all === 'string' ? { ...one, level: all } : one,
  ]);
  const config: PackConfig = new Map([...base, ...asked]);
  configure(config);
  return { policies, config };
}

async function said(made: Pick<ReturnType<typeof configured>, 'policies' | 'config'>) {
  const all: { by: string; level: string; message: string }[] = [];
  for (const policy of made.policies as ResourceValidationPolicy[]) {
    const { level = 'advisory', options } = made.config.get(policy.name) ?? {};
    if (level === 'disabled' || policy.validateResource === undefined) continue;
    const args = {
      type: 'aws:iam/role:Role',
      urn: 'urn:pulumi:dev::app::aws:iam/role:Role::reader',
      name: 'reader',
      props: { assumeRolePolicy: '{}' },
      getConfig: () => options,
    };
    const report = (one: unknown) => {
      const { enforcementLevel = level, message } = one as { enforcementLevel?: string; message: string };
      all.push({ by: policy.name, level: enforcementLevel, message });
    };
    for (const each of [policy.validateResource].flat()) await each(args as unknown as ResourceValidationArgs, report);
  }
  return all;
}

describe('a policy pack config', () => {
  test('that says nothing changes nothing', async () => {
    expect(await said(configured({}))).toEqual([
      { by: 'talkative', level: 'mandatory', message: expect.stringContaining('heard {}') },
    ]);
  });

  test('gives options to a rule', async () => {
    const [first] = await said(configured({ talkative: { enforcementLevel: 'mandatory', word: 'yes' } }));
    expect(first?.message).toContain('heard {"word":"yes"}');
  });

  test('turns a rule down, up and off', async () => {
    const [down] = await said(configured({ talkative: 'advisory' }));
    expect(down).toMatchObject({ level: 'advisory', message: expect.stringMatching(/^warning talkative/) });
    const settings = { rules: { talkative: 'warning' } };
    const [up] = await said(configured({ talkative: 'mandatory' }, { settings }));
    expect(up).toMatchObject({ level: 'mandatory', message: expect.stringMatching(/^error talkative/) });
    expect(await said(configured({ talkative: 'disabled' }))).toEqual([]);
  });

  test('never blocks under audit', async () => {
    const settings = { enforce: 'audit' };
    const all = await said(configured({ all: 'mandatory' }, { settings }));
    expect(all.map(({ level }) => level)).toEqual(['advisory']);
  });

  test.each<readonly [string, { readonly [policy: string]: Given }, RegExp]>([
    ['a misspelt policy', { talkativ: 'advisory' }, /rules\.talkativ: there is no rule .*did you mean "talkative"/],
    [
      'an option that there is not',
      { quiet: { enforcementLevel: 'advisory', word: 'yes' } },
      /quiet\.word: is no option/,
    ],
    [
      'a misspelt option',
      { talkative: { enforcementLevel: 'mandatory', wrod: 'yes' } },
      /talkative\.wrod: is no option of this policy; it takes enforcementLevel, word/,
    ],
    ['an option of another type', { talkative: { enforcementLevel: 'mandatory', word: 7 } }, /talkative\.word: .*7/],
    [
      'a level in the words of settings',
      { talkative: { enforcementLevel: 'mandatory', level: 'off' } },
      /talkative\.level/,
    ],
    ['unreadable turned down', { unreadable: 'advisory' }, /unreadable.*always an error/],
    ['rule-crash turned off', { 'rule-crash': 'disabled' }, /rule-crash.*always an error/],
    ['all turned down', { all: 'advisory' }, /all: would turn down unreadable/],
    ['all turned off', { all: 'disabled' }, /all: would turn down rule-crash/],
    [
      'a remedy that there is not',
      { talkative: 'remediate' },
      /talkative: cannot be remediated, only session-duration/,
    ],
  ])('with %s is refused', (_what, given, message) => {
    expect(() => configured(given)).toThrow(message);
    expect(() => configured(given)).toThrow(/policy pack config: /);
  });

  test('that remediates all blocks where there is no remedy', async () => {
    const all = await said(configured({ all: 'remediate', quiet: 'advisory' }));
    expect(all[0]?.message).toMatch(/^error talkative/);
  });
});

describe('against locked settings a policy pack config', () => {
  const settings = { locked: true, rules: { talkative: 'error' } };

  test.each(['disabled', 'advisory'] as const)('cannot make a rule %s', (level) => {
    expect(() => configured({ talkative: level }, { settings })).toThrow(/talkative.*settings in code locks/);
  });

  test('cannot turn off what an override turns on', () => {
    const over = { rules: { quiet: 'off' }, overrides: [{ where: '**', rules: { talkative: 'error' } }] };
    expect(() => configured({ talkative: 'disabled' }, { settings: over })).toThrow(/talkative: is disabled here/);
  });

  test('may tighten', async () => {
    const all = await said(configured({ quiet: 'mandatory' }, { settings }));
    expect(all.map(({ by }) => by)).toEqual(['talkative']);
  });
});

describe('among policies of others a policy pack config', () => {
  test('may name theirs, and may turn all down but what could not be judged', async () => {
    const made = configured({ theirs: 'advisory', all: 'advisory' }, { isAlone: false });
    expect((await said(made))[0]).toMatchObject({ by: 'talkative', level: 'advisory' });
  });

  test('is refused where it gets one of ours wrong', () => {
    expect(() => configured({ unreadable: 'disabled' }, { isAlone: false })).toThrow(/unreadable/);
  });

  test('that never came is said where an engine asks, and asked for by nobody else', async () => {
    const by = async (isServed: boolean) => {
      const made = makePolicies({
        settings: () => loadSettings({ cwd: '/', env: {}, rules }).settings,
        rules,
        today: '2030-01-31',
        isServed,
      });
      const all = await said({ ...made, config: new Map() });
      return all.filter(({ message }) => message.includes('did not reach'));
    };
    expect(await by(true)).toMatchObject([
      { by: 'rule-crash', level: 'mandatory', message: expect.stringContaining('npm dedupe') },
    ]);
    expect(await by(false)).toEqual([]);
  });

  test('that went past us is said by the policy that it is for', async () => {
    const made = configured({}, { isAlone: false });
    const config = new Map([...made.config, ['quiet', { level: 'advisory', options: { word: 'x' } }] as const]);
    const all = await said({ ...made, config });
    expect(all.filter(({ by }) => by === 'quiet')).toEqual([
      {
        by: 'quiet',
        level: 'mandatory',
        message: expect.stringMatching(/configuration of quiet did not reach.*\nfix: /),
      },
    ]);
  });
});

test('a config is heard whole, once it is read', () => {
  const heard: PackConfig[] = [];
  onConfigure((config) => heard.push(config));
  const sent = configureRequest({ one: { enforcementLevel: 'advisory', n: 1 }, two: 'disabled', all: 'remediate' });
  const received = ConfigureAnalyzerRequest.deserializeBinary(sent.serializeBinary());
  expect(heard).toEqual([]);
  expect([...received.getPolicyconfigMap().entries()].map(([name]) => name).sort()).toEqual(['all', 'one', 'two']);
  expect(heard).toHaveLength(1);
  expect([...(heard[0] ?? [])].sort()).toEqual([
    ['all', { level: 'remediate', options: {} }],
    ['one', { level: 'advisory', options: { n: 1 } }],
    ['two', { level: 'disabled', options: {} }],
  ]);
});

test('a config that is refused is answered with the words alone', () => {
  onConfigure((config) => {
    if (config.has('bad')) throw new Error('this is bad');
  });
  const map = configureRequest({ bad: 'advisory' }).getPolicyconfigMap();
  expect(() => map.entries()).toThrow(expect.objectContaining({ stack: 'sts-guardrails: this is bad' }));
});
