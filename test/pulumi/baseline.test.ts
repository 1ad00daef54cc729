import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnownFinding } from '../../shared';
import { blocked, packs, runEngine, said, settings } from './engine';

const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-known-'));
const file = join(folder, 'known.json');
const env = { STS_GUARDRAILS_REPORT: `baseline=${file}` };
const own = settings as object;
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function entries(): readonly KnownFinding[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { findings: KnownFinding[] }).findings;
}

function stopping(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.endsWith('mandatory'));
}

describe.each(Object.keys(packs) as (keyof typeof packs)[])('pulumi preview with the pack as %s', (pack) => {
  test('writes a baseline although it fails, and passes under it', async () => {
    const first = await runEngine(blocked, { pack, settings: own, env });
    expect(first.ok).toBe(false);
    const stopped = stopping(said(first)).map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(stopped).not.toEqual([]);
    const known = entries().map(({ path, rule }) => `${path.split('/').at(-1)} ${rule}`);
    expect(known).toEqual(expect.arrayContaining(stopped));

    const later = await runEngine(blocked, { pack, settings: { ...own, baseline: file } });
    expect(stopping(said(later))).toEqual([]);
    expect(later.output).toContain(`accepted: ${entries().length} findings are known already, in ${file}`);
    expect(later.ok).toBe(true);
  });
});

test('a preview fails at what the baseline does not know', async () => {
  await runEngine(blocked, { settings: own, env });
  const other = 'test/pulumi/programs/outputs.ts';
  const run = await runEngine(other, { settings: { ...own, baseline: file } });
  expect(stopping(said(run))).not.toEqual([]);
  expect(run.ok).toBe(false);
});

test('the file stays what it is where a run honours it and writes it', async () => {
  await runEngine(blocked, { settings: own, env });
  const before = readFileSync(file, 'utf8');
  const run = await runEngine(blocked, { settings: { ...own, baseline: file }, env });
  expect(run.ok).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a preview fails where its baseline is missing', async () => {
  const run = await runEngine(blocked, { settings: { ...own, baseline: file } });
  expect(run.ok).toBe(false);
  expect(run.output).toContain('the baseline cannot be read: there is no such file');
});
