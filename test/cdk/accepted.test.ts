import { type App, CfnParameter, type CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { long, murky, open } from './_rules';
import { closed, places, role, synth, trust, type Violation } from './_synth';

const rules = [open, long, murky];
const today = '2030-01-31';

interface Came {
  readonly stopped: boolean;
  readonly shown: readonly Violation[];
  readonly suppressed: readonly (Violation & { readonly reason?: string; readonly acknowledgedAt?: string })[];
}

/** What an app comes to: what is shown, and what CDK lists as suppressed. */
function came(build: (app: App) => void, settings: object = {}): Came {
  const reports = synth(build, settings, { rules, today }) as (ReturnType<typeof synth>[number] & {
    suppressedViolations?: Came['suppressed'];
  })[];
  return {
    stopped: reports.some(({ conclusion }) => conclusion === 'failure'),
    shown: reports.flatMap(({ violations }) => violations),
    suppressed: reports.flatMap(({ suppressedViolations = [] }) => suppressedViolations),
  };
}

function ids(found: readonly Violation[]): string[] {
  return found.map(({ ruleName, severity }) => `${severity} ${ruleName}`);
}

function acknowledge(on: Construct, rule: string, reason = 'a honeypot'): void {
  Validations.of(on).acknowledge({ id: `sts-guardrails::${rule}`, reason });
}

function openRole(app: App, id = 'Open'): CfnResource {
  const stack = (app.node.tryFindChild('A') as Stack | undefined) ?? new Stack(app, 'A');
  return role(stack, id, trust('*'));
}

function murkyRole(app: App): CfnResource {
  const stack = new Stack(app, 'A');
  return role(stack, 'Murky', trust({ AWS: new CfnParameter(stack, 'Who').valueAsString }));
}

test('a valid acknowledgement stands in CDK’s own list and is shown with its reason', () => {
  const { stopped, shown, suppressed } = came((app) =>
    acknowledge(openRole(app), 'open', 'a honeypot, expires=2030-01-31 ticket=SEC-1'),
  );
  expect(stopped).toBe(false);
  expect(suppressed).toMatchObject([
    { ruleName: 'open', reason: 'a honeypot, expires=2030-01-31 ticket=SEC-1', acknowledgedAt: 'A/Open' },
  ]);
  expect(ids(shown)).toEqual(['info open[accepted]']);
  expect(shown[0]?.description).toBe(
    'open: accepted: anybody can assume this role\n   accepted by the acknowledgement at A/Open, until 2030-01-31: ' +
      'a honeypot, expires=2030-01-31 ticket=SEC-1',
  );
});

test.each([
  ['has expired', 'for now, expires=2030-01-30', 'expired on 2030-01-30'],
  ['has an end that cannot be read', 'for now, expires=31.1.2030', 'has an end that cannot be read'],
  ['gives no reason', ' ', 'gives no reason'],
])(
  'an acknowledgement that %s brings the finding back in a form that CDK does not acknowledge',
  (_why, reason, says) => {
    const { stopped, shown, suppressed } = came((app) => acknowledge(openRole(app), 'open', reason));
    expect(stopped).toBe(true);
    expect(suppressed).toEqual([]);
    expect(ids(shown)).toEqual(['fatal open[not-accepted]', 'fatal exception']);
    expect(shown[1]?.description).toContain(`the acknowledgement at A/Open (open)`);
    expect(shown[1]?.description).toContain(says);
    expect(places(shown)).toEqual(['A/Open: open[not-accepted]', 'A/Open: exception']);
  },
);

test('no further acknowledgement takes the returned finding or the word about it off', () => {
  const { stopped, shown, suppressed } = came((app) => {
    const found = openRole(app);
    acknowledge(found, 'open', 'expires=2030-01-30');
    acknowledge(found, 'open[not-accepted]');
    acknowledge(app, 'exception');
  });
  expect(stopped).toBe(true);
  expect(suppressed).toEqual([]);
  expect(ids(shown).sort()).toEqual([
    'fatal exception',
    'fatal exception',
    'fatal exception',
    'fatal open[not-accepted]',
  ]);
});

test('settings may refuse acknowledgements, and then none counts', () => {
  const { stopped, shown, suppressed } = came((app) => acknowledge(openRole(app), 'open'), {
    acknowledgements: false,
  });
  expect([stopped, suppressed]).toEqual([true, []]);
  expect(ids(shown)).toEqual(['fatal open[not-accepted]', 'fatal exception']);
});

test('a warning that an expired acknowledgement covers stays a warning; the word itself stops the run', () => {
  const { stopped, shown } = came((app) => {
    const slow = role(new Stack(app, 'A'), 'Slow', closed, { MaxSessionDuration: 7200 });
    acknowledge(slow, 'long', 'expires=2029-12-31');
  });
  expect(ids(shown)).toEqual(['fatal exception', 'warning long[not-accepted]']);
  expect(stopped).toBe(true);
});

test('accepting an undecided finding accepts no failure; accepting the rule accepts both', () => {
  const undecided = came((app) => acknowledge(openRole(app), 'open[undecided]'));
  expect(ids(undecided.shown)).toEqual(['error open', 'warning exception']);
  expect(undecided.stopped).toBe(true);

  const narrow = came((app) => acknowledge(murkyRole(app), 'murky[undecided]'));
  expect(ids(narrow.shown)).toEqual(['info murky[undecided][accepted]']);
  expect(narrow.suppressed).toMatchObject([{ ruleName: 'murky[undecided]', reason: 'a honeypot' }]);

  const broad = came((app) => acknowledge(murkyRole(app), 'murky'));
  expect(ids(broad.shown)).toEqual(['info murky[undecided][accepted]']);
  expect(broad.suppressed).toEqual([]); // CDK knows no broader words, so only our line shows it
});

test('a word on a stack, a Stage or the App counts for what is in it and nowhere else', () => {
  const { stopped, shown } = came((app) => {
    role(new Stack(app, 'A'), 'Open', trust('*'));
    const stage = new Stage(app, 'Prod');
    role(new Stack(stage, 'B'), 'Open', trust('*'));
    acknowledge(stage, 'open');
  });
  expect(places(shown)).toEqual(['A/Open: open', 'Prod/B/Open: open[accepted]']);
  expect(stopped).toBe(true);
});

test('a word that covers nothing is a warning where it stands; a misspelt one stops the run', () => {
  const unmatched = came((app) => acknowledge(role(new Stack(app, 'A'), 'Fine', closed), 'open'));
  expect(ids(unmatched.shown)).toEqual(['warning exception']);
  expect(places(unmatched.shown)).toEqual(['A/Fine: exception']);
  expect(unmatched.shown[0]?.description).toBe(
    'exception: the acknowledgement at A/Fine (open) covers nothing in this run',
  );
  const misspelt = came((app) => acknowledge(openRole(app), 'opne'));
  expect(ids(misspelt.shown)).toEqual(['error open', 'fatal exception']);
  expect(misspelt.shown[1]?.description).toContain('there is no such rule; did you mean open?');
});

test('what the Metadata of a resource accepts is accepted, and reported when it has expired', () => {
  const accepting = (reason: string) => (app: App) => openRole(app).addMetadata('sts-guardrails', { open: reason });
  const valid = came(accepting('a honeypot, ticket=SEC-1'));
  expect([valid.stopped, ids(valid.shown)]).toEqual([false, ['info open[accepted]']]);
  expect(valid.shown[0]?.description).toContain('accepted by the Metadata of Open in A.template.json: a honeypot');
  const expired = came(accepting('a honeypot, expires=2030-01-30'));
  expect([expired.stopped, ids(expired.shown)]).toEqual([true, ['error open', 'fatal exception']]);
});

test('an audit stops nothing, whatever has expired', () => {
  const { stopped, shown } = came((app) => acknowledge(openRole(app), 'open', 'expires=2029-12-31'), {
    enforce: 'audit',
  });
  expect([stopped, ids(shown)]).toEqual([false, ['warning open[not-accepted]', 'warning exception']]);
});

test('in an audit, too, no further acknowledgement takes the returned finding or the word about it off', () => {
  const build = (app: App) => {
    openRole(app);
    const words = ['open', 'open[not-accepted]', 'exception', 'exception[not-accepted]'];
    for (const word of words) acknowledge(app, word, 'expires=2029-12-31');
  };
  const { stopped, shown, suppressed } = came(build, { enforce: 'audit' });
  expect([stopped, suppressed]).toEqual([false, []]);
  const exception = 'warning exception[not-accepted][not-accepted]';
  expect(ids(shown)).toEqual(['warning open[not-accepted][not-accepted]', exception, exception, exception, exception]);
});
