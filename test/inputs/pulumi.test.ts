import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Desk } from '../cli/desk';

jest.setTimeout(300_000);

const program = (name: string) => join(__dirname, '../pulumi/programs', `${name}.ts`);
let written: { readonly [name: string]: string };
let desk: Desk;

// everything below was written by the genuine engine
beforeAll(() => {
  const run = JSON.stringify({ before: program('stack-before'), program: program('stack') });
  const args = [join(__dirname, '../pulumi/files.mjs'), run];
  const out = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  written = JSON.parse(out) as typeof written;
});
beforeEach(() => void (desk = new Desk()));
afterEach(() => desk.clear());

function textOf(name: string): string {
  const text = written[name];
  if (text === undefined) throw new Error(`the engine wrote no ${name}`);
  return text;
}

function found(...files: readonly string[]) {
  const { findings, summary, status } = desk.check(...files);
  const lines = findings.map(({ rule, verdict, subject }) => `${subject.path} ${rule} ${verdict}`);
  return { status, lines: lines.sort(), findings, summary };
}

const everywhere = [
  'dev/guarded/far session-duration fail',
  'dev/guarded/grant assume-any-role fail',
  'dev/guarded/kept trusted-account fail',
  'dev/guarded/kept wildcard-principal fail',
  'dev/guarded/opened trusted-account fail',
  'dev/guarded/opened wildcard-principal fail',
];
const closed = ['dev/guarded/closed readable-trust-policy unknown'];
const shown = ['dev/guarded/closed trusted-account fail', 'dev/guarded/closed wildcard-principal fail'];

describe('the files of one stack', () => {
  // what was renamed is judged as it is, what is gone or read is not, and the later Deny guards the earlier Allow
  test.each<[what: string, name: string, findings: readonly string[]]>([
    ['the state, exported', 'state.json', [...everywhere, ...closed]],
    ['the state, exported with its secrets', 'shown.json', [...everywhere, ...shown]],
    ['the state in a backend of one’s own', 'checkpoint.json', [...everywhere, ...closed]],
    ['a preview', 'preview.json', [...everywhere, ...closed]],
    ['a preview as a stream of events', 'stream.json', [...everywhere, ...closed]],
    ['the event log of a preview', 'preview.log', [...everywhere, ...closed]],
    ['the events of a deployment', 'up.json', [...everywhere, ...closed]],
    ['the event log of a deployment', 'up.log', [...everywhere, ...closed]],
  ])('%s', (_what, name, expected) => {
    const { lines, status } = found(desk.put(name, textOf(name)));
    expect(lines).toEqual([...expected].sort());
    expect(status).toBe(1);
  });

  test('the stack before it was changed', () => {
    const { lines, summary } = found(desk.put('before.log', textOf('before.log')));
    expect(lines.filter((line) => line.includes('wildcard-principal'))).toEqual([
      'dev/guarded/gone wildcard-principal fail',
      'dev/guarded/kept wildcard-principal fail',
      'dev/guarded/renamed wildcard-principal fail',
    ]);
    expect(summary.subjects).toBe(4);
  });

  test.each(['state.json', 'preview.json', 'up.log'])('findings in %s stand where the policy does', (name) => {
    const text = textOf(name);
    const { findings } = found(desk.put(name, text));
    const wide = findings.find(
      ({ rule, subject }) => rule === 'wildcard-principal' && subject.path.endsWith('/opened'),
    );
    const line = text.split('\n')[(wide?.line ?? 0) - 1] ?? '';
    expect(line.slice((wide?.column ?? 0) - 1)).toMatch(/^"assumeRolePolicy"/);
    expect(wide?.subject).toMatchObject({
      id: 'urn:pulumi:dev::guarded::aws:iam/role:Role::opened',
      type: 'aws:iam/role:Role',
      file: name,
    });
  });

  test('an exception that is written for the pack holds here', () => {
    const exceptions = [{ rule: 'wildcard-principal', where: 'dev/guarded/*', reason: 'demo', expires: '2030-01-31' }];
    desk.put('sts-guardrails.json', { exceptions });
    const { findings, accepted } = desk.check(desk.put('state.json', textOf('state.json')));
    expect(findings.map(({ rule }) => rule)).not.toContain('wildcard-principal');
    expect(accepted.map(({ subject }) => subject.path)).toEqual(['dev/guarded/kept', 'dev/guarded/opened']);
  });

  test('a stack that was never deployed has nothing to judge', () => {
    desk.put('new.json', textOf('new.json'));
    expect(desk.run(['check', 'new.json'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('nothing judged') as string,
    });
  });

  test('secrets that are shown in a state are not printed', () => {
    const secret = JSON.stringify({ Version: '2012-10-17', Statement: [asking('hush-hush-4711')] });
    const text = textOf('shown.json').replaceAll(/"plaintext": "(?:[^"\\]|\\.)*"/g, () => {
      return `"plaintext": ${JSON.stringify(JSON.stringify(secret))}`;
    });
    const { out } = desk.run(['check', desk.put('shown.json', text), '--format', 'json']);
    expect(out).toContain('dev/guarded/closed');
    expect(out).not.toContain('hush-hush');
  });
});

function asking(id: string): object {
  const principal = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  return { ...principal, Condition: { StringLike: { 'sts:ExternalId': [id, '*'] } } };
}

