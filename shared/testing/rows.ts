import { knownRules } from '../books/known';
import type { Finding, Level } from '../model/finding';
import type { Owner, RoleSubject, Subject } from '../model/subject';
import { Text } from '../model/text';
import { Choice, isMap, type Tree } from '../model/tree';
import { rules } from '../rules/index';
import type { Rule } from '../rules/rule';
import { parseSettings, type Settings } from '../settings';
import { doc } from './build';

/** What a subject is, without whose it is and where it stands: rows give that to it. */
export type Seed = Subject extends infer S
  ? S extends Subject
    ? Omit<S, 'place' | 'owner' | 'acknowledged'>
    : never
  : never;

/** One role, and the settings that it is judged under where they differ from its table's. */
export interface Row {
  readonly name: string;
  /** A whole document, or one statement that stands for a document of its own; a rule on values needs none. */
  readonly trust?: Tree | undefined;
  readonly maxSeconds?: Tree;
  /** What is judged in place of a role: several for a rule on a whole program, where they are `Row0`, `Row1` and so on. */
  readonly subjects?: Seed | readonly Seed[];
  /** Whose the role is, unless it is account 111122223333's in the partition aws. */
  readonly owner?: Owner;
  /** The file that it is read from, within which holes of one name stand for one value. */
  readonly file?: string;
  /** As a settings file would have them; account 111122223333 is our own unless they say otherwise. */
  readonly settings?: object;
}

interface Found extends Row {
  /** JSON pointers of the findings, in any order, after the ids of their subjects where a row has several; the first statement unless said otherwise. */
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

/** Rows that show what a rule means: what it lets pass, what it stops, and what it cannot tell yet. */
export interface Rows {
  readonly settings?: object;
  readonly pass: readonly Row[];
  readonly fail: readonly FailRow[];
  readonly unknown?: readonly UnknownRow[];
}

/** The rows of one rule. */
export interface Table {
  readonly rule: Rule;
  readonly settings: object;
  readonly pass: readonly Row[];
  readonly fail: readonly FailRow[];
  readonly unknown: readonly UnknownRow[];
}

/** The day that rows are judged on. */
export const today = '2026-06-01';

// the account that is ours
const own = '111122223333';

/** A rule with its rows. */
export function table(rule: Rule, rows: Rows): Table {
  return { settings: {}, unknown: [], ...rows, rule };
}

/** The settings of a row as a settings file would have them: its own over its table's over the account that is ours. */
export function inputOf(row: Row, { settings }: Pick<Table, 'settings'>): object {
  const layers = [{ accounts: { own: [own] } }, settings, row.settings ?? {}] as { accounts?: object }[];
  return layers.reduce((below, layer) => ({ ...below, ...layer, accounts: { ...below.accounts, ...layer.accounts } }));
}

const parsed = new WeakMap<object, Map<string, Settings>>();

/**
 * The settings of a row, checked, in which the table's rule may be named; the same object for the same input, so that
 * what is remembered of it counts. Throws SettingsError.
 */
export function settingsOf(row: Row, of: Pick<Table, 'settings'> & { readonly rule?: Rule }): Settings {
  const added = of.rule === undefined || rules.includes(of.rule) ? [] : [of.rule];
  const known = parsed.get(added[0] ?? rules) ?? new Map<string, Settings>();
  parsed.set(added[0] ?? rules, known);
  const input = inputOf(row, of);
  const name = JSON.stringify(input);
  const settings = known.get(name) ?? parseSettings(input, 'the row', knownRules([...rules, ...added]));
  known.set(name, settings);
  return settings;
}

/** Whether a row is about one role, which its own elements describe. */
export function isRoleRow({ subjects }: Row): boolean {
  return subjects === undefined;
}

/** Everything that a row has to judge. */
export function subjectsOf(row: Row): readonly Subject[] {
  const { subjects } = row;
  if (subjects === undefined) return [subjectOf(row)];
  return isList(subjects)
    ? subjects.map((seed, index) => planted(seed, `Row${index}`, row))
    : [planted(subjects, 'Row', row)];
}

/** The role of a row that is about one role. */
export function subjectOf(row: Row): RoleSubject {
  return { kind: 'role', ...groundOf('role', 'Row', row), trust: documentOf(row.trust), maxSeconds: row.maxSeconds };
}

function planted(seed: Seed, id: string, row: Row): Subject {
  const ground = groundOf(seed.kind, id, row);
  if (seed.kind === 'role') return { ...seed, ...ground, trust: documentOf(seed.trust) };
  return seed.kind === 'identity'
    ? { ...seed, ...ground, document: documentOf(seed.document) }
    : { ...seed, ...ground };
}

const types: { readonly [kind in Subject['kind']]: string } = {
  role: 'AWS::IAM::Role',
  identity: 'AWS::IAM::ManagedPolicy',
  duration: 'AWS::SSO::PermissionSet',
  accessKey: 'AWS::IAM::AccessKey',
  workload: 'AWS::Lambda::Function',
  unreadable: 'AWS::IAM::Role',
};

function groundOf(kind: Subject['kind'], id: string, { owner, file }: Row): Pick<Subject, 'place' | 'owner'> {
  return {
    place: { id, type: types[kind], path: `rows/${id}`, ...(file !== undefined && { file }), pointer: '' },
    owner: owner ?? { account: Text.of(own), partition: Text.of('aws') },
  };
}

function isList<T>(one: T | readonly T[]): one is readonly T[] {
  return Array.isArray(one);
}

/** A statement as a document of its own, in either branch of a choice too; everything else as it is. */
export function documentOf(trust: Tree | undefined): Tree | undefined {
  if (trust instanceof Choice) return new Choice(trust.condition, documentOf(trust.then), documentOf(trust.otherwise));
  if (!isMap(trust)) return trust;
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
