import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, type Places } from '../../load';
import { pages } from './known';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-'));
  mkdirSync(join(folder, 'app/deep'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

function load(places: Partial<Places> = {}) {
  return loadSettings({ cwd: folder, env: {}, rules: pages, ...places });
}

describe('where settings come from', () => {
  test('without any source the defaults hold', () => {
    expect(load()).toMatchObject({ sources: [], settings: { enforce: 'block', undecided: 'warning' } });
  });

  test('the nearest file upwards counts, and those above it do not', () => {
    file('sts-guardrails.json', { undecided: 'info', enforce: 'audit' });
    file('app/sts-guardrails.json', { undecided: 'error' });
    const { settings, sources } = load({ cwd: join(folder, 'app/deep') });
    expect(settings).toMatchObject({ undecided: 'error', enforce: 'block' });
    expect(sources).toEqual([join(folder, 'app/sts-guardrails.json')]);
  });

  // Each source sets its own level for each rule that a weaker one sets too, so only the right order gives this.
  test('stronger sources win key by key: variable, code, named file, context, nearest file', () => {
    const places = {
      env: { STS_GUARDRAILS_SETTINGS: file('platform.json', { sessions: { role: 3601 } }) },
      explicit: { sessions: { role: 3602, permissionSet: 3602 } },
      file: file('named.json', { sessions: { role: 3603, permissionSet: 3603, rolesAnywhere: 3603 } }),
      context: { sessions: { role: 3604, permissionSet: 3604, rolesAnywhere: 3604, roleAlias: 3604 } },
    };
    const all = { role: 3605, permissionSet: 3605, rolesAnywhere: 3605, roleAlias: 3605, provider: 3605 };
    file('sts-guardrails.json', { sessions: all });
    const { settings, sources } = load(places);
    expect(settings.sessions).toEqual({
      role: 3601,
      permissionSet: 3602,
      rolesAnywhere: 3603,
      roleAlias: 3604,
      provider: 3605,
    });
    expect(sources).toEqual([
      'platform.json',
      'settings in code',
      'named.json',
      'CDK context "sts-guardrails"',
      'sts-guardrails.json',
    ]);
  });

  test('levels and options of rules merge by name, lists replace', () => {
    file('sts-guardrails.json', {
      rules: { 'oidc-subject': { level: 'info', scope: 'branch' }, 'external-id': 'warning' },
      accounts: { own: ['111122223333', '222233334444'], organization: { id: 'o-a1b2c3d4e5' } },
    });
    const { settings } = load({
      explicit: {
        rules: { 'oidc-subject': { scope: 'repository' } },
        accounts: { own: ['333344445555'], organization: { accounts: ['444455556666'] } },
      },
    });
    expect(settings.rules).toEqual({
      'oidc-subject': { level: 'info', options: { scope: 'repository' } },
      'external-id': { level: 'warning', options: {} },
    });
    expect(settings.accounts.own).toEqual(['333344445555']);
    expect(settings.accounts.organization).toEqual({ id: 'o-a1b2c3d4e5', accounts: ['444455556666'] });
  });

  test('what stronger sources extend counts, and ready-made lists of all sources add up', () => {
    const own = { rule: 'external-id', where: 'app/**', reason: 'moves soon' };
    file('sts-guardrails.json', { extends: ['strict', 'identity-center'], exceptions: [own] });
    const listsOf = (explicit: object) => new Set(load({ explicit }).settings.exceptions.map(({ preset }) => preset));
    expect(listsOf({ extends: 'cdk-bootstrap' })).toEqual(
      new Set([undefined, 'extends "identity-center"', 'extends "cdk-bootstrap"']),
    );
    expect(listsOf({ exceptions: [] })).toEqual(new Set(['extends "identity-center"']));
    expect(load({ explicit: {} }).settings).toMatchObject({ strict: true, undecided: 'error' });
    expect(load({ explicit: { extends: 'recommended' } }).settings).toMatchObject({
      strict: false,
      undecided: 'warning',
    });
  });

  test('comments, trailing commas and a byte order mark are accepted', () => {
    file('sts-guardrails.json', '\uFEFF{ // why\n  "undecided": "info", /* more */\n}');
    expect(load().settings.undecided).toBe('info');
  });
});

describe('sources that are refused, never passed over', () => {
  test.each<[what: string, content: string, problem: string]>([
    ['an empty file', ' \n', 'sts-guardrails.json: the file is empty; write {} for no settings'],
    ['broken JSON', '{\n  "rules" {}\n}', 'sts-guardrails.json:2:11: a colon is missing here'],
    ['an unfinished file', '{ "rules": {', 'sts-guardrails.json:1:13: a closing brace is missing here'],
    ['two values', '{} {}', 'sts-guardrails.json:1:4: something stands after the end of the JSON value'],
    [
      'a leading zero',
      '{"accounts":{"own":[012345678901]}}',
      'a number cannot start with 0; write account numbers in quotes',
    ],
    [
      'a key twice',
      '{"undecided":"error",\n "undecided":"info"}',
      'sts-guardrails.json:2:2: the key "undecided" stands twice',
    ],
    ['an unknown key', '{\n "a": 1,\r\n  "rulez": {}}', 'sts-guardrails.json:3:3: rulez: there is no setting "rulez"'],
    [
      'a missing key',
      '{"exceptions":[\n\n {"rule":"external-id","where":"**"}]}',
      'sts-guardrails.json:3:2: exceptions[0].reason: is missing',
    ],
    ['endless nesting', '['.repeat(100_000), 'nested too deep'],
  ])('%s', (_what, content, problem) => {
    file('sts-guardrails.json', content);
    expect(() => load()).toThrow(problem);
  });

  test('bytes that are no text', () => {
    writeFileSync(join(folder, 'sts-guardrails.json'), Buffer.from([0xff, 0xfe, 0x7b, 0]));
    expect(() => load()).toThrow('sts-guardrails.json: the file is not UTF-8 text');
  });

  test('a folder of that name', () => {
    mkdirSync(join(folder, 'sts-guardrails.json'));
    expect(() => load()).toThrow('sts-guardrails.json: it is a folder, and a file is needed here');
  });

  test('a named file that does not exist', () => {
    expect(() => load({ file: 'nope.json' })).toThrow('nope.json: there is no such file');
    expect(() => load({ env: { STS_GUARDRAILS_SETTINGS: '/nope/nope.json' } })).toThrow('/nope/nope.json: there is no');
  });

  test('a variable that is set to nothing', () => {
    expect(() => load({ env: { STS_GUARDRAILS_SETTINGS: '' } })).toThrow(
      'STS_GUARDRAILS_SETTINGS: is set but names no file',
    );
  });

  test('all sources are blamed at once', () => {
    file('sts-guardrails.json', { undecided: 1 });
    expect(() => load({ explicit: { enforce: 1 }, context: 'no' })).toThrow(
      /^3 problems[^]*settings in code: enforce:[^]*CDK context "sts-guardrails": must be an object[^]*sts-guardrails\.json:1:2: undecided:/,
    );
  });
});
