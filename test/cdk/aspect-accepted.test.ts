import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Annotations, Aspects, type CfnResource, Stack, Validations } from 'aws-cdk-lib/core';
import { GuardrailsAspect } from '../../aspects';
import type { Report } from '../../shared';
import { newFolder, removeFolders } from './_cdk';
import { annotated, gists, type Notes } from './_notes';
import { closed, role, trust } from './_synth';

afterAll(removeFolders);

const anybody = trust({ AWS: '*' });
const own = { rules: { 'trusted-account': 'off' } } as const;

/** An app with one open role, which `accept` speaks of. */
function run(accept: (made: CfnResource, app: App) => void, settings: object = {}): Notes {
  return annotated((app) => {
    accept(role(new Stack(app, 'A'), 'Open', anybody), app);
    Aspects.of(app).add(new GuardrailsAspect({ ...own, ...settings }));
  });
}

const acknowledge =
  (reason: string, id = 'sts-guardrails::wildcard-principal') =>
  (at: CfnResource) =>
    Validations.of(at).acknowledge({ id, reason });

const accepted = [
  {
    level: 'info',
    path: 'A/Open',
    text: expect.stringMatching(
      /^wildcard-principal: accepted: any AWS account can assume this role\n {3}accepted by .*until 2090-01-31: a honeypot.*\n {3}at A\/Open, \/Statement\/0/,
    ) as string,
  },
];

test('an acknowledgement at the role, or at what it stands in, turns a finding into a remark with its reason', () => {
  const reason = 'a honeypot, expires=2090-01-31';
  for (const found of [run(acknowledge(reason)), run((made) => acknowledge(reason)(made.stack as never))]) {
    expect(found).toEqual({ notes: accepted, violations: [], stops: false });
  }
});

test('so does the Metadata of the role', () => {
  const found = run((made) =>
    made.addMetadata('sts-guardrails', { 'wildcard-principal': 'a honeypot, expires=2090-01-31' }),
  );
  expect(found).toEqual({ notes: accepted, violations: [], stops: false });
});

test('so does an exception of the settings', () => {
  const exception = { rule: 'wildcard-principal', where: 'A/Open', reason: 'a honeypot', expires: '2090-01-31' };
  expect(run(() => undefined, { exceptions: [exception] })).toEqual({ notes: accepted, violations: [], stops: false });
});

test('an expired acknowledgement brings its finding back, with an error of its own that cannot be acknowledged', () => {
  const found = run((made, app) => {
    acknowledge('a honeypot, expires=2020-01-31')(made);
    Validations.of(app).acknowledge({ id: 'sts-guardrails::exception', reason: 'it is in the way' });
  });
  expect(gists(found)).toEqual(['error A/Open: wildcard-principal']);
  expect(found.violations).toContainEqual(
    expect.objectContaining({
      ruleName: 'exception',
      severity: 'fatal',
      description: expect.stringContaining('expired on 2020-01-31') as string,
    }),
  );
  expect(found.stops).toBe(true);
});

test('what covers nothing is a warning, and stops nothing', () => {
  const found = run((made) => {
    acknowledge('a honeypot')(made);
    acknowledge('no longer needed', 'sts-guardrails::external-id')(made);
  });
  expect(found.violations).toMatchObject([
    { ruleName: 'exception', severity: 'warning', description: expect.stringContaining('covers nothing') as string },
  ]);
  expect(found.stops).toBe(false);
});

test('an undecided finding that is accepted does not accept a failure', () => {
  const found = run(acknowledge('not known yet', 'sts-guardrails::wildcard-principal[undecided]'));
  expect(gists(found)).toContain('error A/Open: wildcard-principal');
});

test('no acknowledgement counts where the settings turn them off', () => {
  const found = run(acknowledge('a honeypot'), { acknowledgements: false });
  expect(gists(found)).toEqual(['error A/Open: wildcard-principal']);
  expect(found.stops).toBe(true);
});

test('CDK’s way to silence a warning silences no error', () => {
  const found = run((made) => Annotations.of(made).acknowledgeWarning('sts-guardrails::wildcard-principal'));
  expect(gists(found)).toEqual(['error A/Open: wildcard-principal']);
});

test('the report of the run holds what is found and what is accepted', () => {
  const file = join(newFolder(), 'out.json');
  process.env.STS_GUARDRAILS_REPORT = `json=${file}`;
  try {
    annotated((app) => {
      const [one, other] = [new Stack(app, 'A'), new Stack(app, 'B')];
      role(one, 'Open', anybody);
      acknowledge('a honeypot')(role(other, 'Open', anybody));
      role(other, 'Fine', closed);
      Aspects.of(one).add(new GuardrailsAspect(own));
      Aspects.of(other).add(new GuardrailsAspect(own));
    });
  } finally {
    delete process.env.STS_GUARDRAILS_REPORT;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(report.findings.map(({ subject }) => subject.path)).toEqual(['A/Open']);
  expect(report.accepted.map(({ subject }) => subject.path)).toEqual(['B/Open']);
  expect(report.summary).toMatchObject({ subjects: 3, error: 1, accepted: 1 });
});
