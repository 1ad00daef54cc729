import { yes } from '../../shared/iam/truth';
import { keyFacts, type CallerKind } from '../../shared/iam/keys';
import { grantFacts } from '../../shared/iam/keys/grant';
import { Text } from '../../shared/model/text';
import type { GrantQuestion, ResourceClass } from '../../shared/search/grant-question';
import type { CallerClass, Question, Tags, Wish } from '../../shared/search/question';

/** A question about a trust policy or about the policies of an identity. */
export type Any = Question | GrantQuestion;

/** A question that asks for a little more or a little less; undefined where it is not asked at all. */
export interface Mutant {
  readonly name: string;
  readonly of: (question: Any) => Any | undefined;
}

const people: readonly CallerKind[] = ['session', 'user'];

/**
 * Every mutant of a question, given in the widest form that it has been asked in, whose claims have been these; a
 * mutant that asks the same is none.
 */
export function mutantsOf(question: Any, claims: readonly string[]): Mutant[] {
  const context = Object.entries(question.context ?? {}).flatMap(([key, wish]) =>
    ofWish(key, wish, question).map(({ name, wish: changed }) => ({
      name,
      of: (one: Any) => ({ ...one, context: put(one.context ?? {}, key, changed) }),
    })),
  );
  return [
    { name: 'not asked', of: () => undefined },
    ...context,
    ...claims.map((claim) => ({ name: `without the wish for the claim ${claim}`, of: withoutClaim(claim) })),
    ...ofActions(question),
    ...ofTags(question),
    ...('caller' in question ? ofCaller(question) : ofGrant(question)),
  ];
}

function ofWish(key: string, wish: Wish, question: Any): { name: string; wish: Wish | undefined }[] {
  const [kinds, facts] = 'caller' in question ? [question.caller.kinds, keyFacts] : [people, grantFacts];
  const sent = wish.value !== 'none' && wish.value !== 'any';
  // what AWS sends for everybody nobody can leave out
  const always = kinds.every((kind) => facts(key).presence[kind] === 'always');
  return [
    { name: `without the wish for ${key}`, wish: undefined },
    ...(sent && !wish.absent ? [{ name: `any value of ${key}`, wish: { ...wish, value: 'any' } as const }] : []),
    ...(sent && !wish.absent && !always ? [{ name: `${key} absent too`, wish: { ...wish, absent: true } }] : []),
    ...(sent ? [{ name: `no value of ${key}`, wish: { absent: true, value: 'none' } as const }] : []),
  ];
}

function put(
  context: { readonly [key: string]: Wish },
  key: string,
  wish: Wish | undefined,
): Question['context'] & object {
  const rest = Object.entries(context).filter(([name]) => name !== key);
  return Object.fromEntries(wish === undefined ? rest : [...rest, [key, wish]]);
}

function withoutClaim(claim: string): Mutant['of'] {
  return (one) => {
    if (!('claims' in one) || one.claims === undefined) return one;
    const { claims } = one;
    return {
      ...one,
      claims: (issuer) => Object.fromEntries(Object.entries(claims(issuer)).filter(([key]) => claimOf(key) !== claim)),
    };
  };
}

/** The claim of a key such as `accounts.google.com:sub`. */
export function claimOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

function ofActions({ actions }: Any): Mutant[] {
  if (actions.length < 2) return [];
  return actions.map((action) => ({
    name: `without ${action}`,
    of: (one) => ({ ...one, actions: one.actions.filter((other) => other !== action) }),
  }));
}

const allTags: readonly Tags[] = ['unlisted key', 'arbitrary value'];

function ofTags({ tags }: Any): Mutant[] {
  if (tags === undefined) return [];
  const others = allTags.filter((other) => other !== tags);
  return [
    { name: 'without tags', of: without('tags') },
    ...others.map((other): Mutant => ({
      name: `tags: ${JSON.stringify(other)}`,
      of: (one) => ({ ...one, tags: other }),
    })),
  ];
}

function without(part: 'tags' | 'namedBy' | 'callers'): Mutant['of'] {
  return (one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== part)) as unknown as Any;
}

