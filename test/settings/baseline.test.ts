import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../load';
import {
  check,
  createGuard,
  type Finding,
  type KnownFinding,
  parseBaseline,
  type Report,
  type Rule,
  type Settings,
  SettingsError,
  spellBaseline,
  type Subject,
  updateBaseline,
} from '../../shared';
import { readableTrustPolicy } from '../../shared/rules/readable-trust-policy';
import { pages } from './known';
import { role, ruleThatSays, settings, subject, today } from './make';

const open = ruleThatSays({});

/** Settings that know these findings already. */
function knowing(known: readonly KnownFinding[], input: object = {}): Settings {
  return { ...settings(input), baseline: 'b.json', known };
}

function judged(rules: readonly Rule[], by: Settings = settings(), subjects: readonly Subject[] = [subject]): Report {
  return check(subjects, by, { today, rules });
}

function baselineOf(rules: readonly Rule[], subjects?: readonly Subject[]): readonly KnownFinding[] {
  return updateBaseline(judged(rules, settings(), subjects), []).known;
}

function placesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, verdict, at }) => `${rule} ${verdict} ${at}`);
}

describe('what a baseline knows', () => {
  test('is accepted, by the baseline and with the day, and counts nowhere else', () => {
    const { findings, accepted, summary } = judged([open], knowing(baselineOf([open])));
    expect(findings).toEqual([]);
    expect(accepted).toMatchObject([
      { rule: 'external-id', accepted: { by: 'baseline', reason: 'known since 2027-01-31, in b.json' } },
    ]);
    expect(summary).toMatchObject({ error: 0, accepted: 1 });
  });

  test('is one finding: a second one of the same kind is new', () => {
    const twice = ruleThatSays({ at: '/Statement/0' }, { at: '/Statement/1' });
    expect(placesOf(judged([twice], knowing(baselineOf([open]))).findings)).toEqual(['external-id fail /Statement/1']);
    expect(judged([twice], knowing(baselineOf([twice]))).findings).toEqual([]);
  });

  test('stays known where statements are rearranged, and the one that stands where it stood comes first', () => {
    const moved = ruleThatSays({ at: '/Statement/7' });
    expect(judged([moved], knowing(baselineOf([open]))).findings).toEqual([]);
    const before = baselineOf([ruleThatSays({ at: '/Statement/1' })]);
    const both = ruleThatSays({ at: '/Statement/1' }, { at: '/Statement/0' });
    expect(placesOf(judged([both], knowing(before)).findings)).toEqual(['external-id fail /Statement/0']);
  });

  test('is not another message, another rule or another role', () => {
    const known = knowing(baselineOf([open]));
    expect(judged([ruleThatSays({ message: 'somebody else gets in' })], known).findings).toHaveLength(1);
    expect(judged([{ ...open, name: 'tag-session' }], known).findings).toHaveLength(1);
    expect(judged([open], known, [role('app/human/Other')]).findings).toHaveLength(1);
  });

  test('is what the entry says: an entry that names another role or rule covers nothing', () => {
    const [entry] = baselineOf([open]) as [KnownFinding];
    for (const other of [{ path: 'app/Else' }, { rule: 'tag-session' }]) {
      expect(judged([open], knowing([{ ...entry, ...other }])).findings).toHaveLength(1);
    }
  });

  test('accepts a failure that is undecided now, and never a failure that was undecided', () => {
    const murky = ruleThatSays({ verdict: 'unknown', because: 'Ref X' });
    expect(baselineOf([murky])).toMatchObject([{ rule: 'external-id[undecided]' }]);
    expect(judged([murky], knowing(baselineOf([murky]))).findings).toEqual([]);
    expect(judged([murky], knowing(baselineOf([open]))).findings).toEqual([]);
    expect(judged([open], knowing(baselineOf([murky]))).findings).toHaveLength(1);
    // the place says which of two is which, or the second finding would be taken for the first
    const [known] = [knowing(baselineOf([ruleThatSays({ at: '/0' }, { verdict: 'unknown', at: '/1' })]))];
    expect(placesOf(judged([ruleThatSays({ verdict: 'unknown', at: '/0' }, { at: '/1' })], known).findings)).toEqual([
      'external-id fail /1',
    ]);
  });

  test('is known again where a host shows a resource again, and where it asks for the report again', () => {
    const ends: Rule = {
      ...open,
      name: 'tag-session',
      kind: 'program',
      judges: () => [],
      judgesAll: (subjects) =>
        subjects.map((one) => ({ subject: one, remark: { verdict: 'fail', at: '', message: 'the end' } })),
    };
    const known = knowing(baselineOf([open, ends]));
    const guard = createGuard(known, { today, rules: [open, ends] });
    expect(guard.judge(subject).findings).toEqual([]);
    expect(guard.judge(role('app/human/Role')).findings).toEqual([]);
    expect(createGuardTwice(known, [open, ends])).toEqual([[], []]);
  });

  function createGuardTwice(by: Settings, rules: readonly Rule[]): (readonly Finding[])[] {
    const guard = createGuard(by, { today, rules });
    guard.judge(subject);
    return [guard.finish().findings, guard.finish().findings];
  }

  test('is of one resource: another with the same path, in another file or of another name, is new', () => {
    const at = (place: object): Subject => ({ ...subject, place: { ...subject.place, ...place } });
    const first = at({ file: 'a/S.json', id: 'A' });
    const known = knowing(baselineOf([open], [first]));
    for (const other of [at({ file: 'b/S.json', id: 'A' }), at({ file: 'a/S.json', id: 'B' })]) {
      expect(judged([open], known, [first, other]).findings).toMatchObject([{ subject: { id: other.place.id } }]);
      expect(judged([open], known, [other]).findings).toEqual([]);
      const both = judged([open], known, [first, other]);
      expect(updateBaseline(both, known.known ?? []).known).toHaveLength(2);
      expect(judged([open], knowing(updateBaseline(both, known.known ?? []).known), [other, first]).findings).toEqual(
        [],
      );
    }
  });

  test('needs no word of an exception; where there is one, the exception is who accepts', () => {
    const exceptions = [{ rule: 'external-id', where: 'app/**', reason: 'moves soon' }];
    const { accepted, findings } = judged([open], knowing(baselineOf([open]), { exceptions }));
    expect(findings).toEqual([]);
    expect(accepted).toMatchObject([{ accepted: { by: 'exceptions[0]' } }]);
  });

  test('keeps what yields to it silent, as on the day it was written', () => {
    const yields = { ...open, name: readableTrustPolicy.name, yields: true } as const;
    expect(baselineOf([open, yields])).toHaveLength(1);
    expect(judged([open, yields], knowing(baselineOf([open, yields]))).findings).toEqual([]);
  });
});

