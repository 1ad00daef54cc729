import { readConditions } from './condition';
import type { Actions, Principals, Problem, Resources, Statement } from './policy';
import { readPrincipal } from './principal';
import { Text } from './text';
import type { Tree } from './tree';
import { isList, isMap, many, pointer } from './tree';

const elements = [
  'sid',
  'effect',
  'principal',
  'notprincipal',
  'action',
  'notaction',
  'resource',
  'notresource',
  'condition',
];

const types = ['AWS', 'Service', 'Federated'] as const;

/** The statements of a document; what IAM would refuse goes to `problems`. */
export function readStatements(name: string, tree: Tree | undefined, problems: Problem[]): Statement[] {
  const at = pointer('', name);
  if (tree === undefined || (isList(tree) && tree.every((item) => item === undefined))) {
    problems.push({ at: '', message: 'the policy has no statement' });
    return [];
  }
  const list = isList(tree)
    ? tree.map((item, index) => readStatement(item, pointer(at, index), problems))
    : [readStatement(tree, at, problems)];
  const statements = list.filter((statement) => statement !== undefined);
  const sids = new Set<string>();
  for (const { sid, at } of statements) {
    if (sid !== undefined && sid !== '' && sids.has(sid)) problems.push({ at, message: `the Sid ${sid} stands twice` });
    if (sid !== undefined) sids.add(sid);
  }
  return statements;
}

function readStatement(tree: Tree | undefined, at: string, problems: Problem[]): Statement | undefined {
  if (tree === undefined) return undefined;
  if (tree instanceof Text && tree.hole !== undefined) return hidden(at, tree.hole.id);
  if (!isMap(tree)) {
    problems.push({ at, message: 'a statement is not an object' });
    return undefined;
  }
  const parts = new Map<string, { name: string; value: Tree }>();
  for (const [name, value] of Object.entries(tree)) {
    if (value === undefined) continue;
    const key = name.toLowerCase();
    if (!elements.includes(key)) problems.push({ at, message: `a statement has no element ${name}` });
    else if (parts.has(key)) problems.push({ at, message: `the element ${name} stands twice` });
    else parts.set(key, { name, value });
  }
  for (const key of ['resource', 'notresource']) {
    const part = parts.get(key);
    if (part)
      problems.push({
        at: pointer(at, part.name),
        message: 'a trust policy has no Resource: the role is the resource',
      });
  }
  const resources = readResources(parts, at);
  const sid = readSid(parts.get('sid')?.value, at, problems);
  return {
    at,
    ...(sid === undefined ? {} : { sid }),
    effect: readEffect(parts.get('effect')?.value, at, problems),
    notPrincipal: parts.has('notprincipal'),
    principals: readPrincipals(either(parts, 'principal', at, problems), at, problems),
    actions: readActions(either(parts, 'action', at, problems), at, problems),
    ...(resources === undefined ? {} : { resources }),
    conditions: readConditions(parts.get('condition'), at, problems),
  };
}

function hidden(at: string, hole: string): Statement {
  return {
    at,
    effect: 'unknown',
    notPrincipal: false,
    principals: { not: false, entries: [] },
    actions: { not: false, names: [] },
    conditions: [],
    hole,
  };
}

type Part = { readonly name: string; readonly value: Tree; readonly not: boolean };

/** Exactly one of an element and its Not form. */
function either(
  parts: Map<string, { name: string; value: Tree }>,
  key: string,
  at: string,
  problems: Problem[],
): Part | undefined {
  const plain = parts.get(key);
  const not = parts.get(`not${key}`);
  const name = key === 'action' ? 'Action' : 'Principal';
  if (plain && not) problems.push({ at, message: `${name} and Not${name} stand in one statement` });
  if (!plain && !not) problems.push({ at, message: `the statement has neither ${name} nor Not${name}` });
  return plain ? { ...plain, not: false } : not && { ...not, not: true };
}

