import {
  defaultSettings,
  parseSettings,
  type Remark,
  type Rule,
  type RoleSubject,
  type Settings,
  Text,
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
