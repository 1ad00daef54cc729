import { accountOf, principalType } from '../iam/caller';
import type { CompiledPolicy, CompiledStatement } from '../iam/compile';
import type { CallerKind, KeyFacts } from '../iam/keys';
import { keyFacts } from '../iam/keys';
import { serviceName } from '../iam/partitions';
import { all, no, truth, type Truth, unknown, yes } from '../iam/truth';
import { hasHole } from '../model/holes';
import type { Text } from '../model/text';
import { principalDemand } from './principal-demand';
import { providersIn } from './providers';
import type { Question } from './question';
import type { Shape } from './shape';
import { accountsOf, accountText, callerOf, shapesOf } from './shape';

/** A sort of caller, and how surely it belongs to the question's class. */
export interface Candidate {
  readonly shape: Shape;
  readonly belongs: Truth;
}

/** The sorts of callers that the question asks about and that the statement may cover. */
export function callers(policy: CompiledPolicy, { caller, namedBy }: Question, way: CompiledStatement): Candidate[] {
  const result: Candidate[] = [];
  const add = (shape: Shape, standing: () => Truth): void => {
    if (!mayCover(way, shape)) return;
    const belongs = standing();
    if (belongs.is !== 'no') result.push({ shape, belongs });
  };
  for (const kind of caller.kinds) {
    const ids = callerIds(kind);
    if (ids !== undefined) {
      if (caller.outsider && namesKind(way, kind))
        for (const id of ids.filter((one) => !way.principals.entries.some(({ code }) => code === one)))
          add({ kind, account: undefined, id }, () => yes);
      for (const { shape, belongs } of namedShapes(way, kind, caller, policy)) add(shape, () => belongs);
      continue;
    }
    if (!matters(kind, caller.kinds, policy)) continue;
    if (caller.outsider) add({ kind, account: undefined }, () => yes);
    const { named } = caller;
    if (named === undefined) continue;
    const statements = namedBy === 'statement' ? [way, ...policy.denies] : [...policy.allows, ...policy.denies];
    const accounts = new Set(statements.flatMap((statement) => accountsOf(statement, policy)));
    const shapes = shapesOf([...policy.allows, ...policy.denies], kind, policy);
    for (const shape of [...[...accounts].map((account) => ({ kind, account })), ...shapes]) {
      const account = accountText({ account: shape.account ?? '' }, policy);
      add(shape, () => all([named(account), kindOf(shape, caller.kinds, policy)], (part) => part));
    }
  }
  return result;
}

/** Whether a caller is of its kind: of somebody whom a hole stands for nobody knows whether it is a user or a role. */
function kindOf({ kind, entry }: Shape, kinds: readonly CallerKind[], { shared }: CompiledPolicy): Truth {
  if (entry === undefined || !hasHole(entry)) return yes;
  const isEither = kinds.includes(kind === 'user' ? 'session' : 'user');
  return isEither ? yes : unknown(...shared.codes.names(entry));
}

/** Whether the statement's principals leave room for a caller of this shape; a quick look before the search. */
function mayCover({ principals }: CompiledStatement, shape: Shape): boolean {
  const mode = { sure: false, fresh: shape.account === undefined };
  return principalDemand(principals, true, callerOf(shape, ''), mode) !== 'impossible';
}

/** The services and identity providers that the statement names, and how surely they are of the class. */
function namedShapes(
  way: CompiledStatement,
  kind: CallerKind,
  { services, named, providers }: Question['caller'],
  { shared }: CompiledPolicy,
): Candidate[] {
  if (providers !== undefined && kind !== 'service') return providersIn(way, kind, providers, shared.codes);
  const provider = kind === 'saml' ? 'saml' : 'oidc';
  return way.principals.entries.flatMap(({ entry, code }): Candidate[] => {
    const account = undefined;
    const asked = kind === 'service' ? services : named;
    if (entry.kind === 'hole' && entry.of === principalType(kind) && asked !== undefined) {
      return [{ shape: { kind, account, id: code, entry: code }, belongs: unknown(...shared.codes.names(code)) }];
    }
    if (entry.kind === 'service' && kind === 'service')
      return [
        { shape: { kind, account, id: code }, belongs: services === undefined ? no : isAmong(services, entry.text) },
      ];
    if (entry.kind !== provider || kind === 'service') return [];
    return [{ shape: { kind, account: accountOf(code), id: code }, belongs: named?.(entry.account) ?? no }];
  });
}

/** Whether the service that a text names is one of these. */
function isAmong(services: (service: string) => boolean, text: Text): Truth {
  const name = serviceName(text);
  if (name !== undefined) return truth(services(name));
  return text.literal === undefined ? unknown(...text.holes.map(({ id }) => id)) : no;
}

/** Whether a statement means every caller of a kind that is no principal of an account. */
function namesKind({ principals, clauses }: CompiledStatement, kind: CallerKind): boolean {
  const type = principalType(kind);
  return (
    principals.not ||
    principals.entries.some(({ entry }) => {
      if (entry.kind !== 'everyone' && !(entry.kind === 'hole' && entry.text.hole?.domain === 'free')) return false;
      // { "AWS": "*" } is asked about services where a condition shows that they are meant
      const meant = entry.of === 'AWS' && clauses.some(({ facts }) => isOfServices(facts));
      return entry.of === 'all' || entry.of === type || (kind === 'service' && meant);
    })
  );
}

/** Whether a key tells services from others, or is filled by services only. */
function isOfServices({ presence }: KeyFacts): boolean {
  if (presence.service === 'never' || presence.saml !== 'never') return false;
  return presence.service === 'always' || presence.session === 'never';
}

/** Services and providers that no policy names; undefined for callers with an ARN of their own. */
function callerIds(kind: CallerKind): readonly string[] | undefined {
  switch (kind) {
    case 'service':
      return ['any-service.amazonaws.com'];
    case 'saml':
      return ['arn:aws:iam::666666666666:saml-provider/attacker'];
    case 'web-identity':
      return ['accounts.google.com', 'arn:aws:iam::666666666666:oidc-provider/attacker.example.com'];
    default:
      return undefined;
  }
}

/** Whether a second kind of caller can get in where the first cannot. */
function matters(kind: CallerKind, [first = kind]: readonly CallerKind[], policy: CompiledPolicy): boolean {
  if (kind === first) return true;
  const name = `${kind} ${first}`;
  const before = policy.matters.get(name);
  if (before !== undefined) return before;
  const answer =
    [...policy.keys].some((key) => {
      if (key === 'aws:principalarn' || key === 'aws:principaltype' || key === 'aws:userid') return true;
      const { presence } = keyFacts(key);
      return presence[kind] !== presence[first];
    }) ||
    [...policy.allows, ...policy.denies].some(({ principals }) =>
      principals.entries.some(({ entry }) => entry.kind === 'role' || entry.kind === 'user'),
    );
  policy.matters.set(name, answer);
  return answer;
}
