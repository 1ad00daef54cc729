// Writes docs/rules/<name>.md and the table of rules in README.md from the rules and their tables of rows, and
// settings.schema.json from the schema of the settings.
// `--check` writes nothing and fails where a page says something else.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { pageOf, tableOf } from './docs/page.mjs';
import { schemaOf } from './docs/schema.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'docs/rules';
const [begin, end] = ['<!-- rules: written by `npm run docs` -->', '<!-- end of rules -->'];

const files = await rendered();
const old = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`) : [];
const left = old.filter((name) => !files.has(name));

if (process.argv.includes('--check')) check();
else write();

/** Every file that is written from the rules and the settings: its text by its name. */
async function rendered() {
  const { pages, settings } = knowledge();
  const texts = pages.map((page) => [`${folder}/${page.name}.md`, pageOf(page)]);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const parts = readme.split(new RegExp(`(?<=${begin}\n)[^]*(?=${end})`));
  if (parts.length !== 2) throw new Error(`README.md has lost its place for the table of rules: ${begin} and ${end}`);
  texts.push(['README.md', parts.join(`\n${tableOf(pages)}\n\n`)]);
  texts.push(['settings.schema.json', schemaOf(settings)]);
  const config = await resolveConfig(join(root, 'README.md'));
  const pretty = texts.map(async ([name, text]) => [name, await format(text, { ...config, filepath: name })]);
  return new Map(await Promise.all(pretty));
}

/** What the rules say of themselves, with the first row of each kind and what is found on it; the settings' schema. */
function knowledge() {
  const require = createRequire(import.meta.url);
  require('ts-node').register({ transpileOnly: true, project: join(root, 'tsconfig.json') });
  // rows name what a request may hold in jest's words; nothing here compares them
  globalThis.expect = { any: () => undefined };
  const { createGuard, knownRules, ownRules, rules } = require('../shared/index.ts');
  const { defaultSettings } = require('../shared/settings/layers.ts');
  const { settingsSchema } = require('../shared/settings/schema.ts');
  const { tables } = require('../test/table/all.ts');
  const { settingsOf, subjectsOf, today } = require('../test/table/index.ts');
  const { shownIn } = require('../test/docs/shown.ts');

  const shown = (row, table) => {
    const guard = createGuard(settingsOf(row.row, table), { today, rules: [table.rule] });
    for (const subject of subjectsOf(row.row)) guard.judge(subject);
    const { findings } = guard.finish().report;
    return { ...row, name: row.row.name, findings, settings: table.settings };
  };
  const ofRule = (rule) => {
    const table = tables.find((one) => one.rule.name === rule.name);
    if (table === undefined) throw new Error(`${rule.name} has no table: see test/rules`);
    const [pass, fail] = [shownIn(table.pass), shownIn(table.fail)];
    if (pass === undefined || fail === undefined) {
      throw new Error(`${rule.name}: no row of a column can be shown on its page: it needs one in plain JSON`);
    }
    return { ...rule, pass: shown(pass, table), fail: shown(fail, table) };
  };
  const leveled = ({ level, ...page }) => {
    if (typeof level !== 'function') return { ...page, levels: [level] };
    const approved = [{ account: '999988887777', name: 'Example Vendor', externalId: 'required' }];
    const told = { ...defaultSettings, accounts: { ...defaultSettings.accounts, thirdParties: approved } };
    return { ...page, levels: [level(defaultSettings), level(told)] };
  };
  return { pages: [...rules.map(ofRule), ...ownRules].map(leveled), settings: settingsSchema(knownRules(rules)) };
}

function check() {
  const stale = [...files].filter(([name, text]) => read(name) !== text).map(([name]) => name);
  if (stale.length + left.length === 0) return;
  const says = [
    ...stale.map((name) => `${name} is not what the rules and settings say`),
    ...left.map((name) => `${name} has no rule`),
  ];
  process.stderr.write(`docs: ${says.join('\ndocs: ')}\ndocs: run \`npm run docs\` and commit what it writes\n`);
  process.exitCode = 1;
}

function write() {
  mkdirSync(join(root, folder), { recursive: true });
  for (const name of left) rmSync(join(root, name));
  for (const [name, text] of files) writeFileSync(join(root, name), text);
}

function read(name) {
  return existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : undefined;
}