describe('what no baseline holds', () => {
  const broken: Subject = { kind: 'unreadable', place: subject.place, owner: {}, problem: 'the file is empty' };
  const crashes: Rule = {
    ...open,
    judges: () => {
      throw new TypeError('x');
    },
  };
  const expired = { exceptions: [{ rule: 'external-id', where: '**', reason: 'r', expires: '2020-01-31' }] };

  test('what could not be judged, and words that hold no more, are not written down', () => {
    expect(baselineOf([crashes], [broken, subject])).toEqual([]);
    expect(updateBaseline(judged([], settings(expired)), []).known).toEqual([]);
  });

  test('nor are they accepted where somebody has written them by hand', () => {
    const entryFor = ({ rule, at, fingerprint, subject: { path } }: Finding) => ({
      ...{ path, rule, at, fingerprint, since: today },
    });
    const before = judged([crashes], settings(expired), [broken, subject]);
    expect(before.findings.map(({ rule }) => rule)).toEqual(['unreadable', 'rule-crash', 'exception']);
    const after = judged([crashes], knowing(before.findings.map(entryFor), expired), [broken, subject]);
    expect(after.findings).toEqual(before.findings);
  });

  test('a hint stays in sight', () => {
    expect(baselineOf([ruleThatSays({ atMost: 'info' })])).toEqual([]);
    expect(baselineOf([ruleThatSays({ atMost: 'warning' })])).toHaveLength(1);
  });
});

