import { cdkSynth, newFolder, type Outcome, removeFolders, runApp } from './_cdk';

afterAll(removeFolders);

/** The headline of each violation that the command printed, in its order. */
function headlines({ stderr }: Outcome): string[] {
  return stderr
    .split('\n')
    .filter((line) => /^(FATAL|ERROR|WARNING|INFO) /.test(line))
    .map((line) => line.replace(/ \(sts-guardrails\)$/, ''));
}

const stranger = 'ERROR open: anybody can assume this role';
const slow = 'WARNING long: sessions last 7200 seconds';
const summary = 'FATAL 2 blocking findings in this app, counted whether or not the stack is selected:';

describe('an app with an open role in a stack and another in a Stage', () => {
  const folder = newFolder();
  let first: Outcome;
  beforeAll(() => {
    first = cdkSynth('selection.ts', [], folder);
  });

  test('plain synth exits 1, shows the stack in full, and names the role in the Stage', () => {
    expect(headlines(first)).toEqual([summary, stranger, slow]);
    expect(first.stderr).toContain('   Prod/C/Open: open: anybody can assume this role');
    expect(first.status).toBe(1);
  });

  test('the user’s own line, the construct, the request, the fix and the id are shown', () => {
    expect(first.stderr).toContain(
      [
        'test/cdk/apps/selection.ts:13:3',
        stranger,
        '   request that gets through: sts:AssumeRole by AWS arn:aws:iam::123456789012:role/anybody with aws:SecureTransport = true (sts-guardrails)',
        '   B/Open (Open) aws-cdk-lib.CfnResource',
        '   Suggested fix: Name the principal.',
        "   Acknowledge with 'sts-guardrails::open'",
      ].join('\n'),
    );
  });

  test.each([
    ['A', [summary, slow]],
    ['B', [summary, stranger]],
    ['Prod/C', [summary, stranger]],
    ['**', [summary, stranger, stranger, slow]],
  ])('with %s selected it exits 1 too', (selected, expected) => {
    const outcome = cdkSynth(folder, [selected]);
    expect(headlines(outcome)).toEqual(expected);
    expect(outcome.status).toBe(1);
  });
});

describe('where only selected stacks count', () => {
  const folder = newFolder();

  test('plain synth stops at the open stack', () => {
    const outcome = cdkSynth('selection.ts', ['--context', 'sts-guardrails:selectedStacksOnly=true'], folder);
    expect(headlines(outcome)).toEqual([stranger, slow]);
    expect(outcome.status).toBe(1);
  });

  test.each([
    ['A', [slow], 0], // an error elsewhere turns no warning into a stop
    ['Prod/C', [stranger], 1],
  ])('%s comes to its own findings', (selected, expected, status) => {
    const outcome = cdkSynth(folder, [selected]);
    expect(headlines(outcome)).toEqual(expected);
    expect(outcome.status).toBe(status);
  });
});

test('without the cdk command the app itself exits 1 and shows every stack in full', () => {
  const outcome = runApp('selection.ts');
  expect(headlines(outcome)).toEqual([stranger, stranger, slow]);
  expect(outcome.status).toBe(1);
});

test('what is acknowledged stops nothing, and is listed with its reason', () => {
  const outcome = cdkSynth('selection.ts', ['--context', 'variant=acknowledged']);
  expect(headlines(outcome)).toEqual([slow, 'INFO open: accepted: anybody can assume this role']);
  expect(outcome.stderr).toContain('   accepted by the acknowledgement at the App: a honeypot');
  expect(outcome.status).toBe(0);
});

test.each([
  ['rule-crash', /^FATAL rule-crash: .*crashing/],
  ['plugin-crash', /^FATAL plugin-crash: .*the plugin is broken/],
])('a %s exits 1, never 0', (variant, expected) => {
  const outcome = cdkSynth('selection.ts', ['--context', `variant=${variant}`]);
  expect(headlines(outcome)).toContainEqual(expect.stringMatching(expected));
  expect(outcome.status).toBe(1);
});
