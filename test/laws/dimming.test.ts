import fc from 'fast-check';
import { Text, type Domain } from '../../shared/model/text';
import type { Tree } from '../../shared/model/tree';
import { cases, findings, roleCases, runs, verdicts, type Case } from './cases';
import { excuses } from './excused';
import { leaves, put, type Leaf } from './trees';

/** A value of a row, and what may hide it. */
interface Hidden extends Leaf {
  readonly veil: Text;
}

/** Values of the policy that a template may leave open, each under a free hole and under one that fits it. */
function hideable({ policy }: Case): Hidden[] {
  return leaves(policy)
    .filter(({ path, value }) => !(value instanceof Text) && path.some(isValued))
    .flatMap(({ path, value }) => veils(String(value), path.join('/')).map((veil) => ({ path, value, veil })));
}

function isValued(step: string | number): boolean {
  return (
    typeof step === 'string' &&
    ['principal', 'notprincipal', 'action', 'notaction', 'resource', 'notresource', 'condition'].includes(
      step.toLowerCase(),
    )
  );
}

function veils(value: string, name: string): Text[] {
  const hole = (domain: Domain): Text => Text.of({ id: `hidden ${name} ${domain}`, domain });
  const arn = /^(arn:aws:iam::)(\d{12})(:.*)$/.exec(value);
  const [, head = '', , tail = ''] = arn ?? [];
  return [
    hole('free'),
    ...(/^\d{12}$/.test(value) ? [hole('account')] : []),
    ...(arn === null ? [] : [Text.of(head, ...hole('account').pieces, tail)]),
    ...(arn === null || /[*?$]/.test(value) ? [] : [hole('arn')]),
  ];
}

type Excuses = typeof excuses;

/** The rules whose verdict flips when these values are hidden, and no excuse holds. */
function flips(each: Case, hidden: readonly Hidden[], accepted: Excuses = excuses): string[] {
  const before = verdicts(findings(each));
  const policy = hidden.reduce<Tree | undefined>((tree, { path, veil }) => put(tree, path, veil), each.policy);
  const after = verdicts(findings(each, policy));
  return [...before].flatMap(([rule, verdict]) => {
    const now = after.get(rule) ?? 'pass';
    if (now === verdict || now === 'unknown' || verdict === 'unknown') return [];
    if (accepted.some(({ holds }) => hidden.some((one) => holds(rule, verdict, one, each)))) return [];
    return [
      `${rule}: ${verdict} became ${now} with ${hidden.map(({ path, veil }) => `${path.join('/')} = ${String(veil)}`).join(' and ')}`,
    ];
  });
}

const dimmable = cases.filter((each) => hideable(each).length > 0);

test.each(dimmable.map((each) => [each.name, each] as const))(
  '%s: hiding one value flips no verdict',
  (_name, each) => {
    expect(hideable(each).flatMap((hidden) => flips(each, [hidden]))).toEqual([]);
  },
);

test('hiding several values at once flips no verdict', () => {
  const some = fc.constantFrom(...dimmable).chain((each) => {
    const all = hideable(each);
    return fc.subarray(all, { minLength: 1, maxLength: Math.min(4, all.length) }).map((hidden) => ({ each, hidden }));
  });
  fc.assert(
    fc.property(some, ({ each, hidden }) => {
      expect([each.name, flips(each, hidden)]).toEqual([each.name, []]);
    }),
    runs(1500),
  );
});

test.each(excuses.map((excuse) => [excuse.why, excuse] as const))('needed still: %s', (_why, excuse) => {
  const others = excuses.filter((one) => one !== excuse);
  const isNeeded = (each: Case): boolean => hideable(each).some((hidden) => flips(each, [hidden], others).length > 0);
  expect(dimmable.some(isNeeded)).toBe(true);
});

const timed = roleCases.filter(
  ({ subject: { maxSeconds } }) => typeof maxSeconds === 'number' || typeof maxSeconds === 'string',
);

test.each(timed.map((each) => [each.name, each] as const))(
  '%s: hiding the duration flips no verdict',
  (_name, each) => {
    const maxSeconds = Text.of({ id: 'hidden duration', domain: 'free' });
    const before = verdicts(findings(each));
    const after = verdicts(findings({ ...each, subject: { ...each.subject, maxSeconds } }));
    expect(after.get('session-duration')).toBe('unknown');
    for (const [rule, verdict] of before) {
      if (rule !== 'session-duration' && rule !== 'readable-trust-policy')
        expect([rule, after.get(rule)]).toEqual([rule, verdict]);
    }
  },
);
