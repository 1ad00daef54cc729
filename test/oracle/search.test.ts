import { truth } from '../../shared/iam/truth';
import type { Request } from '../../shared/model/finding';
import type { Question } from '../../shared/search/question';
import { absentOr, foreign, iamKinds, unlisted } from '../../shared/search/question';
import { search } from '../../shared/search/search';
import { withheld } from '../../shared/search/witness';
import type { Class } from './brute';
import { decider, requestOf } from './brute';
import { today, vendor } from './pool';
import { casesOr, Random, seedFor } from './random';
import type { SmallPolicy } from './small';
import { smallPolicy } from './small';
import { spelledUnder, unveiled } from './unveil';

const classes: readonly Class[] = [
  { name: 'outsider', account: undefined, notIn: 'listed' },
  { name: 'outsider of any organization', account: undefined },
  { name: 'outsider of another organization', account: undefined, notIn: ['o-aaaaaaaaaa'] },
  {
    name: 'deputy with an unlisted external ID',
    account: vendor,
    notIn: 'listed',
    externalId: 'unlisted',
    namedByStatement: true,
  },
  {
    name: 'deputy with a foreign external ID',
    account: vendor,
    notIn: 'listed',
    externalId: 'foreign',
    namedByStatement: true,
  },
  { name: 'named account', account: vendor },
  { name: 'tagger from outside', account: undefined, tags: 'unlisted key' },
  { name: 'tagger', account: vendor, tags: 'unlisted key' },
  { name: 'tagger with values of its own', account: undefined, tags: 'arbitrary value' },
];

function questionOf({ account, notIn, externalId, tags, namedByStatement }: Class): Question {
  const organization = notIn === 'listed' ? 'unlisted' : notIn === undefined ? 'any' : { otherThan: notIn[0] ?? '' };
  return {
    caller: {
      kinds: iamKinds,
      outsider: account === undefined,
      organization,
      ...(account === undefined ? {} : { named: (text) => truth(text.literal === account) }),
    },
    actions: ['sts:AssumeRole', ...(tags === undefined ? [] : ['sts:TagSession'])],
    ...(externalId === undefined
      ? {}
      : { context: { 'sts:ExternalId': absentOr(externalId === 'foreign' ? foreign : unlisted) } }),
    ...(tags === undefined ? {} : { tags }),
    ...(namedByStatement === undefined ? {} : { namedBy: 'statement' }),
    per: 'statement',
  };
}

/**
 * Whether the policy names this account, in the statement that lets it in where the class asks for that. A Deny that
 * names an account keeps it out and does not make it anybody in particular; a condition that pins it does, which in a
 * Deny is a negated one.
 */
function isNamed(policy: SmallPolicy, { account, namedByStatement }: Class, request: Request): boolean {
  if (account === undefined) return true;
  const names = ({ Effect, Principal, NotPrincipal }: SmallPolicy['Statement'][number]): boolean =>
    Effect === 'Allow' && JSON.stringify([Principal, NotPrincipal]).includes(account);
  const isDenied = ({ Effect }: SmallPolicy['Statement'][number]): boolean => Effect === 'Deny';
  if (namedByStatement === undefined) return policy.Statement.some((one) => names(one) || pinned(one, account));
  return policy.Statement.some((statement) => {
    const pins =
      names(statement) || [statement, ...policy.Statement.filter(isDenied)].some((one) => pinned(one, account));
    if (isDenied(statement) || !pins) return false;
    return decider({ ...policy, Statement: [statement] }).lets({ ...request, actions: ['sts:AssumeRole'] });
  });
}

function pinned(statement: SmallPolicy['Statement'][number], account: string): boolean {
  const pins = Object.entries(statement.Condition ?? {}).filter(
    ([operator]) => statement.Effect === 'Allow' || /Not/i.test(operator),
  );
  const only: SmallPolicy = { Version: '', Statement: [{ ...statement, Condition: Object.fromEntries(pins) }] };
  return (
    spelledUnder(only, 'aws:PrincipalAccount').includes(account) ||
    spelledUnder(only, 'aws:PrincipalArn').some((arn) => arn.split(':')[4] === account)
  );
}

test('where the search finds nothing, nothing is there', () => {
  const random = new Random(seedFor('search'));
  const deadline = Date.now() + Number(process.env['LIMIT'] ?? 45) * 1000;
  const count = { policies: 0, found: 0, none: 0, undecided: 0, veiled: 0, tried: 0 };
  const wrong: unknown[] = [];
  const reasons = new Map<string, number>();
  for (let number = casesOr(1500); number > 0 && Date.now() < deadline && wrong.length < 40; number--) {
    const policy = smallPolicy(random);
    const wanted = random.pick(classes);
    const { compiled, lets } = decider(policy);
    const answers = search(compiled, questionOf(wanted), { today });
    count.policies++;
    const fails = answers.filter(({ verdict }) => verdict === 'fail');
    if (fails.length > 0) {
      count.found++;
      for (const { request } of fails) {
        if (unveiled(request, policy).some(lets)) continue;
        // what the witness withholds cannot always be guessed; what it shows must be enough where it withholds nothing
        if (JSON.stringify(request).includes(withheld)) count.veiled++;
        else wrong.push({ what: 'the witness is denied', policy, class: wanted.name, request });
      }
      continue;
    }
    const undecided = answers.length > 0;
    count[undecided ? 'undecided' : 'none']++;
    for (const { because = '' } of answers) reasons.set(because, (reasons.get(because) ?? 0) + 1);
    if (undecided) continue;
    for (let left = 250; left > 0; left--) {
      const request = requestOf(policy, wanted, random);
      if (request === undefined) continue;
      count.tried++;
      if (lets(request) && isNamed(policy, wanted, request)) {
        wrong.push({
          what: 'a request of the class gets through and the search finds none',
          policy,
          class: wanted.name,
          request,
        });
        break;
      }
    }
  }
  process.stdout.write(`${JSON.stringify(count)} ${JSON.stringify([...reasons])}\n`);
  if (process.env['WRONG'] !== undefined)
    require('node:fs').writeFileSync(process.env['WRONG'], JSON.stringify(wrong, null, 1));
  expect(wrong).toEqual([]);
  expect(count.veiled).toBeLessThan(count.found / 50);
  expect(count.undecided).toBeLessThan(count.policies / 100);
  expect(count.found).toBeGreaterThan(count.policies / 10);
  expect(count.none).toBeGreaterThan(count.policies / 10);
});
