import { compile, type CompiledPolicy } from '../../shared/iam/compile';
import { decide } from '../../shared/iam/decide';
import { isLegal, keyFacts } from '../../shared/iam/keys';
import { callerOf, contextOf } from '../../shared/iam/request';
import type { Request } from '../../shared/model/finding';
import { parsePolicy } from '../../shared/model/policy';
import type { Owner } from '../../shared/model/subject';
import { Text } from '../../shared/model/text';
import { callersOf, ownAccount, pool } from './pool';
import type { Random } from './random';

import type { SmallPolicy } from './small';
import { spelledUnder } from './unveil';

export const owner: Owner = { account: Text.of(ownAccount), organization: Text.of('o-ownownownow') };

/** A class of requests in plain words, from which both a question and single requests are made. */
export interface Class {
  readonly name: string;
  /** `undefined` is somebody in an account that the policy does not spell. */
  readonly account: string | undefined;
  /** Organizations that the caller is in; `undefined` is any. */
  readonly notIn?: 'listed' | readonly string[];
  readonly externalId?: 'unlisted' | 'foreign';
  readonly tags?: 'unlisted key' | 'arbitrary value';
  /** Whether the account must be named by the statement that lets it in. */
  readonly namedByStatement?: true;
}

type Tags = Readonly<Record<string, string>>;
type Sent = Request['context'];

const texts = new WeakMap<SmallPolicy, string>();

/** The whole policy in lower case. */
function textOf(policy: SmallPolicy): string {
  const text = texts.get(policy) ?? JSON.stringify(policy).toLowerCase();
  texts.set(policy, text);
  return text;
}

export function mentions(policy: SmallPolicy, key: string): boolean {
  return textOf(policy).includes(key.toLowerCase());
}

/** The accounts for an outsider: none of them stands anywhere in the policy. */
function accountsOf({ account }: Class, policy: SmallPolicy): readonly string[] {
  if (account !== undefined) return [account];
  return ['666666666666', '777777777766', '244444444444'].filter((id) => !textOf(policy).includes(id));
}

/** Random requests of a class, with the keys that the policy mentions. */
export function requestOf(policy: SmallPolicy, wanted: Class, random: Random): Request | undefined {
  const caller = random.pick(callersOf(random.pick(accountsOf(wanted, policy))));
  const session =
    caller.kind === 'session' && random.chance(0.1)
      ? `arn:aws:sts::${caller.arn.split(':')[4]}:assumed-role/${caller.arn.split('/').at(-1)}/cc`
      : undefined;
  const context: Record<string, string | readonly string[]> = { 'aws:PrincipalArn': caller.arn };
  const absent = random.pick([0.1, 0.5, 0.9]);
  for (const { key, sent } of pool) {
    if (!mentions(policy, key) || sent.length === 0 || /org|RequestTag|TagKeys/i.test(key)) continue;
    const facts = keyFacts(key);
    const presence = facts.presence[caller.kind];
    if (presence === 'never' || (presence === 'maybe' && random.chance(absent))) continue;
    // AWS gives nobody an id that the policy spells for somebody in another account
    const ids = wanted.account === undefined ? sent.filter((value) => !value.includes('AAAAAAAA')) : sent;
    const own = ids.filter((value) => value.startsWith(caller.kind === 'user' ? 'AIDA' : 'AROA'));
    const values = (key === 'aws:userid' ? own : sent).filter((value) => isLegal(facts.language, value));
    context[key] = random.pick(values);
  }
  if (mentions(policy, 'aws:PrincipalTag/team') && random.chance(0.3)) {
    // a caller can tag itself with whatever a policy compares
    const equal = random.pick(['sts:ExternalId', 'sts:RoleSessionName', 'sts:SourceIdentity', '']);
    const value = equal === '' ? random.pick([caller.arn.split(':')[4], caller.arn.split('/').at(-1)]) : context[equal];
    if (typeof value === 'string') context['aws:PrincipalTag/team'] = value;
  }
  if (caller.kind === 'user') context['aws:username'] = caller.arn.split('/').at(-1) ?? '';
  if (!organize(policy, wanted, context, random) || !identify(policy, wanted, context)) return undefined;
  const tags = tagsOf(policy, wanted, context, random);
  if (tags === undefined) return undefined;
  const names = Object.keys(tags);
  if (names.length > 0) context['aws:TagKeys'] = names;
  for (const [name, value] of Object.entries(tags)) context[`aws:RequestTag/${name}`] = value;
  if (names.length > 0 && mentions(policy, 'TransitiveTagKeys') && random.chance(0.6))
    context['sts:TransitiveTagKeys'] = random.some(names, 1 + random.below(names.length));
  const actions = [
    'sts:AssumeRole',
    ...(names.length > 0 ? ['sts:TagSession'] : []),
    ...('sts:SourceIdentity' in context ? ['sts:SetSourceIdentity'] : []),
  ];
  return { actions, principal: { type: 'AWS', id: session ?? caller.arn }, context };
}