describe('bringing it up to date', () => {
  const one = role('app/One');
  const two = role('app/Two');

  test('adds what is new, keeps what is there as it is, and drops what is gone', () => {
    const old = baselineOf([open], [one, two]).map((entry) => ({ ...entry, since: '2026-01-31' }));
    const other = ruleThatSays({ message: 'somebody else gets in' });
    const report = judged([{ ...open, judges: (s, c) => (s === one ? open : other).judges(s, c) }], knowing(old), [
      one,
      two,
    ]);
    const { known, added, unmet } = updateBaseline(report, old);
    expect(known.map(({ path, since }) => `${path} ${since}`)).toEqual(['app/One 2026-01-31', 'app/Two 2027-01-31']);
    expect(added).toBe(1);
    expect(unmet).toEqual([old[1]]);
  });

  test('keeps what was not judged, and what could not be', () => {
    const elsewhere: KnownFinding = {
      path: 'other/Role',
      rule: 'external-id',
      at: '',
      fingerprint: '0123456789abcdef',
      file: 'other.json',
      since: today,
    };
    const brokenFile: Subject = {
      kind: 'unreadable',
      place: { id: 'f.json', type: 'file', path: 'f.json', file: 'f.json' },
      owner: {},
      problem: 'broken',
    };
    const inFile = { ...elsewhere, path: 'f.json#Role', file: 'f.json' };
    const known = [elsewhere, inFile];
    const report = judged([open], settings(), [brokenFile]);
    expect(updateBaseline(report, known)).toEqual({ known, added: 0, unmet: [] });
  });

  test('drops a role that is gone from a file or a program that was judged', () => {
    const inFile = (path: string): Subject => ({ ...role(path), place: { ...role(path).place, file: 'f.json' } });
    const fileKnown = baselineOf([open], [inFile('f.json#A'), inFile('f.json#B')]);
    const fewer = judged([open], knowing(fileKnown), [inFile('f.json#A')]);
    expect(updateBaseline(fewer, fileKnown).unmet.map(({ path }) => path)).toEqual(['f.json#B']);
    const program = baselineOf([open], [role('dev/app/A'), role('dev/app/B'), role('prod/app/A')]);
    const later = judged([open], knowing(program), [role('dev/app/A')]);
    expect(updateBaseline(later, program).unmet.map(({ path }) => path)).toEqual(['dev/app/B']);
  });

  test('writes the failure where only the undecided was known', () => {
    const old = baselineOf([ruleThatSays({ verdict: 'unknown' })]);
    const { known, added, unmet } = updateBaseline(judged([open], knowing(old)), old);
    expect(known).toMatchObject([{ rule: 'external-id' }]);
    expect([added, unmet]).toEqual([1, old]);
  });

  test('comes to the same text whatever the order of reading', () => {
    const known = baselineOf([open], [two, one]);
    expect(spellBaseline(known)).toBe(spellBaseline([...known].reverse()));
    expect(spellBaseline(known)).toMatch(
      /^\{\n {2}"formatVersion": 1,\n {2}"findings": \[\n[^]*"app\/One"[^]*"app\/Two"[^]*\n\}\n$/,
    );
    expect(parseBaseline(JSON.parse(spellBaseline(known)), 'b.json')).toEqual([known[1], known[0]]);
  });
});

describe('the file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sts-guardrails-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const load = (places: object = {}) => loadSettings({ cwd: folder, env: {}, rules: pages, ...places });
  const entry = { path: 'A', rule: 'external-id', at: '/Statement/0', fingerprint: '0123456789abcdef', since: today };

  test('is named from the folder of the settings that name it', () => {
    mkdirSync(join(folder, 'app/deep'), { recursive: true });
    file('app/sts-guardrails.json', { baseline: 'known.json' });
    file('app/known.json', { formatVersion: 1, findings: [entry] });
    for (const cwd of ['app', 'app/deep']) {
      expect(load({ cwd: join(folder, cwd) }).settings.known).toEqual([entry]);
    }
    expect(load({ cwd: join(folder, 'app') }).origins).toContainEqual(
      expect.objectContaining({ path: ['baseline'], value: 'known.json', source: 'sts-guardrails.json' }),
    );
  });

  test('is named from the working folder by settings in code and in the CDK context', () => {
    file('known.json', { formatVersion: 1, findings: [entry] });
    for (const way of ['explicit', 'context']) {
      expect(load({ [way]: { baseline: 'known.json' } }).settings.known).toEqual([entry]);
    }
  });

  test('that is missing is an error, unless it is about to be written', () => {
    file('sts-guardrails.json', { baseline: 'known.json' });
    expect(() => load()).toThrow(
      /known\.json: the baseline cannot be read: there is no such file.* write it with sts-guardrails check … --update-baseline/,
    );
    expect(load({ writesBaseline: true }).settings.known).toEqual([]);
    const env = { STS_GUARDRAILS_REPORT: 'json=a.json, baseline=./known.json' };
    expect(load({ env }).settings.known).toEqual([]);
    expect(() => load({ env: { STS_GUARDRAILS_REPORT: 'baseline=else.json' } })).toThrow('the baseline cannot be read');
  });

  test.each<[what: string, content: unknown, problem: string]>([
    ['no JSON', '{\n "formatVersion": 1,\n', 'known.json:3:1: the baseline is not JSON: '],
    ['a merge conflict', '<<<<<<< ours\n{}', 'known.json:1:1: the baseline is not JSON: '],
    ['nothing', '', 'known.json:1:1: the baseline is not JSON: '],
    ['a list', [], 'known.json:1:1: must be an object, but it is a list'],
    ['another version', { formatVersion: 2, findings: [] }, 'formatVersion: must be 1, the only one that this version'],
    ['no findings', { formatVersion: 1 }, 'findings: is missing'],
    [
      'a key twice',
      '{"formatVersion":1,\n"findings":[],"findings":[]}',
      'known.json:2:15: the key "findings" stands twice',
    ],
    ['a misspelt key', { formatVersion: 1, findings: [{ ...entry, sinse: today }] }, 'did you mean "since"?'],
    [
      'no fingerprint',
      { formatVersion: 1, findings: [{ ...entry, fingerprint: '*' }] },
      'findings[0].fingerprint: must be',
    ],
    [
      'a day that is none',
      { formatVersion: 1, findings: [{ ...entry, since: '2027-02-31' }] },
      'findings[0].since: must be',
    ],
    [
      'what was unreadable',
      { formatVersion: 1, findings: [{ ...entry, rule: 'unreadable' }] },
      'findings[0].rule: is unreadable, whose findings cannot be in a baseline',
    ],
    [
      'an exception',
      { formatVersion: 1, findings: [{ ...entry, rule: 'exception[undecided]' }] },
      'findings[0].rule: is exception, whose findings cannot be in a baseline',
    ],
  ])('with %s in it is an error, also where it is about to be written', (_what, content, problem) => {
    file('sts-guardrails.json', { baseline: 'known.json' });
    file('known.json', content);
    for (const places of [{}, { writesBaseline: true }]) {
      expect(() => load(places)).toThrow(SettingsError);
      expect(() => load(places)).toThrow(problem);
    }
  });
});
