// What the command line costs as a whole process: one large template, a folder of many, and what others take for it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, root, rounds, run, time } from './measure.mjs';
import { settings, trustOf } from './roles.mjs';

const { stringify } = createRequire(import.meta.url)('yaml');
const main = join(root, 'dist/cli/main.js');
const watcher = fileURLToPath(new URL('memory.cjs', import.meta.url));
const role = (number) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trustOf(number) } });
const template = (first, count) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: Object.fromEntries(Array.from({ length: count }, (_none, index) => [`Role${index}`, role(first + index)])),
});
const milliseconds = (all) => `${median(all).toFixed(0)} ms`;

/** Measures, and hands each line to `row`. */
export function commandLine(row) {
  const folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-bench-'));
  try {
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
    oneTemplate(folder, row);
    manyTemplates(folder, row);
    peers(folder, row);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One `check` of these paths: how long it takes, in milliseconds, and the most memory it has, in megabytes. */
function check(folder, ...args) {
  const said = join(folder, 'memory');
  const options = { env: { ...process.env, BENCH_MEMORY: said } };
  const all = ['--require', watcher, main, 'check', '--settings', join(folder, 'settings.json'), ...args];
  const spent = time(() => run(process.execPath, all, options));
  return { spent, memory: Number(readFileSync(said, 'utf8')) / 1024 };
}

function repeated(times, measure) {
  const all = Array.from({ length: times }, measure);
  return { spent: all.map(({ spent }) => spent), memory: Math.max(...all.map(({ memory }) => memory)) };
}

function oneTemplate(folder, row) {
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify(template(0, 1000), null, 2));
  const parse = ['-e', `JSON.parse(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`];
  const started = Array.from({ length: rounds }, () => time(() => run(process.execPath, [main, '--version'])));
  const parsed = Array.from({ length: rounds }, () => time(() => run(process.execPath, parse)));
  const { spent, memory } = repeated(rounds, () => check(folder, file));
  const ratio = median(spent) / median(parsed);
  row('sts-guardrails --version', milliseconds(started), '');
  row('sts-guardrails check, a template of 1,000 roles in JSON', milliseconds(spent), '');
  row('  memory at most', `${memory.toFixed(0)} MB`, '');
  row('node, JSON.parse of the same file', milliseconds(parsed), '');
  row('  ratio', ratio.toFixed(2), '6', ratio <= 6);
}

const few = 3;

function manyTemplates(folder, row) {
  const many = templates(folder, 'many', 1000);
  const alone = repeated(few, () => check(folder, many, '--workers', '0'));
  const together = repeated(few, () => check(folder, many));
  row(`sts-guardrails check, 1,000 YAML templates of 10 roles`, milliseconds(together.spent), '');
  row(`  memory at most, ${availableParallelism()} cores`, `${together.memory.toFixed(0)} MB`, '');
  row('  with --workers 0', milliseconds(alone.spent), '');
  row('  memory at most', `${alone.memory.toFixed(0)} MB`, '');
}

function templates(folder, name, count) {
  const many = join(folder, name);
  mkdirSync(many);
  for (let number = 0; number < count; number++) {
    writeFileSync(join(many, `${String(number).padStart(4, '0')}.yaml`), stringify(template(number * 10, 10)));
  }
  return many;
}

// others that read the same files; what they look for is something else
const others = [
  { name: 'cfn-lint', argsFor: (folder) => [`${folder}/*.yaml`] },
  {
    name: 'checkov',
    argsFor: (folder) => ['--directory', folder, '--framework', 'cloudformation', '--compact', '--quiet'],
  },
];

function peers(folder, row) {
  const some = templates(folder, 'some', 50);
  const ours = median(repeated(few, () => check(folder, some)).spent);
  row(`sts-guardrails check, 50 of these templates (median of ${few})`, milliseconds([ours]), '');
  for (const { name, argsFor } of others) {
    const version = spawnSync(name, ['--version'], { encoding: 'utf8' });
    if (version.status !== 0) {
      row(`  ${name}`, 'not installed', '');
      continue;
    }
    const spent = time(() => run(name, argsFor(some), { mayFail: true }));
    row(`  ${name} ${/[\d.]+/.exec(version.stdout)?.[0] ?? ''} (once)`, milliseconds([spent]), '');
    row('    times as long', (spent / ours).toFixed(1), '');
  }
}
