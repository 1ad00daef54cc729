import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, runEngine, said, settings, withPack } from './engine';

const clean = 'examples/pulumi/clean/index.ts';
const own = { accounts: { own: ['111122223333'] } };

/** A pack of somebody's own with our policies and this rule, whose `judges` is the given code. */
const packOf = (judges: string, before = '') => `
  ${before}
  const { PolicyPack } = require('@pulumi/policy');
  const { policies } = require('sts-guardrails/pack');
  const { valueRule } = require('sts-guardrails');
  const page = { level: 'warning', summary: 'For the test.', why: 'For the test.', fix: 'Do it.', references: [] };
  const rule = valueRule({ ...page, name: 'role-name', judges: (subject) => { ${judges} } });
  new PolicyPack('own', { policies: policies(${JSON.stringify(settings)}, { rules: [rule] }) });
`;

// Pulumi shows some quotes with a backslash.
const plain = (output: string) => output.replaceAll('\\', '');

const preview = (code: string, program = clean) =>
  withPack(code, (packPath) => runEngine(program, { packPath, pack: 'folder' }));

describe('a pack of one’s own', () => {
  test('has a policy for a rule of its own, and ours', async () => {
    const message = `return [{ verdict: 'fail', at: '', message: 'the role is called ' + subject.place.id.split('::').pop() }]`;
    const run = await preview(packOf(message), 'examples/pulumi/blocked/index.ts');
    expect(said(run)).toEqual(
      expect.arrayContaining(['developer role-name advisory', 'developer tag-session mandatory']),
    );
    expect(run.output).toContain('the role is called developer');
    expect(run.output).toContain('own@v1.2.3');
  });

  test('passes with warnings alone', async () => {
    const run = await preview(packOf(`return [{ verdict: 'fail', at: '', message: 'it has a name' }]`));
    expect(said(run)).toContain('developer role-name advisory');
    expect(run.ok).toBe(true);
  });

  test('is stopped by a rule that throws', async () => {
    const run = await preview(packOf(`throw new Error('quotes hush-hush')`));
    expect(said(run)).toContain('developer rule-crash mandatory');
    expect(run.output).not.toContain('hush-hush');
    expect(run.ok).toBe(false);
  });

  test.each([
    ['ends while it judges', packOf('process.exit(0)'), /failed to run policy: error reading from server/],
    [
      'prints before its port',
      packOf('return []', `console.log('loading rules');`),
      /invalid port to stdout.*"loading rules"/,
    ],
    ['throws while it loads', packOf('return []', `throw new Error('no such rule');`), /Error: no such rule/],
    [
      'has a rule whose name is taken',
      packOf('return []').replace('role-name', 'external-id'),
      /the name external-id is taken/,
    ],
    ['ends before it has policies', 'process.exit(0);', /failed to start: could not read plugin .*EOF/],
  ])('does not let the run pass when it %s', async (_what, code, message) => {
    const run = await preview(code);
    expect(run.ok).toBe(false);
    expect(plain(run.output)).toMatch(message);
  });
});

describe('the executable pack does not let the run pass', () => {
  test('with settings that cannot be read', async () => {
    const run = await runEngine(clean, { settings: own, env: { STS_GUARDRAILS_SETTINGS: '/nowhere/at/all.json' } });
    expect(run.ok).toBe(false);
    expect(run.output).toContain('/nowhere/at/all.json: there is no such file');
  });

  test('with a settings file that is no JSON', async () => {
    const run = await runEngine(clean, { settings: [] });
    expect(run.ok).toBe(false);
    expect(run.output).toMatch(/sts-guardrails\.json.*must be an object/);
  });

  test('with something printed before its port', async () => {
    await inFolder(async (folder) => {
      const hook = join(folder, 'hook.cjs');
      writeFileSync(hook, `if (process.argv[1].endsWith('packs/sts-guardrails')) console.log('hello');`);
      const run = await runEngine(clean, { settings, env: { NODE_OPTIONS: `--require ${hook}` } });
      expect(run.ok).toBe(false);
      expect(plain(run.output)).toMatch(/invalid port to stdout.*"hello"/);
    });
  });
});
