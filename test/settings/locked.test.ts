import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../load';
import { SettingsError } from '../../shared';
import { pages } from './known';

const account = '111122223333';
const vendor = { account: '999988887777', name: 'Example Vendor', externalId: 'required' };
const exception = { rule: 'external-id', where: '**/Legacy*', reason: 'moves soon' };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The platform's settings are locked and above all others; the developer's file stands below. */
function load(platform: object, developer: object, config?: object) {
  writeFileSync(join(folder, 'platform.json'), JSON.stringify({ locked: true, ...platform }));
  writeFileSync(join(folder, 'sts-guardrails.json'), JSON.stringify(developer, undefined, 1));
  writeFileSync(join(folder, 'known.json'), JSON.stringify({ formatVersion: 1, findings: [] }));
  return loadSettings({
    cwd: folder,
    env: { STS_GUARDRAILS_SETTINGS: 'platform.json' },
    rules: pages,
    ...(config && { config: { name: 'the policy config', input: config } }),
  });
}

function problemsOf(...layers: Parameters<typeof load>): readonly string[] {
  try {
    load(...layers);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message.split('\n').slice(1);
  }
}

const looser: readonly [what: string, looser: object, place: string, platform?: object][] = [
  ['auditing', { enforce: 'audit' }, 'enforce'],
  ['a lesser undecided', { undecided: 'info' }, 'undecided'],
  ['a longer session', { sessions: { roleAlias: 7200 } }, 'sessions.roleAlias'],
  ['a rule off', { rules: { 'external-id': 'off' } }, 'rules.external-id'],
  ['a rule lower', { rules: { 'external-id': { level: 'warning' } } }, 'rules.external-id'],
  ['a rule as it is without strict', { rules: { 'tag-values': 'warning' } }, 'rules.tag-values', { extends: 'strict' }],
  ['the bookkeeping off', { rules: { exception: 'off' } }, 'rules.exception'],
  ['an option', { rules: { 'oidc-subject': { strictly: false } } }, 'rules.oidc-subject.strictly'],
  ['an account of one’s own', { accounts: { own: [account] } }, 'accounts.own'],
  ['an organization', { accounts: { organization: { id: 'o-a1b2c3d4e5' } } }, 'accounts.organization.id'],
  ['an account of it', { accounts: { organization: { accounts: [account] } } }, 'accounts.organization.accounts'],
  ['a third party', { accounts: { thirdParties: [vendor] } }, 'accounts.thirdParties'],
  ['a baseline', { baseline: 'known.json' }, 'baseline'],
  ['an exception', { exceptions: [exception] }, 'exceptions'],
  ['a ready-made list', { extends: 'cdk-bootstrap' }, 'extends'],
  [
    'longer sessions somewhere',
    { overrides: [{ where: '**', sessions: { role: 7200 } }] },
    'overrides[0].sessions.role',
  ],
  [
    'a rule lower somewhere',
    { overrides: [{ where: '**', rules: { mfa: 'off', 'external-id': 'info' } }] },
    'overrides[0].rules.external-id',
  ],
  [
    'an option somewhere',
    { overrides: [{ where: '**', rules: { 'oidc-subject': { least: 2 } } }] },
    'overrides[0].rules.oidc-subject.least',
  ],
];

