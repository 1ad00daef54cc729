import { check, createGuard, type Subject } from '../../shared';
import { ruleThatSays, settings, subject, today } from './make';

describe('a run that asks some rules alone', () => {
  const only = (names: readonly string[], input: object = {}) => ({ ...settings(input), only: names });
  const rules = [ruleThatSays({}), { ...ruleThatSays({}), name: 'mfa' }];
  const run = (names: readonly string[], input: object = {}) =>
    check([subject], only(names, input), { today, rules }).findings.map(({ rule, message }) => `${rule}: ${message}`);

  test('hears no other rule, whatever overrides say', () => {
    const overrides = [{ where: '**', rules: { mfa: 'error' } }];
    expect(run(['external-id'], { overrides })).toEqual(['external-id: anybody gets in']);
    expect(run([])).toEqual([]);
  });

  test('says nothing of exceptions from the others, and all of those from the ones it asks', () => {
    const forRule = (rule: string, more: object = {}) => ({ rule, where: 'nowhere', reason: 'r', ...more });
    const exceptions = [
      forRule('mfa'),
      forRule('mfa[undecided]', { expires: '2020-01-31' }),
      forRule('external-id[undecided]'),
    ];
    expect(run(['external-id'], { exceptions })).toEqual([
      'external-id: anybody gets in',
      'exception: the exception from external-id[undecided] for nowhere covers nothing in this run',
    ]);
  });

  test('hears of an acknowledgement that names no rule', () => {
    const guard = createGuard(only([]), { today, rules });
    const word = (rule: string) => ({ rule, reason: 'r', by: `the word ${rule}` });
    guard.acknowledge([word('mfa'), word('mffa')]);
    expect(guard.finish().findings.map(({ message }) => message)).toEqual([
      'the word mffa (mffa) accepts nothing, because there is no such rule; did you mean mfa?',
    ]);
  });

  test('always hears what could not be read, and a policy that no rule could read', () => {
    const broken: Subject = { kind: 'unreadable', place: subject.place, owner: {}, problem: 'broken' };
    const unreadable: Subject = { ...subject, trust: 'no policy' };
    const { findings } = check([broken, unreadable], only(['external-id']), { today });
    expect(findings.map(({ rule }) => rule)).toEqual(['unreadable', 'unreadable']);
  });
});
