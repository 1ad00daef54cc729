import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { Aspects, Stack, Stage } from 'aws-cdk-lib/core';
import { GuardrailsAspect } from '../../aspects';
import type { Report } from '../../shared';
import { newFolder, removeFolders } from './_cdk';
import { annotated, gists, type Notes } from './_notes';
import { closed, role, trust } from './_synth';

afterAll(() => {
  delete process.env.STS_GUARDRAILS_REPORT;
  removeFolders();
});

const anybody = trust({ AWS: '*' });
const add = (scope: Stage | Stack, exceptions: readonly object[] = [], more: object = {}) =>
  Aspects.of(scope).add(new GuardrailsAspect({ rules: { 'trusted-account': 'off' }, exceptions, ...more } as object));

/** Two Stages and a stack beside them, each with an Aspect of its own; the first Stage has an open role. */
const inEach = (...given: [exceptions: readonly object[]]): Notes =>
  annotated((app) => {
    const [prod, dev] = [new Stage(app, 'Prod'), new Stage(app, 'Dev')];
    role(new Stack(prod, 'A'), 'Open', anybody);
    role(new Stack(dev, 'A'), 'Fine', closed);
    new Stack(app, 'B');
    for (const scope of [app, prod, dev]) add(scope, ...given);
  });

describe('an Aspect for each Stage', () => {
  test('knows what an exception covers in another', () => {
    const found = inEach([{ rule: 'wildcard-principal', where: 'Prod/**', reason: 'a honeypot' }]);
    expect(found.notes).toMatchObject([{ level: 'info', text: expect.stringContaining('accepted') as string }]);
    expect(found.violations).toEqual([]);
  });

  test('says once what covers nothing in any, and once what blocks', () => {
    const found = inEach([{ rule: 'wildcard-principal', where: 'Test/**', reason: 'a honeypot' }]);
    expect(gists(found)).toEqual(['error Prod/A/Open: wildcard-principal']);
    expect(found.violations.map(({ ruleName }) => ruleName).sort()).toEqual(['exception', 'unselected-stacks']);
  });
});

/** The findings of the report of an app with one open role. */
function reported(build: (app: App, stack: Stack) => void): Report['findings'] {
  const file = join(newFolder(), 'out.json');
  process.env.STS_GUARDRAILS_REPORT = `json=${file}`;
  annotated((app) => {
    const stack = new Stack(app, 'A');
    role(stack, 'Open', anybody);
    build(app, stack);
  });
  return (JSON.parse(readFileSync(file, 'utf8')) as Report).findings;
}

test('a role that two Aspects are on is judged once', () => {
  const findings = reported((app, stack) => {
    add(app);
    add(stack);
  });
  expect(findings.map(({ rule }) => rule)).toEqual(['wildcard-principal']);
});

test('Aspects of other settings judge on their own', () => {
  const findings = reported((app, stack) => {
    add(app, [], { rules: { 'trusted-account': 'off', 'wildcard-principal': 'off' } });
    add(stack);
  });
  expect(findings.map(({ rule }) => rule)).toEqual(['wildcard-principal']);
});
