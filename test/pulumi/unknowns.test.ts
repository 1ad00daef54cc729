import { runEngine, said } from './engine';

const settings = { accounts: { own: ['111122223333'] } };
const urn = (name: string) => `urn:pulumi:dev::guarded::aws:iam/role:Role::${name}`;
const about = (lines: readonly string[], role: string) => lines.filter((line) => line.startsWith(`${role} `));

describe('what is not known in a preview', () => {
  let lines: readonly string[];
  let output: string;
  beforeAll(async () => {
    const run = await runEngine('test/pulumi/programs/outputs.ts', { settings });
    ({ output } = run);
    lines = said(run);
    expect(run.ok).toBe(false);
  });

  test('does not keep an output that is known from being judged', () => {
    expect(about(lines, 'stringified')).toContain('stringified wildcard-principal mandatory');
  });

  test('is one undecided finding where it is the whole document', () => {
    expect(about(lines, 'unknown')).toEqual(['unknown readable-trust-policy advisory']);
    expect(output).toMatch(/readable-trust-policy \(undecided\) unknown/);
  });

  test('does not hide what is known beside it in a native role', () => {
    expect(about(lines, 'native')).toContain('native wildcard-principal mandatory');
  });

  test('is undecided where it is a principal of a native role', () => {
    const native = about(lines, 'native-unknown');
    expect(native).toContain('native-unknown wildcard-principal advisory');
    expect(native.filter((line) => line.endsWith('mandatory'))).toEqual([]);
  });

  test('is no excuse for an error message in place of a principal', () => {
    expect(about(lines, 'mistaken')).toEqual(['mistaken readable-trust-policy mandatory']);
    expect(output).toMatch(/mistaken[^]*Output/);
  });

  test('is no excuse for a role without a trust policy', () => {
    expect(about(lines, 'missing')).toEqual(['missing readable-trust-policy mandatory']);
  });

  test('may be all of it: a role without any input is said not to be judged', () => {
    expect(about(lines, 'empty')).toEqual(['empty readable-trust-policy advisory']);
    expect(output).toContain('which a run for other targets leaves out');
  });
});

test('an update stops at a role without a trust policy', async () => {
  const run = await runEngine('test/pulumi/programs/missing.ts', { command: 'up', settings });
  expect(said(run)).toEqual(['missing readable-trust-policy mandatory']);
  expect(run.ok).toBe(false);
});

describe('a run with --target', () => {
  test.each(['preview', 'up'] as const)('under %s goes on, and says what it has not judged', async (command) => {
    const run = await runEngine('test/pulumi/programs/target.ts', { command, settings, target: [urn('wanted')] });
    expect(said(run)).toEqual(['other readable-trust-policy advisory']);
    expect(run.output).toMatch(/readable-trust-policy \(undecided\) other/);
    expect(run.ok).toBe(true);
  });

  test('is stopped by its target', async () => {
    const run = await runEngine('test/pulumi/programs/target.ts', { settings, target: [urn('other')] });
    expect(said(run)).toContain('other wildcard-principal mandatory');
    expect(run.ok).toBe(false);
  });
});

test('with ignoreChanges the policy that stays is judged', async () => {
  const [program, before] = ['test/pulumi/programs/ignored.ts', 'test/pulumi/programs/ignored-before.ts'];
  const run = await runEngine(program, { settings, before });
  expect(said(run)).toContain('kept wildcard-principal mandatory');
  expect(run.ok).toBe(false);
});

describe('a component', () => {
  const program = 'test/pulumi/programs/component.ts';
  const where = 'dev/guarded/shop:index:Batch/*';

  test('is no hiding place', async () => {
    expect(said(await runEngine(program, { settings }))).toEqual(['nightly-role session-duration mandatory']);
  });

  test('can be named by its type in an override and in an exception', async () => {
    const longer = { ...settings, overrides: [{ where, sessions: { role: 28800 } }] };
    expect(await runEngine(program, { settings: longer })).toMatchObject({ ok: true, violations: [] });
    const excepted = { ...settings, exceptions: [{ rule: 'session-duration', where, reason: 'a job of a night' }] };
    const run = await runEngine(program, { settings: excepted });
    expect(said(run)).toEqual(['nightly-role session-duration advisory']);
    expect(run.output).toContain('a job of a night');
    expect(run.ok).toBe(true);
  });
});

test('a provider is judged by how long it assumes a role, and tells whose account it works in', async () => {
  const run = await runEngine('test/pulumi/programs/providers.ts', {});
  expect(said(run)).toEqual([
    'foreign external-id mandatory',
    'foreign trusted-account advisory',
    'long session-duration mandatory',
  ]);
  expect(run.output).toMatch(/provider starts \(\/assumeRoles\/0\) can last 43200 seconds, and 3600 are allowed/);
});