describe('below a locked source', () => {
  test.each(looser)(
    '%s is refused, with its place and the source that locks',
    (_what, developer, place, platform = {}) => {
      const [problem, ...others] = problemsOf(platform, developer);
      expect(others).toEqual([]);
      expect(problem).toMatch(/^ {2}sts-guardrails\.json:\d+:\d+: /);
      expect(problem).toContain(`: ${place}: would loosen what platform.json locks: `);
      // nothing of this is wrong by itself
      expect(problemsOf({ ...platform, locked: false }, developer)).toEqual([]);
    },
  );

  test.each(looser)('%s is refused in a policy config too', (_what, config, place, platform = {}) => {
    expect(problemsOf(platform, {}, config)).toEqual([
      expect.stringContaining(`  the policy config: ${place}: would loosen what platform.json locks: `),
    ]);
  });

  test('whatever is tighter counts', () => {
    const platform = {
      enforce: 'audit',
      undecided: 'info',
      sessions: { role: 14400 },
      rules: { 'external-id': 'warning', 'oidc-subject': { level: 'info', scope: 'branch' } },
    };
    const developer = {
      enforce: 'block',
      undecided: 'warning',
      acknowledgements: false,
      sessions: { role: 7200, roleAlias: 900 },
      rules: { 'external-id': 'error', 'oidc-subject': 'warning', mfa: 'warning' },
      overrides: [{ where: '**/deploy', sessions: { role: 3600 }, rules: { 'tag-values': 'error' } }],
    };
    const { settings } = load(platform, developer);
    expect(settings).toMatchObject({
      ...developer,
      sessions: { role: 7200, roleAlias: 900 },
      rules: {},
      overrides: [{}],
    });
    expect(settings.rules).toEqual({
      'external-id': { level: 'error', options: {} },
      'oidc-subject': { level: 'warning', options: { scope: 'branch' } },
      mfa: { level: 'warning', options: {} },
    });
    expect(settings.overrides[0]?.sessions).toEqual({ role: 3600 });
    expect(load({}, { extends: 'strict' }).settings).toMatchObject({ strict: true, undecided: 'error' });
  });

  test('what the locked source says itself is not made looser, and saying so is no error', () => {
    const platform = {
      enforce: 'block',
      sessions: { role: 3600 },
      rules: { mfa: 'error' },
      exceptions: [],
      accounts: { own: [account] },
    };
    const developer = {
      enforce: 'audit',
      sessions: { role: 43200 },
      rules: { mfa: 'off' },
      exceptions: [exception],
      accounts: { own: ['222233334444'] },
    };
    const { settings } = load({ ...platform, exceptions: [{ ...exception, where: 'x/**' }] }, developer);
    expect(settings).toMatchObject({ enforce: 'block', sessions: { role: 3600 }, accounts: { own: [account] } });
    expect(settings.rules['mfa']).toEqual({ level: 'error', options: {} });
    expect(settings.exceptions).toMatchObject([{ where: 'x/**' }]);
  });

  test('a policy config may tighten', () => {
    const { settings } = load(
      { sessions: { role: 14400 } },
      {},
      { sessions: { role: 7200 }, rules: { mfa: 'error' }, extends: 'strict' },
    );
    expect(settings).toMatchObject({
      strict: true,
      undecided: 'error',
      sessions: { role: 7200 },
      rules: { mfa: { level: 'error' } },
    });
  });

  test('a policy config may not take back what the locked settings hold', () => {
    const platform = {
      extends: 'strict',
      acknowledgements: false,
      accounts: { own: [account] },
      overrides: [{ where: '**/deploy', sessions: { role: 3600 } }],
    };
    const config = {
      extends: 'recommended',
      acknowledgements: true,
      accounts: { own: [] },
      overrides: [{ where: 'x', sessions: { role: 3600 } }],
    };
    expect(problemsOf(platform, {}, config).map((line) => line.split(': ')[1])).toEqual([
      'extends',
      'acknowledgements',
      'accounts.own',
      'overrides',
    ]);
  });

  test('an override is measured against those that are there', () => {
    const there = { where: '**/deploy', sessions: { role: 3600 }, rules: { mfa: 'error' } };
    const platform = { sessions: { role: 7200 }, overrides: [there] };
    const added = { where: '**', sessions: { role: 7200 }, rules: { mfa: 'warning' } };
    expect(problemsOf(platform, {}, { overrides: [there, added] })).toEqual([
      expect.stringContaining('overrides[1].sessions.role: would loosen'),
      expect.stringContaining('overrides[1].rules.mfa: would loosen'),
    ]);
    expect(load(platform, {}, { overrides: [there, there] }).settings.overrides).toHaveLength(2);
  });

  test('all places are named at once', () => {
    const problems = problemsOf(
      {},
      { enforce: 'audit', sessions: { role: 7200, provider: 7200 }, rules: { mfa: 'off' } },
    );
    expect(problems.map((line) => line.split(': ')[1])).toEqual(['enforce', 'sessions.role', 'sessions.provider']);
  });
});

describe('what is not below a lock', () => {
  test('sources above it are free', () => {
    writeFileSync(join(folder, 'sts-guardrails.json'), JSON.stringify({ locked: true, enforce: 'block' }));
    const { settings, locked } = loadSettings({ cwd: folder, env: {}, explicit: { enforce: 'audit' } });
    expect(settings.enforce).toBe('audit');
    expect(locked).toEqual(['sts-guardrails.json']);
  });

  test('without a lock the policy config wins over all', () => {
    const { settings, sources } = load(
      { locked: false, sessions: { role: 3600 }, rules: { mfa: 'error' } },
      {},
      { sessions: { role: 7200 }, rules: { mfa: 'off' } },
    );
    expect(settings).toMatchObject({ sessions: { role: 7200 }, rules: { mfa: { level: 'off' } } });
    expect(sources).toEqual(['the policy config', 'platform.json', 'sts-guardrails.json']);
  });
});