function ofCaller({ caller, namedBy }: Question): Mutant[] {
  const changed = (name: string, change: (caller: CallerClass) => CallerClass): Mutant => ({
    name,
    of: (one) => ('caller' in one ? { ...one, caller: change(one.caller) } : one),
  });
  const dropped = (part: 'named' | 'services' | 'providers' | 'except'): Mutant[] =>
    caller[part] === undefined
      ? []
      : [
          changed(
            `without ${part}`,
            (one) =>
              Object.fromEntries(Object.entries(one).filter(([name]) => name !== part)) as unknown as CallerClass,
          ),
        ];
  const widened = (part: 'named' | 'services' | 'providers', all: Partial<CallerClass>): Mutant[] =>
    caller[part] === undefined ? [] : [changed(`all of ${part}`, (one) => ({ ...one, ...all }))];
  // only who signs as a principal of an account is of an organization
  const signs = caller.kinds.some((kind) => people.includes(kind));
  const more = signs ? people.filter((kind) => !caller.kinds.includes(kind)) : [];
  const organizations = (['any', 'unlisted'] as const)
    .filter((organization) => organization !== caller.organization)
    .map((organization) => changed(`organization: ${organization}`, (one) => ({ ...one, organization })));
  return [
    changed(caller.outsider ? 'without outsiders' : 'with outsiders', (one) => ({ ...one, outsider: !one.outsider })),
    ...dropped('named'),
    ...(isEverybody(caller) ? [] : widened('named', { named: () => yes })),
    ...dropped('services'),
    ...widened('services', { services: () => true }),
    ...dropped('providers'),
    ...(isEveryProvider(caller) ? [] : widened('providers', { providers: () => yes })),
    ...(signs ? dropped('except') : []),
    ...(signs ? organizations : []),
    ...(caller.kinds.length < 2
      ? []
      : caller.kinds.map((kind) =>
          changed(`without callers of kind ${kind}`, (one) => ({
            ...one,
            kinds: one.kinds.filter((other) => other !== kind),
          })),
        )),
    ...more.map((kind) => changed(`with callers of kind ${kind}`, (one) => ({ ...one, kinds: [...one.kinds, kind] }))),
    ...(namedBy === undefined ? [] : [{ name: 'named anywhere in the policy', of: without('namedBy') }]),
  ];
}

/** Whether everybody is meant whom the policy names, so that more cannot be. */
function isEverybody({ named }: CallerClass): boolean {
  const accounts = [
    Text.of('111122223333'),
    Text.of('999988887777'),
    Text.of({ id: 'Ref Account', domain: 'account' }),
  ];
  return named !== undefined && accounts.every((account) => named(account).is === 'yes');
}

/** Whether tokens and assertions of everybody are meant. */
function isEveryProvider({ providers }: CallerClass): boolean {
  const urls = ['token.actions.githubusercontent.com', 'accounts.google.com', 'idp.example.com'];
  return providers !== undefined && urls.every((url) => providers(Text.of(url)).is === 'yes');
}

function ofGrant({ resource, callers }: GrantQuestion): Mutant[] {
  const changed = (name: string, change: Partial<ResourceClass>): Mutant => ({
    name,
    of: (one) => ('resource' in one ? { ...one, resource: { ...one.resource, ...change } } : one),
  });
  // of an action and a resource that nobody has heard of no policy says more
  if (resource.of === 'unheard') return [];
  const takesOne = resource.of !== 'anything';
  return [
    // an action that takes no resource is of no account but the caller's
    ...(takesOne ? [changed('on anything', { of: 'anything' })] : []),
    ...(takesOne && resource.of !== 'nothing' && resource.whose !== 'any'
      ? [changed('of any account', { whose: 'any' })]
      : []),
    ...(resource.named === true
      ? [
          {
            name: 'on no role that is named',
            of: (one: Any) =>
              'resource' in one ? { ...one, resource: { of: one.resource.of, whose: one.resource.whose } } : one,
          },
        ]
      : resource.of === 'role'
        ? [changed('on roles that are named too', { named: true })]
        : []),
    ...(callers === undefined ? [] : [{ name: 'by any credentials', of: without('callers') }]),
  ];
}
