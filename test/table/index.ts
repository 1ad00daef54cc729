import { knownRules, parseSettings, Text, type Finding, type Level, type RoleSubject, type Rule } from '../../shared';
import type { Owner, Settings } from '../../shared';
import { Choice, isMap, type Tree } from '../../shared/model/tree';
import { rules } from '../../shared/rules';
import { doc, own } from './build';

/** One role, and the settings that it is judged under where they differ from its table's. */
export interface Row {
  readonly name: string;
  /** A whole document, or one statement that stands for a document of its own. */
  readonly trust: Tree | undefined;
  readonly maxSeconds?: Tree;
  /** Whose the role is, unless it is account 111122223333's in the partition aws. */
  readonly owner?: Owner;
  readonly settings?: object;
}

interface Found extends Row {
  /** JSON pointers of the findings, in any order; the first statement unless said otherwise. */
  readonly at?: string | readonly string[];
  readonly level?: Level;
  /** A part of the message. */
  readonly says?: string;
}

export interface FailRow extends Found {
  /** What the request that gets through has: the caller's account, its kind of principal, actions, context values. */
  readonly gets?: {
    readonly account?: string;
    readonly type?: 'AWS' | 'Service' | 'Federated';
    readonly actions?: readonly string[];
    readonly context?: { readonly [key: string]: string };
    readonly without?: readonly string[];
  };
}

export interface UnknownRow extends Found {
  /** A part of what the verdict depends on, such as the name of a hole. */
  readonly because: string;
}

/** Rows that show what one rule means: what it lets pass, what it stops, and what it cannot tell yet. */
export interface Table {
  readonly rule: Rule;
  readonly settings: object;
  readonly pass: readonly Row[];
  readonly fail: readonly FailRow[];
  readonly unknown: readonly UnknownRow[];
}

export function table(rule: Rule, rows: Omit<Table, 'rule' | 'settings'> & { readonly settings?: object }): Table {
  return { settings: {}, ...rows, rule };
}

/** The day that rows are judged on. */
export const today = '2026-06-01';

/** The settings of a row as a settings file would have them: its own over its table's over the account that is ours. */
export function inputOf(row: Row, { settings }: Pick<Table, 'settings'>): object {
  const layers = [{ accounts: { own: [own] } }, settings, row.settings ?? {}] as { accounts?: object }[];
  return layers.reduce((below, layer) => ({ ...below, ...layer, accounts: { ...below.accounts, ...layer.accounts } }));
}

const parsed = new Map<string, Settings>();

/** The settings of a row, checked; the same object for the same input. */
export function settingsOf(row: Row, of: Pick<Table, 'settings'>): Settings {
  const input = inputOf(row, of);
  const name = JSON.stringify(input);
  const before = parsed.get(name) ?? parseSettings(input, 'the row', knownRules(rules));
  parsed.set(name, before);
  return before;
}

/** The role of a row. */
export function subjectOf(row: Row): RoleSubject {
  return {
    kind: 'role',
    place: { id: 'Row', type: 'AWS::IAM::Role', path: 'rows/Row', pointer: '' },
    owner: row.owner ?? { account: Text.of(own), partition: Text.of('aws') },
    trust: documentOf(row.trust),
    maxSeconds: row.maxSeconds,
  };
}

/** A statement as a document of its own; everything else as it is. */
export function documentOf(trust: Tree | undefined): Tree | undefined {
  if (trust instanceof Text || trust instanceof Choice || !isMap(trust)) return trust;
  return 'Effect' in trust && !('Statement' in trust) ? doc(trust) : trust;
}

/** Where the findings of a row are expected. */
export function placesOf({ at = '/Statement/0' }: Found): readonly string[] {
  return [...(typeof at === 'string' ? [at] : at)].sort();
}

/** A finding without its wording, for comparison. */
export function gist({ rule, verdict, level, at }: Pick<Finding, 'rule' | 'verdict' | 'level' | 'at'>): string {
  return `${rule} ${verdict} ${level} ${at}`;
}
