import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Desk, environment } from '../package/tarball';

const cdk = join(dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');

/** Folders with an aws-cdk-lib and a cdk-nag of their own, each under a lockfile of its own. */
const fixtures = readdirSync(__dirname).filter((name) => name.startsWith('lib-'));
const hosts = ['plugin', 'aspect', 'nag'] as const;
const shapes = ['stack', 'nested', 'stage'] as const;
const roles = ['blocked', 'warned', 'clean'] as const;

type Case = [host: (typeof hosts)[number], shape: (typeof shapes)[number], role: (typeof roles)[number]];
const cases: Case[] = hosts.flatMap((host) =>
  shapes.flatMap((shape) => roles.map((role): Case => [host, shape, role])),
);

test('both ends of aws-cdk-lib meet both of cdk-nag', () => {
  const found = fixtures.map((name) => {
    const { dependencies } = JSON.parse(readFileSync(join(__dirname, name, 'package.json'), 'utf8')) as {
      dependencies: { [name: string]: string };
    };
    return `${dependencies['aws-cdk-lib']} ${dependencies['cdk-nag']}`;
  });
  expect(found.sort()).toEqual(['2.262.0 2.38.2', '2.262.0 3.0.2', '2.276.0 2.38.2', '2.276.0 3.0.2']);
});

describe.each(fixtures)('%s', (fixture) => {
  let desk: Desk;
  beforeAll(() => {
    desk = new Desk();
    cpSync(join(__dirname, fixture), desk.folder, { recursive: true });
    cpSync(join(__dirname, 'app.js'), join(desk.folder, 'app.js'));
    desk.must('npm ci --prefer-offline --no-audit --no-fund --ignore-scripts');
    mkdirSync(desk.installed());
    desk.must(`tar --extract --file sts-guardrails-*.tgz --strip-components 1 --directory ${desk.installed()}`);
  }, 300_000);
  afterAll(() => desk.clear());

  test.each(cases)('%s, role in a %s, %s', (host, shape, role) => {
    const { status, printed } = synth(desk, host, shape, role);
    if (role === 'clean') expect(printed).not.toContain('sts-guardrails');
    else expect(printed).toContain(role === 'blocked' ? 'wildcard-principal' : 'trusted-account');
    expect([status, printed]).toEqual([role === 'blocked' ? 1 : 0, printed]);
  });

  test.each(hosts)('%s, a warning under --strict', (host) => {
    const { status, printed } = synth(desk, host, 'stack', 'warned', '--strict');
    expect([status, printed]).toEqual([1, printed]);
  });
});

/** What the real `cdk synth` says; stacks in a Stage are asked for by name, because plain `synth` passes over them. */
function synth(desk: Desk, host: string, shape: string, role: string, ...more: string[]) {
  const contexts = Object.entries({ host, shape, role }).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  const args = [cdk, 'synth', '--quiet', '--no-notices', '--app', `"${process.execPath}" app.js`, ...contexts, ...more];
  const selected = shape === 'stage' ? ['**'] : [];
  const { error, status, stdout, stderr } = spawnSync(process.execPath, [...args, ...selected], {
    cwd: desk.folder,
    encoding: 'utf8',
    env: environment(),
  });
  if (error !== undefined) throw error;
  return { status, printed: stdout + stderr };
}