describe('what cannot be read, with everything else still judged', () => {
  test('a log that breaks off in a line', () => {
    const text = textOf('up.log');
    const lines = text.split('\n');
    const half = lines.findIndex((line) => line.includes('summaryEvent'));
    desk.put('up.log', `${lines.slice(0, half).join('\n')}\n${lines[half]?.slice(0, 60)}`);
    const { findings, lines: said } = found('up.log');
    expect(findings.filter(({ rule }) => rule === 'unreadable').map(({ line, message }) => [line, message])).toEqual([
      [undefined, expect.stringContaining('the events break off before the end of the run')],
      [half + 1, expect.stringContaining(`what begins in line ${half + 1} is not JSON`)],
    ]);
    expect(said).toEqual(expect.arrayContaining([...everywhere, ...closed]));
  });

  test('a log that breaks off between two lines', () => {
    const lines = textOf('up.log').trimEnd().split('\n');
    const { lines: said, status } = found(desk.put('up.log', lines.slice(0, -1).join('\n')));
    expect(said).toEqual(
      expect.arrayContaining(['up.log unreadable fail', 'dev/guarded/kept wildcard-principal fail']),
    );
    expect(status).toBe(1);
  });

  test('a state that breaks off', () => {
    const { findings } = found(desk.put('state.json', textOf('state.json').slice(0, 9000)));
    expect(findings).toMatchObject([{ rule: 'unreadable', message: expect.stringContaining('is not JSON') as string }]);
  });

  const parsed = () => JSON.parse(textOf('state.json')) as { deployment: { resources: unknown[] } };
  test.each<[what: string, change: () => unknown, problem: string]>([
    ['an old version', () => ({ ...parsed(), version: 2 }), 'the state is of version 2, and versions 3 and 4 are read'],
    ['a version to come', () => ({ ...parsed(), version: 5 }), 'the state is of version 5'],
    ['a version that is none', () => ({ ...parsed(), version: '3' }), 'the state is of no version'],
    ['an old checkpoint', () => ({ version: 1, checkpoint: { latest: {} } }), 'the state is of version 1'],
    ['no deployment', () => ({ version: 3, deployment: null }), 'the state holds no deployment'],
    ['an empty deployment', () => ({ version: 3, deployment: {} }), 'the deployment has no list of resources'],
    ['resources that are no list', () => ({ version: 3, deployment: { resources: {} } }), 'has no list of resources'],
    ['a checkpoint of nothing', () => ({ version: 3, checkpoint: { stack: 'dev' } }), 'the state holds no deployment'],
  ])('%s', (_what, change, problem) => {
    desk.put('good.json', textOf('preview.json'));
    const { findings, lines } = found(desk.put('bad.json', change()), 'good.json');
    const unreadable = findings.filter(({ rule }) => rule === 'unreadable');
    expect(unreadable).toMatchObject([
      { subject: { path: 'bad.json' }, message: expect.stringContaining(problem) as string },
    ]);
    expect(lines).toContain('dev/guarded/kept wildcard-principal fail');
  });

  test('a resource that is none, in its place', () => {
    const state = parsed();
    state.deployment.resources.splice(2, 0, 'nothing', { urn: 'urn:pulumi:a::b::c::d' });
    const { findings, lines } = found(desk.put('state.json', JSON.stringify(state, null, 1)));
    const unreadable = findings.filter(({ rule }) => rule === 'unreadable');
    expect(unreadable.map(({ subject }) => subject.id)).toEqual([
      'state.json/deployment/resources/2',
      'state.json/deployment/resources/3',
    ]);
    expect(unreadable.every(({ line }) => typeof line === 'number')).toBe(true);
    expect(lines).toContain('dev/guarded/kept wildcard-principal fail');
  });

  test('a preview with an error, and one whose step does not say what it leads to', () => {
    const preview = JSON.parse(textOf('preview.json')) as { steps: { op: string; newState?: object }[] };
    const diagnostics = [{ message: 'error: the provider hides its name', severity: 'error' }];
    const steps = preview.steps.map((step) => (step.op === 'update' ? { ...step, newState: null } : step));
    const { findings } = found(desk.put('preview.json', { ...preview, diagnostics, steps }));
    const unreadable = findings.filter(({ rule }) => rule === 'unreadable').map(({ message }) => message);
    expect(unreadable).toEqual([
      'the preview ends with an error, so it may lack resources; mend that, and preview again',
      'the step does not say what becomes of urn:pulumi:dev::guarded::aws:iam/role:Role::opened',
    ]);
  });

  test('a run that has failed', () => {
    const text = textOf('up.log').replace('"result":"succeeded"', '"result":"failed"');
    expect(found(desk.put('up.log', text)).lines).toContain('up.log unreadable fail');
  });
});

describe('what is left out', () => {
  test('what waits for its deletion, what is read, and what the engine deleted to make it anew', () => {
    const state = JSON.parse(textOf('state.json')) as { deployment: { resources: { [key: string]: unknown }[] } };
    const kept = state.deployment.resources.find(({ urn }) => String(urn).endsWith('Role::kept'));
    const copies = ['delete', 'pendingReplacement', 'external'].map((mark) => ({ ...kept, [mark]: true }));
    const resources = [...state.deployment.resources, ...copies];
    const { lines, summary } = found(
      desk.put('state.json', { ...state, deployment: { ...state.deployment, resources } }),
    );
    expect(lines).toEqual([...everywhere, ...closed].sort());
    // the role that is read by the program, and the three copies
    expect(summary.skipped).toBe(4);
  });

  test('in a folder, the past of a backend of one’s own, unless it is named', () => {
    const now = desk.put('state/.pulumi/stacks/guarded/dev.json', textOf('checkpoint.json'));
    const then = desk.put('state/.pulumi/history/guarded/dev/dev-1.checkpoint.json', textOf('checkpoint.json'));
    expect(desk.check('state').judged).toBeUndefined();
    const files = (...args: readonly string[]) =>
      new Set(desk.check(...args).findings.map(({ subject }) => subject.file));
    expect(files('state')).toEqual(new Set([now]));
    expect(files(then)).toEqual(new Set([then]));
  });
});
