import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocked, inFolder, runEngine, said, settings, type EngineOptions } from './engine';

const own = { accounts: { own: ['111122223333'] } };

describe('a policy pack config under the engine', () => {
  test.each([
    ['a misspelt policy', { 'external-idd': 'advisory' }, /external-idd.*did you mean "external-id"/],
    ['an option that there is not', { 'external-id': { scope: 'all' } }, /external-id\.scope: is no option/],
    ['all turned off', { all: 'disabled' }, /all: would turn down rule-crash/],
  ])('stops the run for %s', async (_what, config, message) => {
    const run = await runEngine(blocked, { settings, config });
    expect(run.ok).toBe(false);
    expect(run.output).toMatch(message);
    expect(run.output).not.toMatch(/\n\s+at /);
    expect(run.violations).toEqual([]);
  });

  test('cannot turn off what a locked settings file demands', async () => {
    const locked = { ...(settings as object), locked: true, rules: { 'wildcard-principal': 'error' } };
    const run = await runEngine(blocked, { settings: locked, config: { 'wildcard-principal': 'disabled' } });
    expect(run.ok).toBe(false);
    expect(run.output).toMatch(/policy pack config: .*wildcard-principal.*sts-guardrails\.json locks/);
  });

  test('blocks nothing under audit, however it is configured', async () => {
    const run = await runEngine(blocked, {
      settings: { ...(settings as object), enforce: 'audit' },
      config: { all: 'mandatory' },
    });
    expect(new Set(run.violations.map(({ enforcementLevel }) => enforcementLevel))).toEqual(new Set(['advisory']));
    expect(run.ok).toBe(true);
  });
});

describe('remediation', () => {
  const program = 'test/pulumi/programs/sessions.ts';

  /** An `up`, with the seconds that each role was created with. */
  function up(options: EngineOptions) {
    return inFolder(async (folder) => {
      const file = join(folder, 'inputs');
      const run = await runEngine(program, { command: 'up', ...options, env: { AWS_STAND_IN_INPUTS: file } });
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      const seconds = lines.map((line) => {
        const { name, inputs } = JSON.parse(line) as { name: string; inputs: { maxSessionDuration?: number } };
        return [name, inputs.maxSessionDuration];
      });
      return { run, seconds: Object.fromEntries(seconds) as object };
    });
  }

  test('cuts plain numbers down to the limit where the config asks for it, and says so', async () => {
    const { run, seconds } = await up({ settings: own, config: { 'session-duration': 'remediate' } });
    expect(run.ok).toBe(true);
    expect(seconds).toEqual({ long: 3600, fitting: 3600, native: 3600, batch: 43200 });
    expect([...run.remediations].sort()).toEqual([
      'long session-duration 43200 3600',
      'native session-duration 7200 3600',
    ]);
    // for services alone the longest session is no more than a note, and stays
    expect(said(run)).toEqual(['batch session-duration advisory']);
  });

  test('leaves alone what the settings accept or allow', async () => {
    const { run, seconds } = await up({
      settings: {
        ...own,
        exceptions: [{ rule: 'session-duration', where: '**/long', reason: 'a job of a night' }],
        overrides: [{ where: '**/native', sessions: { role: 7200 } }],
      },
      config: { 'session-duration': 'remediate' },
    });
    expect(seconds).toMatchObject({ long: 43200, native: 7200 });
    expect(run).toMatchObject({ ok: true, remediations: [] });
  });

  test('does not happen by itself', async () => {
    const run = await runEngine(program, { settings: own });
    expect(run).toMatchObject({ ok: false, remediations: [] });
    expect(said(run)).toContain('long session-duration mandatory');
  });

  test('changes nothing under audit', async () => {
    const { run, seconds } = await up({
      settings: { ...own, enforce: 'audit' },
      config: { 'session-duration': 'remediate' },
    });
    expect(run).toMatchObject({ ok: true, remediations: [] });
    expect(seconds).toMatchObject({ long: 43200, native: 7200 });
    expect(said(run)).toContain('long session-duration advisory');
  });
});
