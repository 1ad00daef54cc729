import fc from 'fast-check';
import {
  check,
  defaultSettings,
  type KnownFinding,
  type Level,
  parseLayer,
  ruleLevel,
  type Rule,
  settle,
  updateBaseline,
} from '../../shared';
import { known, pages } from './known';
import { role, today } from './make';

// What a weaker source does is judged by what it is for: a finding that a locked source brings stays, as strong or stronger.

const levels = fc.constantFrom('error', 'warning', 'info', 'off');
const where = fc.constantFrom('**', 'app/*', 'app/human/*', 'other/**');
const names = pages.map(({ name }) => name).filter((name) => name !== 'oidc-subject');
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });
const ruleSettings = fc.dictionary(fc.constantFrom(...names), levels, { maxKeys: 3 });
const sessions = fc.record({ role: fc.constantFrom(3600, 7200, 14400) }, { requiredKeys: [] });
const layers = fc.record({
  extends: some(fc.subarray(['recommended', 'strict', 'cdk-bootstrap', 'identity-center'])),
  enforce: some(fc.constantFrom('block', 'audit')),
  undecided: some(fc.constantFrom('error', 'warning', 'info')),
  rules: some(ruleSettings),
  sessions: some(sessions),
  overrides: some(fc.array(fc.record({ where, rules: ruleSettings, sessions }), { maxLength: 2 })),
  baseline: some(fc.constantFrom('one.json', 'two.json')),
  exceptions: some(
    fc.array(fc.record({ rule: fc.constantFrom(...names), where, reason: fc.constant('why') }), { maxLength: 1 }),
  ),
});

const leveled = pages.map((page) => ({ name: page.name, levelIn: (under: Under) => ruleLevel(page, under) }));
type Under = Parameters<typeof ruleLevel>[1];

/** Each rule finds one thing that fails and one that is undecided; the one on durations asks the settings. */
const rules: readonly Rule[] = pages.map((page) => ({
  ...page,
  kind: 'value',
  judges: (_subject, { settings }) => [
    ...(page.name === 'session-duration' && settings.sessions.role >= 7200
      ? []
      : [{ verdict: 'fail' as const, at: '/a', message: 'fails' }]),
    { verdict: 'unknown', at: '/b', message: 'is not known', because: 'Ref X' },
  ],
}));
const subjects = [role('app/human/Role'), role('app/Role'), role('other/Role')];
const strength: { readonly [level in Level]: number } = { info: 1, warning: 2, error: 3 };

/** What stands in the two baselines: half of what is found without settings each. */
const baselines = new Map<string | undefined, readonly KnownFinding[]>();
beforeAll(() => {
  const { known: all } = updateBaseline(check(subjects, defaultSettings, { today, rules }), []);
  expect(all.length).toBeGreaterThan(4);
  baselines.set(
    'one.json',
    all.filter((_, index) => index % 2 === 0),
  );
  baselines.set(
    'two.json',
    all.filter((_, index) => index % 2 === 1),
  );
});

function found(under: Under): ReadonlyMap<string, number> {
  const known = baselines.get(under.baseline) ?? [];
  const { findings } = check(subjects, { ...under, known }, { today, rules });
  const own = findings.filter(({ rule }) => rule !== 'exception');
  return new Map(own.map(({ rule, subject, at, level }) => [`${rule} ${subject.path} ${at}`, strength[level]]));
}

test('below a lock and in a config, what is not refused takes no finding away and makes none weaker', () => {
  let [refused, tighter] = [0, 0];
  const law = fc.property(layers, layers, some(layers), (platform, developer, config) => {
    const [top, below, last] = [{ ...platform, locked: true }, developer, config].map((one) =>
      one === undefined ? undefined : parseLayer(one, 'the law', known),
    );
    if (top === undefined || below === undefined) throw new Error('both are there');
    const locked = settle([top], undefined, leveled).settings;
    const { settings, loosened } = settle([top, below], last, leveled);
    if (loosened.length > 0) return void refused++;
    const [before, after] = [found(locked), found(settings)];
    for (const [name, level] of before) expect(after.get(name) ?? 0).toBeGreaterThanOrEqual(level);
    expect(locked.enforce === 'block' && settings.enforce === 'audit').toBe(false);
    if (after.size > before.size || [...after].some(([name, level]) => level > (before.get(name) ?? 0))) tighter++;
  });
  fc.assert(law, { numRuns: 1000, seed: 7 });
  // the law would hold of nothing, too
  expect(Math.min(refused, tighter)).toBeGreaterThan(20);
});
