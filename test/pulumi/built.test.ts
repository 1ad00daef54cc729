import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { packs } from './engine';

const root = join(__dirname, '../..');

test('the pack is one file that can be run, with its version inside and the licenses of its parts beside it', () => {
  expect(statSync(packs.executable).mode & 0o111).toBe(0o111);
  const code = readFileSync(packs.executable, 'utf8');
  expect(code).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(code).not.toMatch(/require\([^)]*package\.json/);
  const required = [...code.matchAll(/\brequire\("([^"$]+)"\)/g)].map(([, name = '']) => name);
  expect(required.filter((name) => !isBuiltin(name))).toEqual([]);
  expect(readFileSync(`${packs.executable}.licenses.txt`, 'utf8')).toMatch(
    /^@pulumi\/policy v?1\.\d+\.\d+ \(Apache-2\.0\)$/m,
  );
});

test('nothing in the pack asks for the aws package', () => {
  expect(readFileSync(packs.executable, 'utf8')).not.toContain('@pulumi/aws');
});

test('the example programs are sound TypeScript', () => {
  const args = [require.resolve('typescript/bin/tsc'), '-p', join(root, 'examples/pulumi')];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
