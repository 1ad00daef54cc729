import { decidePolicy } from '../../shared/iam/request';
import { isLike } from './reference';

type Sent = readonly string[] | undefined;
type Answer = boolean | 'open';

const lists = (items: readonly string[]): string[][] => [
  [],
  ...items.map((one) => [one]),
  ...items.flatMap((one) => items.map((two) => [one, two])),
];
const keys = { one: 'aws:UserAgent', many: 'aws:TagKeys' } as const;

/**
 * What the pages say of an operator on a key: true, false, or open where they say nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function expected(
  set: string,
  negated: boolean,
  ifExists: boolean,
  many: boolean,
  written: readonly string[],
  sent: Sent,
  like: boolean,
): Answer {
  const matches = (value: string): boolean =>
    written.some((text) => (like ? isLike(text, value) : text === value)) !== negated;
  if (sent === undefined) {
    if (set === 'ForAnyValue:') return ifExists ? 'open' : false;
    if (set === 'ForAllValues:' || ifExists) return true;
    return written.length === 0 ? 'open' : negated;
  }
  if (set === 'ForAnyValue:') return written.length > 0 && sent.some(matches);
  if (set === 'ForAllValues:') return written.length > 0 ? sent.every(matches) : sent.length === 0;
  if (written.length === 0 || many) return 'open';
  return matches(sent[0] ?? '');
}

function lets(
  effect: string,
  operator: string,
  key: string,
  written: readonly string[],
  sent: Sent,
  one: boolean,
): boolean {
  const asked = {
    Effect: effect,
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    Condition: { [operator]: { [key]: written } },
  };
  const everybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const policy = { Version: '2012-10-17', Statement: effect === 'Deny' ? [everybody, asked] : [asked] };
  const context = sent === undefined ? {} : { [key]: one ? (sent[0] ?? '') : sent };
  const principal = { type: 'AWS', id: 'arn:aws:iam::222222222222:role/r' } as const;
  return decidePolicy(policy, { actions: ['sts:AssumeRole'], principal, context }).is === 'yes';
}

test.each(['StringEquals', 'StringLike'])(
  '%s and its negation: every list of up to two values against every list sent',
  (name) => {
    const wrong: string[] = [];
    for (const set of ['', 'ForAnyValue:', 'ForAllValues:']) {
      for (const negated of [false, true]) {
        for (const ifExists of [false, true]) {
          const operator = `${set}${negated ? name.replace('String', 'StringNot') : name}${ifExists ? 'IfExists' : ''}`;
          for (const key of ['one', 'many'] as const) {
            const sent: Sent[] = [
              undefined,
              ...(key === 'one' ? [['a'], ['b'], ['ab'], ['c']] : lists(['a', 'b', 'ab'])),
            ];
            for (const written of lists(['a', 'b', 'a*', '*', '?'])) {
              for (const values of sent) {
                const answer = expected(set, negated, ifExists, key === 'many', written, values, name === 'StringLike');
                // where it is open, an Allow restricts nothing and a Deny keeps nobody out
                const allow = lets('Allow', operator, keys[key], written, values, key === 'one');
                const deny = !lets('Deny', operator, keys[key], written, values, key === 'one');
                if (allow !== (answer !== false) || deny !== (answer === true))
                  wrong.push(`${operator} ${key} ${written.join()} ${String(values)}`);
              }
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  },
);

test('Null: every list of true and false, for a key that is there and for one that is not', () => {
  const wrong: string[] = [];
  for (const written of lists(['true', 'false', 'TRUE'])) {
    for (const sent of [undefined, ['a']]) {
      for (const [set, expectedSet] of [
        ['', undefined],
        ['ForAllValues:', true],
        ['ForAnyValue:', false],
      ] as const) {
        const plain =
          written.length === 0 ? 'open' : written.some((one) => one.toLowerCase() === String(sent === undefined));
        const answer = expectedSet ?? plain;
        const allow = lets('Allow', `${set}Null`, keys.one, written, sent, true);
        const deny = !lets('Deny', `${set}Null`, keys.one, written, sent, true);
        if (allow !== (answer !== false) || deny !== (answer === true))
          wrong.push(`${set} ${written.join()} ${String(sent)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
