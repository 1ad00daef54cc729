import { ownRules, rules } from '../../shared';
import { Desk } from './desk';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.clear());

describe('rules', () => {
  test('lists every rule with the level that it has here', () => {
    desk.put('sts-guardrails.json', { rules: { mfa: 'error', 'external-id': 'off' } });
    const { status, out, err } = desk.run(['rules']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(rules.length + ownRules.length + 1);
    expect(lines[0]).toMatch(/^rule +level +judges +guardrail +holds when it passes$/);
    expect(lines.find((line) => line.startsWith('mfa '))).toMatch(/^mfa +error +trust /);
    expect(lines.find((line) => line.startsWith('external-id '))).toMatch(
      /^external-id +off +trust +IAM-STS-1 +\S.*\.$/,
    );
    expect(lines.at(-1)).toMatch(/^exception +error +run /);
  });

  test('as JSON gives the same to a program', () => {
    const { out } = desk.run(['rules', '--format', 'json']);
    const { formatVersion, rules: listed } = JSON.parse(out) as { formatVersion: number; rules: { name: string }[] };
    expect(formatVersion).toBe(1);
    expect(listed.map(({ name }) => name)).toEqual([...rules, ...ownRules].map(({ name }) => name));
    expect(listed.find(({ name }) => name === 'external-id')).toEqual({
      name: 'external-id',
      level: 'error',
      kind: 'trust',
      guardrail: 'IAM-STS-1',
      summary: expect.any(String) as string,
      docs: 'docs/rules/external-id.md',
    });
  });

  test.each([60, 100, 200])('fits a terminal of %i columns', (columns) => {
    const { out } = desk.run(['rules'], { isTTY: true, columns, env: { NO_COLOR: '1' } });
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(Math.max(columns, 60));
    for (const { name } of rules) expect(out).toMatch(new RegExp(`^${name}\\b`, 'm'));
  });

  test('is not stopped by a baseline that is not written yet, and is by wrong settings', () => {
    desk.put('sts-guardrails.json', { baseline: 'none.json' });
    expect(desk.run(['rules']).status).toBe(0);
    desk.put('sts-guardrails.json', { rules: { nope: 'off' } });
    expect(desk.run(['rules'])).toMatchObject({ status: 2, out: '' });
  });
});

describe('explain', () => {
  test.each(rules.map(({ name }) => name))('%s has examples, and says why and what to do', (name) => {
    const page = rules.find((rule) => rule.name === name);
    for (const language of ['cloudformation', 'cdk', 'pulumi']) {
      const { status, out } = desk.run(['explain', name, '--in', language]);
      expect(status).toBe(0);
      for (const text of [page?.summary, page?.why, page?.fix, ...(page?.references ?? [])])
        expect(squeezed(out)).toContain(squeezed(text ?? '?'));
      expect(out).toMatch(/^What is stopped\n {2}\S[^]*^What passes\n {2}\S/m);
      expect(out).toContain({ cloudformation: '"Type": "AWS::', cdk: 'aws-cdk-lib', pulumi: '@pulumi/' }[language]);
    }
  });

  test.each(['unreadable', 'rule-crash', 'exception'])('%s, which belongs to the run, is explained too', (name) => {
    const { status, out } = desk.run(['explain', name]);
    expect(status).toBe(0);
    expect(out).toMatch(
      new RegExp(`^${name} {2}error\n[^]*^Why\n[^]*^What to do\n[^]*^Page\n {2}docs/rules/${name}\\.md`, 'm'),
    );
  });

  test('shows the level under the settings here, and the options', () => {
    desk.put('sts-guardrails.json', { rules: { 'oidc-subject': 'warning' } });
    const { out } = desk.run(['explain', 'oidc-subject']);
    expect(out).toMatch(/^oidc-subject {2}warning\n/);
    expect(out).toMatch(/"rules": \{ "oidc-subject": \{ "scope": … \} \} {3}"tenant" or "repository"/);
  });

  test('a name that is none is refused with the nearest', () => {
    expect(desk.run(['explain', 'external_id'])).toEqual({
      status: 2,
      out: '',
      err: 'error: there is no rule "external_id"; did you mean external-id?\n',
    });
    expect(desk.run(['explain'])).toMatchObject({ status: 2, out: '' });
  });

  test('a rule of one’s own is explained by what it says itself', () => {
    desk.put(
      'mine.js',
      `exports.rules = [{ name: 'mine', kind: 'value', level: 'warning', summary: 'Mine holds.', why: 'Because.',
        fix: 'Do it.', references: ['https://example.com/mine'], judges: () => [] }];`,
    );
    const { status, out } = desk.run(['explain', 'mine', '--rules', 'mine.js']);
    expect(status).toBe(0);
    expect(out).toBe(
      'mine  warning\nMine holds.\n\nWhy\n  Because.\n\nWhat to do\n  Do it.\n\nSettings\n' +
        '  "rules": { "mine": "error" }   or "warning", "info", "off"\n\nReferences\n  https://example.com/mine\n',
    );
    expect(desk.run(['rules', '--rules', 'mine.js']).out).toMatch(/^mine +warning +value +Mine holds\.$/m);
  });

  test('is wrapped and coloured for a terminal alone', () => {
    const setting = { isTTY: true, columns: 50 };
    expect(desk.run(['explain', 'exception'], setting).out).toMatch(
      /^\u001b\[1mexception\u001b\[0m {2}\u001b\[1;31merror/,
    );
    const { out } = desk.run(['explain', 'exception'], { ...setting, env: { NO_COLOR: '1' } });
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(70);
    expect(desk.run(['explain', 'exception']).out).not.toContain('\u001b');
  });
});

test('each command shows examples of itself', () => {
  for (const command of ['init', 'rules', 'explain', 'settings', 'complete', 'check']) {
    const { status, out } = desk.run([command, '--help']);
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\n(?: {2}.*\n)* {2}.*sts-guardrails ${command}`));
  }
});

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ');
}
