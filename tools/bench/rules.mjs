// Prints what rules cost, in microseconds: each alone, the first eight and all together; for a distinct role, and for a
// distinct policy of an identity.
import { createRequire } from 'node:module';
import { median, rounds, time } from './measure.mjs';
import { documentOf } from './policies.mjs';
import { own, settings as given, trustOf } from './roles.mjs';

const require = createRequire(import.meta.url);
const { createGuard, knownRules, parseSettings, rules, Text } = require('../../dist/shared/index.js');
// rules that are off unless somebody wants them are asked as well
const levels = Object.fromEntries(
  rules.filter(({ level }) => level === 'off').map(({ name }) => [name, { level: 'info' }]),
);
const settings = parseSettings({ ...given, rules: levels }, 'the bench', knownRules(rules));
const asked = Number(process.argv[2] ?? 1000);
const today = '2030-01-01';

const place = (type) => ({ id: 'Example', type, path: 'bench/Example', pointer: '' });
const owner = { account: Text.of(own), partition: Text.of('aws'), region: Text.of('eu-west-1') };
const role = (index) => ({
  kind: 'role',
  place: place('AWS::IAM::Role'),
  owner,
  trust: trustOf(index),
  maxSeconds: undefined,
});
const identity = (index) => ({
  kind: 'identity',
  place: place('AWS::IAM::ManagedPolicy'),
  owner,
  document: documentOf(index),
  identities: [{ of: 'role', id: `Role${index}`, documents: [documentOf(index + 1)] }],
});

/** Microseconds in the middle of a round for subjects that were never seen before, once all is warm. */
function cost(chosen, subjectOf) {
  const times = (round) => {
    const guard = createGuard(settings, { today, rules: chosen });
    const subjects = Array.from({ length: asked }, (_none, index) => subjectOf(round * asked + index));
    return median(subjects.map((one) => 1000 * time(() => void guard.judge(one))));
  };
  times(0);
  times(1);
  return median(Array.from({ length: rounds }, (_none, round) => times(round + 2)));
}

const first = [
  ...['wildcard-principal', 'external-id', 'trusted-account', 'session-duration', 'tag-session', 'tag-values'],
  ...['not-principal', 'readable-trust-policy'],
];
const eight = rules.filter(({ name }) => first.includes(name));
if (eight.length !== first.length) throw new Error(`the package has lost some of ${first.join(', ')}`);
const both = (chosen) => ({ role: cost(chosen, role), identity: cost(chosen, identity) });
const each = rules.map((rule) => ({ name: rule.name, ...both([rule]) }));
const on = rules.filter(({ level }) => level !== 'off');
process.stdout.write(JSON.stringify({ none: both([]), eight: both(eight), on: both(on), all: both(rules), each }));
