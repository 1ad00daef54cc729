import { cdkSynth, removeFolders, runApp } from './_cdk';

afterAll(() => {
  delete process.env.HOST_AND_ROLE;
  removeFolders();
});

const on = (host: string, role: string) => void (process.env.HOST_AND_ROLE = `${host} ${role}`);

test.each(['aspect', 'nag2', 'nag3'])('without the cdk command an error under %s is shown and stops', (host) => {
  on(host, 'blocked');
  const { status, stderr } = runApp('hosts.ts');
  expect(stderr).toContain('wildcard-principal');
  expect([status, stderr]).toEqual([1, stderr]);
});

test('without the cdk command a warning stops nothing', () => {
  on('aspect', 'warned');
  const { status, stderr } = runApp('hosts.ts');
  expect([status, stderr]).toEqual([0, stderr]);
});

test.each(['aspect', 'nag2'])('--ignore-errors shows an error under %s and passes over it', (host) => {
  on(host, 'blocked');
  const { status, stderr } = cdkSynth('hosts.ts', ['--ignore-errors']);
  expect(stderr).toContain('wildcard-principal');
  expect([status, stderr]).toEqual([0, stderr]);
});
