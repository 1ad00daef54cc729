import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPack } from '../drivers/pulumi';
import { blocksUnder, commandsOf, expectShown, filesOf, outputOf } from './readme';
import { Desk, root } from './tarball';

const desks: Desk[] = [];
const newDesk = (...packages: string[]) => desks[desks.push(new Desk(packages)) - 1] as Desk;
afterAll(() => desks.forEach((desk) => desk.clear()));

test('the quick start of Pulumi prints what the README shows', async () => {
  const blocks = blocksUnder('Pulumi');
  const { 'index.ts': program = '', ...files } = filesOf(blocks);
  const [install = '', preview = '', ...others] = commandsOf(blocks);
  expect(others).toEqual([]);
  const [, pack = ''] = /^pulumi preview --policy-pack (\S+)$/.exec(preview) ?? [];

  const desk = newDesk();
  desk.write({ 'index.ts': program });
  desk.must(install);
  const run = {
    command: 'preview',
    program: join(desk.folder, 'index.ts'),
    packs: [join(desk.folder, pack)],
    files,
  };
  const args = [join(root, 'test/pulumi/run.mjs'), JSON.stringify(run)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  const { ok, output } = JSON.parse(stdout) as { ok: boolean; output: string };
  expectShown(outputOf(blocks), output);
  expect(ok).toBe(false);
}, 300_000);

test('the package folder is a pack where no TypeScript is installed', async () => {
  const desk = newDesk('@pulumi/policy', '@pulumi/pulumi');
  desk.must('npm install sts-guardrails');
  expect(existsSync(join(desk.folder, 'node_modules/typescript'))).toBe(false);
  desk.write({ 'sts-guardrails.json': '{ "accounts": { "own": ["111122223333"] } }' });

  const pack = await startPack('folder', { folder: desk.installed() });
  try {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
    };
    const found = await pack.analyze({
      type: 'aws:iam/role:Role',
      name: 'open',
      props: { assumeRolePolicy: JSON.stringify(trust) },
    });
    expect(found.map(({ policy }) => policy)).toContain('wildcard-principal');
  } finally {
    await pack.stop();
  }
}, 300_000);
