import {
  check,
  defaultSettings,
  parseSettings,
  Text,
  type Remark,
  type Report,
  type RoleSubject,
  type Rule,
  type Settings,
  type Subject,
} from '../../shared';
import { known } from './known';

/** Settings of a test, in the short form of a settings file. */
export function settings(input: object = {}): Settings {
  return Object.keys(input).length === 0 ? defaultSettings : parseSettings(input, 'the test', known);
}

/** A role with a path, and an account where one is given. */
export function role(path: string, account?: string): RoleSubject {
  return {
    kind: 'role',
    place: { id: path.split('/').at(-1) ?? path, type: 'AWS::IAM::Role', path, pointer: '/somewhere' },
    owner: account === undefined ? {} : { account: Text.of(account) },
    trust: undefined,
    maxSeconds: undefined,
  };
}

/** A rule that makes the same remarks about every subject. */
export function ruleThatSays(...remarks: readonly Partial<Remark>[]): Rule {
  return {
    ...page,
    judges: () =>
      remarks.map((remark) => ({ verdict: 'fail', at: '/Statement/0', message: 'anybody gets in', ...remark })),
  };
}

const page: Omit<Rule, 'judges'> = {
  kind: 'trust',
  name: 'external-id',
  guardrail: 'IAM-STS-1',
  level: 'error',
  summary: 'Nobody gets in.',
  why: 'It matters.',
  fix: 'Close it.',
  references: [],
};

/** The day of all tests. */
export const today = '2027-01-31';

/** The subject that tests are about unless they say otherwise. */
export const subject = role('app/human/Role', '111122223333');

/** An exception that covers what `ruleThatSays` finds on that subject. */
export const exception = { rule: 'external-id', where: 'app/**', reason: 'moves soon' };

/** What these rules come to under these settings. */
export function reportOn(rules: readonly Rule[], input: object = {}, subjects: readonly Subject[] = [subject]): Report {
  return check(subjects, settings(input), { today, rules });
}

/** The rule and level of each finding. */
export function levelsOf(rules: readonly Rule[], input: object = {}, subjects?: readonly Subject[]): string[] {
  return reportOn(rules, input, subjects).findings.map(({ rule, level }) => `${rule} ${level}`);
}
