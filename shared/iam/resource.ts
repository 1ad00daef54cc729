import { isAccountHole, isHole, isOwnHole } from '../model/holes';
import type { Statement } from '../model/policy';
import { arnParts } from '../model/principal';
import { Text } from '../model/text';
import type { Clause } from './clause';
import { readValue } from './clause';
import type { Frame } from './compile';
import { sharedOf } from './compile';
import type { Glob } from './glob';
import { matches, one, oneInPart, star, starInPart } from './glob';
import type { KeyFacts } from './keys';
import { factsOf, forEverybody } from './keys/facts';
import type { Operator } from './operator';

/** The key under which a call's resource stands; no condition can name it, since theirs are in lower case. */
export const resourceKey = 'Resource';

/** What a call says of its resource: one text, which is no secret and equals no hole unless it is that hole. */
export const resourceFacts: KeyFacts = factsOf({
  name: resourceKey,
  type: 'string',
  presence: forEverybody('always'),
  setBy: 'aws',
  fixedCounts: true,
  printable: true,
});

const anything: Glob = { code: star, fold: false };

/**
 * A wildcard stays inside its part of an ARN, unless it is the star at the end of a part, which may run on over colons.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
function inSegments(code: string): string {
  let colons = 0;
  let result = '';
  for (let index = 0; index < code.length; index++) {
    const character = code[index] as string;
    if (character === ':') colons += 1;
    const next = code[index + 1];
    const inside = colons < 5 && next !== undefined && next !== ':';
    if (character === star) result += inside ? starInPart : star;
    else result += character === one && colons < 5 ? oneInPart : character;
  }
  return result;
}

/** The pattern with a hole in its account's place as any account. */
function withAnyAccount(code: string): string {
  const parts = code.split(':');
  const account = parts[4] ?? '';
  if (parts.length < 6 || account.length !== 1 || !isHole(account) || isOwnHole(account)) return code;
  return [...parts.slice(0, 4), starInPart, ...parts.slice(5)].join(':');
}

function operator(name: string, negated: boolean, unnamed: boolean): Operator {
  const read: Operator['read'] = (code) => {
    const sure: Glob = { code: inSegments(code), fold: false };
    // a parameter may be a star; what is the ARN of something may not
    const open = code.length === 1 && isHole(code) && !isOwnHole(code) && !isAccountHole(code);
    const maybe = open ? anything : unnamed ? sure : { ...sure, code: withAnyAccount(sure.code) };
    return {
      glob: { sure, maybe },
      matches: (text, reading) => matches(reading === 'sure' ? sure : maybe, text, reading),
    };
  };
  return { name, negated, family: 'text', wildcards: 'text', variables: true, read };
}

type Operators = { readonly is: Operator; readonly not: Operator };

const operators = [false, true].map((unnamed): Operators => ({
  is: operator('Resource', false, unnamed),
  not: operator('NotResource', true, unnamed),
}));

/**
 * The Resource or NotResource element of a statement as one more condition. Where IAM would refuse a statement for
 * want of one, an Allow counts as not restricting and a Deny as not firing. `unnamed`: the resource is of an account
 * that no policy means.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResource(
  source: Statement,
  effect: 'Allow' | 'Deny',
  variables: boolean,
  frame: Frame,
  unnamed?: true,
): Clause {
  const shared = sharedOf(frame, variables);
  const { at, not, names } = source.resources ?? { at: source.at, not: false, names: [] };
  const [named, others] = operators as [Operators, Operators];
  const use = { operator: (unnamed === true ? others : named)[not ? 'not' : 'is'], set: undefined, ifExists: false };
  const texts = names.length === 0 && effect === 'Allow' && source.resources === undefined ? [Text.of('*')] : names;
  const values = texts.map((text) =>
    readValue(frame.codes.encode(known(frame.settled(text))), use, resourceKey, shared),
  );
  return { at, key: resourceKey, facts: resourceFacts, use, values, effect, hole: undefined, shared };
}

/** The ARN with the hole in its account's place known to be an account. */
function known(text: Text): Text {
  const parts = text.hole === undefined && text.literal === undefined ? arnParts(text) : undefined;
  return parts === undefined ? text : Text.of(...parts.flatMap((part, index) => (index === 0 ? [part] : [':', part])));
}
