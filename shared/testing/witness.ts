import { compile, type CompiledPolicy } from '../iam/compile';
import { decide } from '../iam/decide';
import { callerOf, contextOf } from '../iam/request';
import type { Truth } from '../iam/truth';
import { no } from '../iam/truth';
import type { Request } from '../model/finding';
import { parsePolicy } from '../model/policy';
import type { RoleSubject } from '../model/subject';
import type { Hole } from '../model/text';
import { Text } from '../model/text';
import { Choice, isList, isMap, settle, type Assignment, type Tree } from '../model/tree';
import { withheld } from '../search/witness';

/**
 * What AWS decides about the request that a finding shows, in one way that the conditions can go. Values that are
 * withheld are looked for among those of the policy; names of holes in angle brackets stand for the holes.
 */
export function decided(subject: RoleSubject, request: Request, assignment: Assignment = new Map()): Truth {
  const compiled = compile(parsePolicy(settle(subject.trust, assignment)), subject.owner);
  const holes = holesIn(subject.trust);
  // in the place of an account the engine takes every hole for one
  const accounts = holes.map(({ id }): Hole => ({ id, domain: 'account' }));
  let last: Truth = no;
  for (const full of fillings(request, compiled)) {
    for (const known of holes.length === 0 ? [holes] : [holes, accounts]) {
      last = ask(compiled, full, known);
      if (last.is === 'yes') return last;
    }
  }
  return last;
}

function ask(compiled: CompiledPolicy, request: Request, holes: readonly Hole[]): Truth {
  const { codes, constants } = compiled.shared;
  const coded = (value: string): string => codes.encode(withHoles(value, holes));
  const context = Object.entries(request.context).map(([key, value]): [string, string | string[]] => [
    key,
    typeof value === 'string' ? coded(value) : value.map(coded),
  ]);
  const plain: Request = {
    ...request,
    principal: { ...request.principal, id: coded(request.principal.id) },
    context: Object.fromEntries(context),
  };
  // codes are of a private range, so encoding them once more would blot them out
  const raw = { encode: (text: Text) => text.literal ?? '' } as unknown as CompiledPolicy['shared']['codes'];
  const caller = callerOf(plain, raw);
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

function candidates(key: string, { policy }: CompiledPolicy): string[] {
  const values = policy.statements
    .flatMap(({ conditions }) => conditions)
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
