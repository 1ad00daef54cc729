import type { Level } from '../model/finding';
import type { Override, Sessions, Settings } from '../settings';
import { strength, stronger } from './strength';

/** A rule and the level that it has under some settings, before any override. */
export interface Leveled {
  readonly name: string;
  readonly levelIn: (settings: Settings) => Level | 'off';
}

/** A place in settings that makes them looser than they were, and how. */
export interface Loosening {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** In what the settings `after` let through more than those `before`; none where they are the same or tighter. */
export function loosenings(before: Settings, after: Settings, rules: readonly Leveled[]): readonly Loosening[] {
  const words: readonly (readonly [is: boolean, key: string, message: string])[] = [
    [before.strict && !after.strict, 'extends', 'takes back "strict"'],
    [before.enforce === 'block' && after.enforce === 'audit', 'enforce', '"audit" stops nothing'],
    [!before.acknowledgements && after.acknowledgements, 'acknowledgements', 'true accepts more than false'],
    [
      strength[after.undecided] < strength[before.undecided],
      'undecided',
      `"${after.undecided}" is less than "${before.undecided}"`,
    ],
    // what stands in another file is not compared: any other may accept more
    [before.baseline !== after.baseline, 'baseline', 'a baseline may not be added or replaced'],
  ];
  return [
    ...words.flatMap(([is, key, message]) => (is ? [{ path: [key], message }] : [])),
    ...ofAccounts(before.accounts, after.accounts),
    ...ofSessions(before.sessions, after.sessions),
    ...ofLevels(before, after, rules),
    ...ofOptions(before.rules, after.rules),
    ...ofOverrides(before, after, rules),
    ...ofExceptions(before, after),
  ];
}

// Naming an account approves it, and taking one back may leave nothing to tell strangers by: each change may loosen.
function ofAccounts(before: Settings['accounts'], after: Settings['accounts']): Loosening[] {
  const parts = [
    { path: ['own'], was: before.own, is: after.own },
    { path: ['organization', 'id'], was: before.organization.id, is: after.organization.id },
    { path: ['organization', 'accounts'], was: before.organization.accounts, is: after.organization.accounts },
    { path: ['thirdParties'], was: before.thirdParties, is: after.thirdParties },
  ];
  return parts
    .filter(({ was, is }) => !same(was, is))
    .map(({ path }) => ({ path: ['accounts', ...path], message: 'accounts that are trusted may not be changed' }));
}

function ofSessions(before: Sessions, after: Partial<Sessions>, path: Loosening['path'] = []): Loosening[] {
  return Object.entries(after).flatMap(([kind, seconds]) => {
    const limit = before[kind as keyof Sessions];
    if (seconds <= limit) return [];
    return [{ path: [...path, 'sessions', kind], message: `${seconds} seconds are more than ${limit}` }];
  });
}

function ofLevels(before: Settings, after: Settings, rules: readonly Leveled[]): Loosening[] {
  return rules.flatMap(({ name, levelIn }) => {
    const [was, is] = [levelIn(before), levelIn(after)];
    // what follows from another part, such as "extends", is said there
    const isOwn = before.rules[name]?.level !== after.rules[name]?.level;
    return isOwn ? weakened(['rules', name], was, is) : [];
  });
}

function weakened(path: Loosening['path'], was: Level | 'off', is: Level | 'off'): Loosening[] {
  return strength[is] < strength[was] ? [{ path, message: `"${is}" is less than "${was}"` }] : [];
}

function ofOptions(
  before: Settings['rules'],
  after: Settings['rules'],
  path: Loosening['path'] = ['rules'],
): Loosening[] {
  return Object.entries(after).flatMap(([name, { options }]) =>
    Object.entries(options)
      .filter(([option, value]) => !same(value, before[name]?.options[option]))
      .map(([option]) => ({ path: [...path, name, option], message: 'options of rules may not be changed' })),
  );
}

function ofOverrides(before: Settings, after: Settings, rules: readonly Leveled[]): Loosening[] {
  const kept = before.overrides.every((one, index) => same(one, after.overrides[index]));
  if (!kept) return [{ path: ['overrides'], message: 'the overrides that are there may not be replaced' }];
  const added = after.overrides.slice(before.overrides.length);
  return added.flatMap((one, index) => {
    const path = ['overrides', before.overrides.length + index];
    return [
      ...ofSessions(strictest(before), one.sessions ?? {}, path),
      ...ofOptions(before.rules, one.rules ?? {}, [...path, 'rules']),
      ...ofOverriddenLevels(before, one, rules, path),
    ];
  });
}

// Which overrides meet on one role is not known here, so a new one is measured against all of them.
function strictest({ sessions, overrides }: Settings): Sessions {
  const kinds = Object.keys(sessions) as (keyof Sessions)[];
  const least = (kind: keyof Sessions) =>
    Math.min(sessions[kind], ...overrides.map((one) => one.sessions?.[kind] ?? Infinity));
  return Object.fromEntries(kinds.map((kind) => [kind, least(kind)])) as unknown as Sessions;
}

function ofOverriddenLevels(
  before: Settings,
  { rules: levels = {} }: Override,
  rules: readonly Leveled[],
  path: Loosening['path'],
): Loosening[] {
  return rules.flatMap(({ name, levelIn }) => {
    const is = levels[name]?.level;
    if (is === undefined) return [];
    const others = before.overrides.map((one) => one.rules?.[name]?.level ?? 'off');
    const was = [levelIn(before), ...others].reduce((one, other) => stronger(one, other));
    return weakened([...path, 'rules', name], was, is);
  });
}

function ofExceptions(before: Settings, after: Settings): Loosening[] {
  const added = after.exceptions.filter((one) => !before.exceptions.some((other) => same(one, other)));
  const lists = new Set(added.map(({ preset }) => preset));
  return [...lists].map((preset) =>
    preset === undefined
      ? { path: ['exceptions'], message: 'exceptions may not be added' }
      : { path: ['extends'], message: `exceptions may not be added, as ${preset} does` },
  );
}

// The schema gives the keys of objects one order.
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
