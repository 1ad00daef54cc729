// `npm run bench`: what the package costs, medians of 7, each beside its goal; `npm run bench -- commands` measures one
// part. Exits 0 unless it cannot measure.
import { build } from '../build.mjs';
import { commandLine } from './command-line.mjs';
import { fresh, median, rounds } from './measure.mjs';
import { answers } from './protocol.mjs';
import { emptyPack, ourPack, starts } from './start.mjs';

const wide = [68, 16, 10];
const repeated = (measure) => Array.from({ length: rounds }, measure);

function row(what, value, goal, met) {
  const cells = [what, value, goal].map((text, index) => text.padEnd(wide[index]));
  process.stdout.write(`${cells.join('')}${met === undefined ? '' : met ? 'met' : 'missed'}\n`);
}

function engine() {
  const { median, mean, p99, avoid, meet, findings } = JSON.parse(fresh('engine.mjs'));
  if (findings > 0) throw new Error(`the roles of the bench have ${findings} findings, and should have none`);
  row('engine, one distinct role, warm: median', `${median.toFixed(1)} µs`, '50 µs', median <= 50);
  row('  mean and 99th of a hundred', `${mean.toFixed(0)} / ${p99.toFixed(0)} µs`, '');
  for (const [name, { milliseconds, undecided }] of [
    ['12 globs, 10 Denies to be kept clear of', avoid],
    ['12 globs, 10 Denies to be met all at once', meet],
  ]) {
    row(`engine, 4,096 characters, ${name}`, `${milliseconds.toFixed(2)} ms`, '5 ms', milliseconds <= 5);
    row('  undecided', String(undecided), '0', undecided === 0);
  }
}

function rules() {
  const { none, eight, on, all, each } = JSON.parse(fresh('rules.mjs'));
  const both = ({ role, identity }) => `${role.toFixed(1)} / ${identity.toFixed(1)} µs`;
  row('rules, one distinct role / policy of an identity: no rule', both(none), '');
  row('  the first eight', both(eight), '');
  row('  all that are on', both(on), '');
  row('  ratio for a role', (on.role / eight.role).toFixed(2), '2', on.role / eight.role <= 2);
  row('  those that are off as well', both(all), '');
  row('  ratio for a role', (all.role / eight.role).toFixed(2), '2', all.role / eight.role <= 2);
  for (const one of each) row(`  ${one.name} alone`, both(one), '');
}

function undecided() {
  const { rows, examples } = JSON.parse(fresh('undecided.mjs'));
  row(
    `undecided because of the bound: ${rows.rows} rows`,
    String(rows.undecided.length),
    '0',
    rows.undecided.length === 0,
  );
  for (const name of rows.undecided) process.stdout.write(`  ${name}\n`);
  row(
    `undecided because of the bound: ${examples.roles} example roles`,
    String(examples.undecided),
    '0',
    examples.undecided === 0,
  );
}

function validate() {
  const [few, many] = [1000, 5000].map((roles) => median(repeated(() => Number(fresh('validate.mjs', roles)))));
  row('CDK plugin, validate, 1,000 distinct roles', `${few.toFixed(1)} ms`, '40 ms', few <= 40);
  row('CDK plugin, validate, 5,000 distinct roles', `${many.toFixed(1)} ms`, '150 ms', many <= 150);
  row('  ratio', (many / few).toFixed(2), '6', many / few <= 6);
}

async function start() {
  const [empty, ours] = [emptyPack(), ourPack()];
  const times = [];
  try {
    for (let round = 0; round < rounds; round++) times.push(await starts(empty.folder, ours.folder));
  } finally {
    for (const { remove } of [empty, ours]) remove();
  }
  const of = (name) => median(times.map((one) => one[name]));
  row('Pulumi, empty JavaScript folder pack ready', `${of('empty').toFixed(0)} ms`, '');
  row('Pulumi, folder pack ready', `${of('folder').toFixed(0)} ms`, '');
  row('  ratio', (of('folder') / of('empty')).toFixed(2), '1.15', of('folder') / of('empty') <= 1.15);
  row('Pulumi, executable pack ready', `${of('file').toFixed(0)} ms`, '');
  row('  ratio', (of('file') / of('empty')).toFixed(2), '0.4', of('file') / of('empty') <= 0.4);
}

async function protocol() {
  const { role, other, empty } = await answers();
  row('Pulumi, empty folder pack, one resource', `${empty.toFixed(2)} ms`, '');
  row('  added by the folder pack to a role', `${role.toFixed(2)} ms`, '0.5 ms', role <= 0.5);
  row('  added by the folder pack to another resource', `${other.toFixed(2)} ms`, '0.2 ms', other <= 0.2);
}

const parts = { engine, rules, undecided, validate, start, protocol, commands: () => commandLine(row) };
const wanted = process.argv.slice(2);

try {
  const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined)
    throw new Error(`there is no part ${unknown}: name some of ${Object.keys(parts).join(', ')}`);
  await build();
  row('what', 'median of 7', 'goal');
  for (const [name, part] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await part();
} catch (error) {
  process.stderr.write(`bench: ${error.message}
`);
  process.exitCode = 1;
}
