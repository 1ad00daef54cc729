import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkSynth, newFolder, type Outcome, removeFolders } from './_cdk';

const app = join(__dirname, 'apps/holes.ts');

afterAll(removeFolders);

/** What the command printed about one rule on one role: from the line of the source to the id to acknowledge. */
function block({ stderr }: Outcome, role: string, rule: string): string {
  const found = stderr
    .split('\n\n')
    .filter((text) => text.includes(`   ${role} (`) && text.includes(`\nERROR ${rule}: `));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

/** `file:line` of the first line of the fixture that holds this text. */
function lineOf(text: string): string {
  const index = readFileSync(app, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));
  expect(index).toBeGreaterThanOrEqual(0);
  return `test/cdk/apps/holes.ts:${index + 1}:`;
}

describe('an app with the four holes', () => {
  const folder = newFolder();
  let outcome: Outcome;
  beforeAll(() => {
    outcome = cdkSynth('holes.ts', [], folder);
  });

  test('exits 1', () => {
    expect(outcome.status).toBe(1);
  });

  test.each([
    ['Payments/Open/Resource', 'return new Role(scope', 'wildcard-principal'],
    ['Payments/Vendor/Resource', "new Role(stack, 'Vendor'", 'external-id'],
    ['Payments/Long/Resource', "new Role(stack, 'Long'", 'session-duration'],
    ['Payments/Tags/Resource', "new Role(stack, 'Tags'", 'tag-session'],
    ['Payments/Changed/Resource', "new Role(stack, 'Changed'", 'wildcard-principal'],
    ['Payments/Raw', 'new CfnResource(stack', 'wildcard-principal'],
    ['Payments/Nested/Open/Resource', 'return new Role(scope', 'wildcard-principal'],
  ])('shows %s with its line, rule, request and fix', (role, line, rule) => {
    const text = block(outcome, role, rule);
    expect(text).toContain(lineOf(line));
    expect(text).toMatch(/^ {3}Suggested fix: \S/m);
    expect(text).toContain(`Acknowledge with 'sts-guardrails::${rule}'`);
    // a duration is a value: no request is needed to see that it is too long
    if (rule !== 'session-duration') expect(text).toMatch(/^ {3}request that gets through: sts:AssumeRole/m);
  });

  test('says nothing about roles of the own account, whatever account that is', () => {
    expect(outcome.stderr).not.toContain('Free/');
  });

  test('names the role in the Stage, which plain synth leaves out, and shows it in full when asked', () => {
    expect(outcome.stderr).toContain('   Prod/Payments/Open/Resource: wildcard-principal: ');
    const inFull = cdkSynth(folder, ['Prod/Payments']);
    expect(block(inFull, 'Prod/Payments/Open/Resource', 'wildcard-principal')).toContain(
      lineOf('return new Role(scope'),
    );
    expect(inFull.status).toBe(1);
  });
});

test('the same app, mended, exits 0', () => {
  const outcome = cdkSynth('holes.ts', ['--context', 'variant=fixed', '**']);
  expect(outcome.stderr).not.toMatch(/^(FATAL|ERROR) /m);
  expect(outcome.status).toBe(0);
});
