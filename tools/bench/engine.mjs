// Prints the engine's times in a process of its own: microseconds per role, milliseconds for the hard policies.
import { createRequire } from 'node:module';
import { median, rounds, time } from './measure.mjs';
import { hardPolicy, own, settings as given, trustOf } from './roles.mjs';

const require = createRequire(import.meta.url);
const { createGuard, knownRules, parseSettings, rules, Text } = require('../../dist/shared/index.js');
const settings = parseSettings(given, 'the bench', knownRules(rules));
const owner = { account: Text.of(own), partition: Text.of('aws'), region: Text.of('eu-west-1') };
const roles = Number(process.argv[2] ?? 2000);
const today = '2030-01-01';

const subject = (trust) => ({
  kind: 'role',
  place: { id: 'Role', type: 'AWS::IAM::Role', path: 'bench/Role', pointer: '' },
  owner,
  trust,
  maxSeconds: undefined,
});

/** Microseconds for each of some roles that were never seen before. */
function times(round) {
  const guard = createGuard(settings, { today });
  const subjects = Array.from({ length: roles }, (_none, index) => subject(trustOf(round * roles + index)));
  const each = subjects.map((one) => 1000 * time(() => void (findings += guard.judge(one).findings.length)));
  return each.sort((a, b) => a - b);
}

let findings = 0;
times(0);
times(1);
const measured = Array.from({ length: rounds }, (_none, round) => times(round + 2));
const at = (part) => median(measured.map((each) => each[Math.floor(each.length * part)]));
const mean = median(measured.map((each) => each.reduce((sum, one) => sum + one, 0) / each.length));

/** Milliseconds for a hard policy, and how many of its findings are undecided. */
function hard(operator) {
  let undecided = 0;
  const milliseconds = Array.from({ length: rounds }, (_none, turn) => {
    const one = subject(hardPolicy(turn, operator));
    return time(() => {
      const judged = createGuard(settings, { today }).judge(one);
      undecided += judged.findings.filter(({ verdict }) => verdict === 'unknown').length;
    });
  });
  return { milliseconds: median(milliseconds), undecided };
}

const result = {
  findings,
  median: at(0.5),
  p99: at(0.99),
  mean,
  avoid: hard('StringLike'),
  meet: hard('StringNotLike'),
};
process.stdout.write(JSON.stringify(result));
