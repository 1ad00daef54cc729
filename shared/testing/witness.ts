import { compile, ownAccount, ownOrganization, type CompiledPolicy } from '../iam/compile';
import { accountOfOwner, compileGrant, type CompiledGrant } from '../iam/grant';
import { decideCall } from '../iam/grant-request';
import { decide } from '../iam/decide';
import { callerOf, contextOf } from '../iam/request';
import type { Truth } from '../iam/truth';
import { no } from '../iam/truth';
import type { Request } from '../model/finding';
import { parsePolicy, type Policy } from '../model/policy';
import type { IdentitySubject, RoleSubject } from '../model/subject';
import type { Hole } from '../model/text';
import { Text } from '../model/text';
import { Choice, isList, isMap, settle, type Assignment, type Tree } from '../model/tree';
import { withheld } from '../search/witness';

/**
 * What AWS decides about the request that a finding shows, in one way that the conditions can go. Values that are
 * withheld are looked for among those of the policy; names of holes in angle brackets stand for the holes.
 */
export function decided(
  subject: RoleSubject | IdentitySubject,
  request: Request,
  assignment: Assignment = new Map(),
): Truth {
  // two holes are the engine's own
  const holes = [...holesIn(treeOf(subject)), ...(subject.kind === 'identity' ? [ownAccount, ownOrganization] : [])];
  // in the place of an account the engine takes every hole for one
  const accounts = holes.map(({ id }): Hole => ({ id, domain: 'account' }));
  let last: Truth = no;
  for (const compiled of compiledFor(subject, request, assignment, holes)) {
    for (const full of fillings(request, compiled)) {
      for (const known of holes.length === 0 ? [holes] : [holes, accounts]) {
        last = ask(compiled, full, known);
        if (last.is === 'yes') return last;
      }
    }
  }
  return last;
}

/** Everything about a subject that a template may leave open or let a condition decide. */
export function treeOf(subject: RoleSubject | IdentitySubject): Tree | undefined {
  if (subject.kind === 'role') return subject.trust;
  return [subject.document, ...subject.identities.flatMap(({ documents, boundary }) => [...documents, boundary])];
}

/** What decides about a request: a role's trust policy, or all that one of the identities has. */
function compiledFor(
  subject: RoleSubject | IdentitySubject,
  request: Request,
  assignment: Assignment,
  holes: readonly Hole[],
): (CompiledPolicy | CompiledGrant)[] {
  if (subject.kind === 'role') return [compile(parsePolicy(settle(subject.trust, assignment)), subject.owner)];
  const read = (tree: Tree | undefined): Policy => parsePolicy(settle(tree, assignment), 'identity');
  const accountIn = (arn = ''): Text | undefined => {
    const account = withHoles(arn.split(':')[4] ?? '', holes.map(asAccount));
    return account.hole !== undefined || /^[0-9]{12}$/.test(account.literal ?? '') ? account : undefined;
  };
  const caller = accountIn(request.principal.id) ?? accountOfOwner(subject.owner);
  const resource = accountIn(request.resource) ?? caller;
  const identities = subject.identities.length === 0 ? [{ documents: [], boundary: undefined }] : subject.identities;
  return identities.map(({ documents, boundary }) => {
    const bound = boundary === undefined ? {} : { boundary: read(boundary) };
    return compileGrant({ own: read(subject.document), others: documents.map(read), ...bound }, subject.owner, {
      caller,
      resource,
    });
  });
}

function asAccount({ id }: Hole): Hole {
  return { id, domain: 'account' };
}

function ask(compiled: CompiledPolicy | CompiledGrant, request: Request, holes: readonly Hole[]): Truth {
  const { codes, constants } = compiled.shared;
  const coded = (value: string): string => codes.encode(withHoles(value, holes));
  const context = Object.entries(request.context).map(([key, value]): [string, string | string[]] => [
    key,
    typeof value === 'string' ? coded(value) : value.map(coded),
  ]);
  const plain: Request = {
    ...request,
    principal: { ...request.principal, id: coded(request.principal.id) },
    ...(request.resource === undefined ? {} : { resource: coded(request.resource) }),
    context: Object.fromEntries(context),
  };
  // codes are of a private range, so encoding them once more would blot them out
  const raw = { encode: (text: Text) => text.literal ?? '' } as unknown as CompiledPolicy['shared']['codes'];
  const caller = callerOf(plain, raw);
  if ('ways' in compiled) return decideCall(compiled, plain, caller, raw);
  const known = JSON.stringify(compiled.policy).includes(caller.account) || !/^\d{12}$/.test(caller.account);
  const whole = { ...caller, fresh: !known };
  return decide(compiled, whole, request.actions, contextOf(plain, whole, raw, constants));
}

/** The request with each withheld value replaced by what the policy has under that key. */
function* fillings(request: Request, compiled: CompiledPolicy): Generator<Request> {
  const open = Object.entries(request.context).find(([, value]) => [value].flat().includes(withheld));
  if (open === undefined) return void (yield request);
  const [key, value] = open;
  for (const candidate of [...candidates(key, compiled), ...ofCaller(request)]) {
    const put = (one: string): string => (one === withheld ? candidate : one);
    const filled = typeof value === 'string' ? put(value) : value.map(put);
    yield* fillings({ ...request, context: { ...request.context, [key]: filled } }, compiled);
  }
}

/** What a value may repeat of the caller: its name and its account. */
function ofCaller({ principal: { id } }: Request): string[] {
  return [id.slice(id.lastIndexOf('/') + 1), id.split(':')[4] ?? ''];
}

function candidates(key: string, { allows, denies, bounds = [] }: CompiledPolicy): string[] {
  const values = [...allows, ...denies, ...bounds]
    .flatMap(({ source }) => source.conditions)
    .filter((condition) => condition.key.toLowerCase() === key.toLowerCase())
    .flatMap((condition) => condition.values.map(String));
  return values.flatMap((value) =>
    ['x', 'x-invented', '', 'aa'].flatMap((filling) => [
      value.replaceAll('*', filling).replaceAll('?', 'x'),
      `${filling}${value}`,
      `${value}${filling}`,
    ]),
  );
}

function withHoles(value: string, holes: readonly Hole[]): Text {
  return holes.reduce<Text>((text, hole) => {
    const parts = text.pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? piece.split(`<${hole.id}>`).flatMap((part, index) => (index === 0 ? [part] : [hole, part]))
        : [piece],
    );
    return Text.of(...parts);
  }, Text.of(value));
}

/** Every hole of a tree, in reading order. */
export function holesIn(tree: Tree | undefined): Hole[] {
  if (tree instanceof Text) return [...tree.holes];
  if (tree instanceof Choice) return [...holesIn(tree.then), ...holesIn(tree.otherwise)];
  if (isList(tree)) return tree.flatMap(holesIn);
  return isMap(tree) ? Object.values(tree).flatMap(holesIn) : [];
}
