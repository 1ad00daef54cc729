// Prints how many rows of the tables and roles of the examples are undecided because of the search's bound.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, run } from './measure.mjs';

const require = createRequire(import.meta.url);
// rows name what a request may hold in jest's words; nothing here compares them
globalThis.expect = { any: () => undefined };
const bound = /too many steps|restrict each other|policy variable in|compared as a text/;

/** The findings of a guard that say that the search gave up. */
const gaveUp = ({ findings }) => findings.filter(({ because }) => because !== undefined && bound.test(because)).length;

function ofRows() {
  require('ts-node').register({ transpileOnly: true, project: join(root, 'tsconfig.json') });
  const { createGuard } = require('../../shared/index.ts');
  const { tables } = require('../../test/table/all.ts');
  const { settingsOf, subjectOf, today } = require('../../test/table/index.ts');
  const rows = tables.flatMap((table) =>
    [...table.pass, ...table.fail, ...table.unknown].map((row) => ({ table, row })),
  );
  const undecided = rows.filter(
    ({ table, row }) => gaveUp(createGuard(settingsOf(row, table), { today }).judge(subjectOf(row))) > 0,
  );
  return { rows: rows.length, undecided: undecided.map(({ table, row }) => `${table.rule.name}: ${row.name}`) };
}

/** What the command line finds in the templates that the real cdk writes for the example. */
function ofExamples() {
  const cdk = join(dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');
  const outdir = mkdtempSync(join(tmpdir(), 'sts-guardrails-bench-'));
  let [roles, undecided] = [0, 0];
  try {
    for (const variant of ['blocked', 'clean']) {
      const output = join(outdir, variant);
      const args = [cdk, 'synth', '--quiet', '--no-notices', '--context', `variant=${variant}`, '--output', output];
      run(process.execPath, args, { cwd: join(root, 'examples/cdk'), mayFail: true });
      if (!existsSync(output)) throw new Error(`cdk wrote nothing for the ${variant} example`);
      const templates = readdirSync(output).filter((name) => name.endsWith('.template.json'));
      const check = [
        join(root, 'dist/cli/main.js'),
        'check',
        ...templates.map((name) => join(output, name)),
        '--format',
        'json',
      ];
      const report = JSON.parse(run(process.execPath, check, { cwd: join(root, 'examples/cdk'), mayFail: true }));
      roles += templates
        .flatMap((name) => Object.values(JSON.parse(readFileSync(join(output, name), 'utf8')).Resources ?? {}))
        .filter(({ Type }) => Type === 'AWS::IAM::Role').length;
      undecided += gaveUp(report);
    }
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
  return { roles, undecided };
}

process.stdout.write(JSON.stringify({ rows: ofRows(), examples: ofExamples() }));