/** Puts the caller into an organization, or into none. */
function organize(
  policy: SmallPolicy,
  { notIn }: Class,
  context: Record<string, string | readonly string[]>,
  random: Random,
): boolean {
  if (random.chance(0.4)) return true;
  const [ids, paths] = ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'].map(
    (key) => pool.find((row) => row.key === key)?.sent ?? [],
  );
  const id = random.pick(ids ?? []);
  const listed = [
    ...spelledUnder(policy, 'aws:PrincipalOrgID'),
    ...spelledUnder(policy, 'aws:PrincipalOrgPaths').map((path) => path.split('/')[0] ?? ''),
  ];
  if ((notIn === 'listed' ? listed : (notIn ?? [])).includes(id)) return false;
  context['aws:PrincipalOrgID'] = id;
  context['aws:PrincipalOrgPaths'] = [`${id}${random.pick(paths ?? [])}`];
  return true;
}

/** Whether the external ID is one that the class may send. */
function identify(policy: SmallPolicy, { externalId }: Class, context: Sent): boolean {
  const sent = context['sts:ExternalId'];
  if (externalId === undefined || typeof sent !== 'string') return true;
  return !isListed(policy, 'sts:ExternalId', sent, externalId === 'foreign');
}

/** Whether a value is spelled under a key, or matches a pattern there that begins with a letter. */
function isListed(policy: SmallPolicy, key: string, value: string, patterns: boolean): boolean {
  return spelledUnder(policy, key).some((spelled) => {
    if (spelled.toLowerCase() === value.toLowerCase()) return true;
    return patterns && /^[a-z]/i.test(spelled) && /[*?]/.test(spelled) && wild(spelled).test(value);
  });
}

function wild(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );
}

/** The tags that a call of the class passes; undefined where the dice gave none of the class. */
function tagsOf(policy: SmallPolicy, { tags }: Class, context: Sent, random: Random): Tags | undefined {
  const values = pool.find(({ key }) => key === 'aws:RequestTag/team')?.sent ?? [];
  const own = context['aws:PrincipalTag/team'];
  const value = (): string => (typeof own === 'string' && own !== '' && random.chance(0.3) ? own : random.pick(values));
  const names = random.some(['team', 'Team', 'cost', 'other', 'third'], random.below(tags === undefined ? 3 : 4));
  const chosen = names.filter(
    (name, index) => names.findIndex((twin) => twin.toLowerCase() === name.toLowerCase()) === index,
  );
  const sent = Object.fromEntries(chosen.map((name) => [name, value()]));
  if (tags === undefined) return mentions(policy, 'tag') ? sent : {};
  const listed = new Set([
    ...spelledUnder(policy, 'aws:TagKeys')
      .filter((name) => !/[*?]/.test(name))
      .map((name) => name.toLowerCase()),
    ...(mentions(policy, 'aws:RequestTag/team') ? ['team'] : []),
  ]);
  const meets = Object.entries(sent).some(([name, given]) => {
    const isKnown = listed.has(name.toLowerCase());
    if (tags === 'unlisted key') return !isKnown;
    // a key that stands under TagKeys alone may be one that a condition forbids
    const hasValues = name.toLowerCase() === 'team' && mentions(policy, 'aws:RequestTag/team');
    // a tag of the caller's own may be passed on in another letter case too
    const isOwn = typeof own === 'string' && given.toLowerCase() === own.toLowerCase();
    return hasValues && !isOwn && !isListed(policy, `aws:RequestTag/${name}`, given, true);
  });
  return meets ? sent : undefined;
}

/** Decides requests about one policy without reading it anew each time. */
export function decider(policy: unknown): {
  readonly compiled: CompiledPolicy;
  readonly lets: (request: Request) => boolean;
} {
  const compiled = compile(parsePolicy(policy as never), owner);
  const { codes, constants } = compiled.shared;
  return {
    compiled,
    lets: (request) => {
      const caller = callerOf(request, codes);
      return decide(compiled, caller, request.actions, contextOf(request, caller, codes, constants)).is === 'yes';
    },
  };
}