function readSid(tree: Tree | undefined, at: string, problems: Problem[]): string | undefined {
  if (tree === undefined) return undefined;
  const sid = tree instanceof Text ? tree.toString() : tree;
  if (typeof sid !== 'string' || (!(tree instanceof Text) && !/^[A-Za-z0-9]*$/.test(sid))) {
    problems.push({ at: pointer(at, 'Sid'), message: 'a Sid holds letters and digits only' });
  }
  return typeof sid === 'string' ? sid : undefined;
}

function readEffect(tree: Tree | undefined, at: string, problems: Problem[]): Statement['effect'] {
  if (tree instanceof Text && tree.literal === undefined) return 'unknown';
  const word = tree instanceof Text ? tree.literal : tree;
  if (word === 'Allow' || word === 'Deny') return word;
  problems.push({ at: pointer(at, 'Effect'), message: 'Effect is neither Allow nor Deny' });
  // read the way that lets more in, so that a document IAM would refuse is not praised
  return typeof word === 'string' && word.trim().toLowerCase() === 'deny' ? 'Deny' : 'Allow';
}

function readPrincipals(part: Part | undefined, at: string, problems: Problem[]): Principals {
  if (part === undefined) return { not: false, entries: [] };
  const { value, not } = part;
  const place = pointer(at, part.name);
  const text = asText(value);
  if (text?.literal === '*') {
    problems.push({ at: place, message: 'IAM refuses the bare principal "*" in a trust policy' });
    return { not, entries: [{ kind: 'everyone', of: 'all', text, at: place }] };
  }
  if (value instanceof Text && value.hole !== undefined) {
    // it may be of any type
    return { not, entries: types.map((of) => ({ kind: 'hole', of, text: value, at: place })) };
  }
  if (!isMap(value)) {
    problems.push({ at: place, message: 'a principal is an object such as { "AWS": … }' });
    return { not, entries: [] };
  }
  const entries = Object.entries(value).flatMap(([key, named]) => {
    const of = ['AWS', 'Service', 'Federated', 'CanonicalUser'].find(
      (type) => type.toLowerCase() === key.toLowerCase(),
    );
    if (of === undefined) problems.push({ at: place, message: `a principal is not of type ${key}` });
    const inside = pointer(place, key);
    return many(named).flatMap((item, index) => {
      const where = isList(named) ? pointer(inside, index) : inside;
      const text = asText(item);
      if (text !== undefined) return [readPrincipal(of ?? key, text, where)];
      if (item !== undefined) problems.push({ at: where, message: 'a principal is not a text' });
      return [];
    });
  });
  if (entries.length === 0) problems.push({ at: place, message: 'the statement names no principal' });
  return { not, entries };
}

function readActions(part: Part | undefined, at: string, problems: Problem[]): Actions {
  if (part === undefined) return { not: false, names: [] };
  const place = pointer(at, part.name);
  const names = many(part.value).flatMap((item) => {
    const text = asText(item);
    if (text !== undefined) return [text];
    if (item !== undefined) problems.push({ at: place, message: 'an action is not a text' });
    return [];
  });
  if (names.length === 0) problems.push({ at: place, message: 'the statement names no action' });
  return { not: part.not, names };
}

/** What a statement that gives permissions speaks of; where both forms stand in it, IAM refuses it. */
function readResources(parts: ReadonlyMap<string, { name: string; value: Tree }>, at: string): Resources | undefined {
  const part = parts.get('resource') ?? parts.get('notresource');
  if (part === undefined) return undefined;
  const names = many(part.value).flatMap((item) => asText(item) ?? []);
  return { at: pointer(at, part.name), not: !parts.has('resource'), names };
}

/** A scalar as text, the way IAM compares it: numbers and booleans as they are spelled. */
export function asText(tree: Tree | undefined): Text | undefined {
  if (tree instanceof Text) return tree;
  if (typeof tree === 'string' || typeof tree === 'number' || typeof tree === 'boolean') return Text.of(String(tree));
  return undefined;
}
