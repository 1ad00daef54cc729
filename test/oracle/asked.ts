import { compile, type CompiledPolicy } from '../../shared/iam/compile';
import { isLegal, keyFacts, type CallerKind, type KeyFacts } from '../../shared/iam/keys';
import type { Request } from '../../shared/model/finding';
import { parsePolicy } from '../../shared/model/policy';
import { Text } from '../../shared/model/text';
import type { Tree } from '../../shared/model/tree';
import { isIn } from '../../shared/search/domain';
import type { Question, Wish } from '../../shared/search/question';
import { own } from '../table/build';
import type { Random } from './random';
import type { Document } from './unveil';
import { spelledUnder } from './unveil';

type Context = Record<string, string | readonly string[]>;

/** Where the requests of one question come from. */
export interface Source {
  readonly question: Question;
  readonly policy: Document;
  /** The keys that the policy mentions. */
  readonly keys: readonly string[];
  /** Accounts of callers in the class. */
  readonly accounts: readonly string[];
}

/** What is needed to make requests of a question's class; undefined where the class has no IAM caller. */
export function sourceOf(question: Question, policy: Document): Source | undefined {
  const text = JSON.stringify(policy);
  const spelled = [...new Set(text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])];
  const { outsider, except = [], named } = question.caller;
  const strangers = ['666666666666', '123123123123'].filter((id) => !spelled.includes(id) && !except.includes(id));
  const accounts = [
    ...(outsider ? strangers : []),
    ...spelled.filter((id) => id !== own && named?.(Text.of(id)).is === 'yes' && isNamed(policy, id)),
  ];
  if (accounts.length === 0 || !question.caller.kinds.some((kind) => kind === 'session' || kind === 'user'))
    return undefined;
  const conditions = policy.Statement.flatMap(({ Condition }) =>
    Object.values((Condition ?? {}) as Record<string, object>),
  );
  const variables = [...text.matchAll(/\$\{([a-z]+:[^},"]+)/gi)].map(([, name = '']) => name.trim());
  return {
    question,
    policy: question.namedBy === undefined ? policy : naming(policy, accounts),
    accounts,
    keys: [...new Set([...conditions.flatMap(Object.keys), ...variables].map((key) => keyFacts(key).name))],
  };
}

/** The policy without the Allow statements that name none of the accounts, where no Deny pins one either. */
function naming(policy: Document, accounts: readonly string[]): Document {
  const denies = policy.Statement.filter(({ Effect }) => Effect === 'Deny');
  const pinning = denies.map(({ Principal, NotPrincipal, ...rest }) => rest);
  const names = (statement: Document['Statement'][number]): boolean =>
    accounts.some((id) => isNamed({ ...policy, Statement: [statement, ...pinning] as Document['Statement'] }, id));
  return { ...policy, Statement: policy.Statement.filter((one) => one.Effect === 'Deny' || names(one)) };
}

/** Whether an account is a caller's: in a principal or pinned by the keys that tell the caller. */
function isNamed(policy: Document, id: string): boolean {
  const principals = policy.Statement.map(({ Principal, NotPrincipal }) => JSON.stringify([Principal, NotPrincipal]));
  const pins = [...spelledUnder(policy, 'aws:PrincipalAccount'), ...spelledUnder(policy, 'aws:PrincipalArn')];
  return [...principals, ...pins].some((text) => text.includes(id));
}

/** A random request of the question's class; undefined where the dice gave none. */
export function askedRequest(source: Source, random: Random): Request | undefined {
  const { question, policy, keys } = source;
  const account = random.pick(source.accounts);
  const kind = random.pick(question.caller.kinds.filter((one) => one === 'session' || one === 'user'));
  const arn = arnOf(policy, account, kind, random);
  const last = arn.split('/').at(-1) ?? '';
  const id =
    kind === 'session' && random.chance(0.5)
      ? `arn:aws:sts::${account}:assumed-role/${last}/${sessionOf(policy, random)}`
      : arn;
  const context: Context = {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': kind === 'user' ? 'User' : 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': own,
    ...(kind === 'user' ? { 'aws:username': last } : {}),
  };
  const absent = random.pick([0.1, 0.5, 0.9]);
  for (const key of keys) {
    if (key === 'aws:userid') context[key] = userIdOf(policy, kind, random);
    if (key in context || /^aws:(RequestTag|TagKeys|Resource|PrincipalOrg|username)|TransitiveTagKeys/i.test(key))
      continue;
    const value = valueOf(source, key, kind, random, absent);
    if (value === 'impossible') return undefined;
    if (value !== undefined) context[key] = value;
  }
  if (!organize(source, context, random)) return undefined;
  const tags = tagsOf(source, random);
  if (tags === undefined) return undefined;
  const names = Object.keys(tags);
  if (names.length > 0) context['aws:TagKeys'] = names;
  for (const [name, value] of Object.entries(tags)) context[`aws:RequestTag/${name}`] = value;
  if (names.length > 0 && random.chance(0.3)) context['sts:TransitiveTagKeys'] = random.some(names, 1);
  const more = [
    ...(names.length > 0 ? ['sts:TagSession'] : []),
    ...('sts:SourceIdentity' in context ? ['sts:SetSourceIdentity'] : []),
  ];
  return { actions: [...new Set([...question.actions, ...more])], principal: { type: 'AWS', id }, context };
}

function arnOf(policy: Document, account: string, kind: CallerKind, random: Random): string {
  const type = kind === 'user' ? 'user' : 'role';
  const texts = JSON.stringify(policy).match(/(?:role|user)\/[^"]+/g) ?? [];
  const names = texts.map((text) =>
    text
      .replaceAll('*', random.pick(['', 'x', 'x/y']))
      .replaceAll('?', 'x')
      .split('/')
      .slice(1)
      .join('/'),
  );
  // a path may hold colons, and so whatever a careless pattern looks for
  const smuggled = [`x:${own}:/attacker`, `${own}/attacker`, `o-a1b2c3d4e5/attacker`];
  const name = random.pick(['attacker', ...names, ...smuggled]);
  const made = `arn:aws:iam::${account}:${type}/${name}`;
  return isLegal({ kind: 'iam-arn' }, made) ? made : `arn:aws:iam::${account}:${type}/attacker`;
}

function sessionOf(policy: Document, random: Random): string {
  const sessions = [...JSON.stringify(policy).matchAll(/assumed-role\/[^/"]+\/([^"]+)/g)].map(([, name = '']) => name);
  return random.pick(['session', ...sessions]);
}

/** What AWS calls the caller: an id of its own, and for a session the name that the caller gave it. */
function userIdOf(policy: Document, kind: CallerKind, random: Random): string {
  const names = spelledUnder(policy, 'aws:userid').map((id) => id.split(':')[1] ?? '');
  const name = random
    .pick(['session', ...names])
    .replaceAll('*', 'xx')
    .replaceAll('?', 'x');
  return kind === 'user' ? 'AIDAZZZZZZZZZZZZZZZZZ' : `AROAZZZZZZZZZZZZZZZZZ:${name}`;
}

/** A value that the class may send under a key; undefined for none. */
function valueOf(
  { question, policy }: Source,
  key: string,
  kind: CallerKind,
  random: Random,
  absent: number,
): string | readonly string[] | undefined | 'impossible' {
  const facts = keyFacts(key);
  const wish = Object.entries(question.context ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  const presence = facts.presence[kind];
  if (presence === 'never' || wish?.value === 'none') return undefined;
  if (presence !== 'always' && wish?.absent !== false && random.chance(absent)) return undefined;
  const spelled = spelledUnder(policy, key);
  const near = key === 'aws:EpochTime' ? ['1780272000', '1900000000'] : variants(spelled, facts.type, random);
  const values = near.filter(
    (value) => isLegal(facts.language, value) && (key !== 'aws:CurrentTime' || value >= '2026-06-01'),
  );
  const free = [...values, ...samplesOf(wish, facts, policy)].filter((value) => isFree(value, wish, facts, policy));
  if (free.length === 0) return presence === 'always' || wish?.absent === false ? 'impossible' : undefined;
  return facts.many ? random.some(free, 1 + random.below(2)) : random.pick(free);
}

/** Whether the class may send a value under a key. */
function isFree(value: string, wish: Wish | undefined, facts: KeyFacts, policy: Document): boolean {
  if (wish === undefined || wish.value === 'any') return true;
  if (typeof wish.value === 'function') {
    const among = wish.value(facts, compiledOf(policy));
    return among !== undefined && isIn(value, among);
  }
  if (isSpelled(spelledUnder(policy, facts.name), value, wish.value === 'foreign')) return false;
  return wish.value !== 'elsewhere' || !isOfSomebodySpelled(value, facts, policy);
}

/** Whose an ARN or a path is, its account or organization tells. */
function isOfSomebodySpelled(value: string, { type, language }: KeyFacts, policy: Document): boolean {
  const text = JSON.stringify(policy);
  if (language.kind === 'org-path') return text.includes(value.split('/')[0] ?? '');
  const account = type === 'arn' ? (value.split(':')[4] ?? '') : '';
  return account !== '' && (account === own || text.includes(account));
}

/** What a wish of its own kind names to be tried. */
function samplesOf(wish: Wish | undefined, facts: KeyFacts, policy: Document): readonly string[] {
  return typeof wish?.value === 'function' ? (wish.value(facts, compiledOf(policy))?.samples ?? []) : [];
}

const compiled = new WeakMap<Document, CompiledPolicy>();

function compiledOf(policy: Document): CompiledPolicy {
  const before = compiled.get(policy) ?? compile(parsePolicy(policy as unknown as Tree), { account: Text.of(own) });
  compiled.set(policy, before);
  return before;
}

function isSpelled(spelled: readonly string[], value: string, patterns: boolean): boolean {
  return spelled.some((text) => {
    if (text.toLowerCase() === value.toLowerCase()) return true;
    const prefix = /^[^*?$]*/.exec(text)?.[0] ?? '';
    return patterns && prefix !== '' && prefix !== text && value.toLowerCase().startsWith(prefix.toLowerCase());
  });
}

function variants(spelled: readonly string[], type: string, random: Random): string[] {
  switch (type) {
    case 'bool':
      return ['true', 'false'];
    case 'numeric':
      return ['0', '1', '299', '300', '301', '3599', '3600', '3601', '86400'];
    case 'date':
      return ['2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z', '2040-01-01T00:00:00Z'];
    case 'ip':
      return ['203.0.113.9', '198.51.100.4', '8.8.8.8', '2a00::1', '2001:db8::7', '192.0.2.1'];
    default: {
      const filling = random.pick(['', 'x', 'xyz', '/', ':']);
      const near = spelled.flatMap((text) => {
        const plain = text.replaceAll('*', filling).replaceAll('?', 'x');
        return [
          plain,
          `${plain}x`,
          plain.slice(0, -1),
          plain.toUpperCase(),
          plain.toLowerCase(),
          `x${plain}`,
          plain.slice(1),
        ];
      });
      return ['invented', 'o-attacker0000', own, ...near];
    }
  }
}

/** Puts the caller into an organization that it may be in, or into none. */
function organize({ question: { caller }, policy }: Source, context: Context, random: Random): boolean {
  if (random.chance(0.4)) return true;
  const spelled = [
    ...spelledUnder(policy, 'aws:PrincipalOrgID'),
    ...spelledUnder(policy, 'aws:PrincipalOrgPaths').map((path) => path.split('/')[0] ?? ''),
  ];
  const near = spelled.flatMap((id) => [
    id.toLowerCase(),
    `${id.toLowerCase()}x`,
    id.toLowerCase().replaceAll('*', 'attacker00').replaceAll('?', 'x'),
  ]);
  const id = random.pick(['o-attacker0000', ...near].filter((one) => isLegal({ kind: 'organization' }, one)));
  const { organization } = caller;
  const kept = organization === 'unlisted' ? spelled : organization === 'any' ? [] : [organization.otherThan];
  if (kept.some((one) => one.toLowerCase() === id) || id.startsWith('filled')) return false;
  const paths = spelledUnder(policy, 'aws:PrincipalOrgPaths').map((path) =>
    path.split('/').slice(1).join('/').replaceAll('*', ''),
  );
  const path = `${id}/${random.pick(['r-atta/', ...paths])}`;
  context['aws:PrincipalOrgID'] = id;
  context['aws:PrincipalOrgPaths'] = [isLegal({ kind: 'org-path' }, path) ? path : `${id}/r-atta/`];
  return true;
}

/** The tags that a call of the class passes; undefined where the dice gave none of the class. */
function tagsOf({ question: { tags }, policy, keys }: Source, random: Random): Record<string, string> | undefined {
  const named = keys.flatMap((key) => (/^aws:RequestTag\//i.test(key) ? [key.slice('aws:RequestTag/'.length)] : []));
  const spelled = [...named, ...spelledUnder(policy, 'aws:TagKeys')];
  const listed = new Set(spelled.filter((name) => !/[*?]/.test(name)).map((name) => name.toLowerCase()));
  const about = tags !== undefined || keys.some((key) => /TagKeys|RequestTag/i.test(key));
  if (!about || (tags === undefined && random.chance(0.5))) return {};
  const filled = spelled.map((name) => name.replaceAll('*', random.pick(['', 'x'])).replaceAll('?', 'x'));
  const names = random.some(
    [
      ...new Set(
        ['invented', 'other', ...filled, ...filled.map((name) => name.toUpperCase())].filter((name) => name !== ''),
      ),
    ],
    1 + random.below(3),
  );
  const once = names.filter(
    (name, index) => names.findIndex((twin) => twin.toLowerCase() === name.toLowerCase()) === index,
  );
  const sent = Object.fromEntries(
    once.map((name) => [
      name,
      random.pick(['invented', ...variants(spelledUnder(policy, `aws:RequestTag/${name}`), 'string', random)]),
    ]),
  );
  const meets = Object.entries(sent).some(([name, value]) => {
    if (tags === 'unlisted key') return !listed.has(name.toLowerCase());
    return listed.has(name.toLowerCase()) && !isSpelled(spelledUnder(policy, `aws:RequestTag/${name}`), value, true);
  });
  return tags === undefined || meets ? sent : undefined;
}
