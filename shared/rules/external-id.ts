import { absentOr, foreign, iamKinds, unlisted } from '../search/question';
import type { Standing } from './words/accounts';
import { standsAs, who } from './words/accounts';
import type { Answer, Asked } from './kinds';
import { trustRule } from './kinds';

const key = 'sts:ExternalId';

export const externalId = trustRule({
  name: 'external-id',
  guardrail: 'IAM-STS-1',
  level: 'error',
  summary: 'Another company’s account presents the agreed external ID.',
  why: 'A vendor serves many customers from one account. Without an external ID one customer can have the vendor use another customer’s role.',
  fix: 'Require StringEquals sts:ExternalId with the value agreed with the vendor, in every statement that lets its account in.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],

  asks: (asker) => {
    const own = asker.settings.accounts.organization.id;
    const of = (belongs: (standing: Exclude<Standing, { is: 'unknown' }>) => boolean): Asked => ({
      caller: {
        kinds: iamKinds,
        outsider: false,
        named: standsAs(asker, belongs),
        organization: own === undefined ? 'unlisted' : { otherThan: own },
      },
      actions: ['sts:AssumeRole'],
      context: { [key]: absentOr(foreign) },
      namedBy: 'statement',
      per: 'account',
    });
    return [
      of(
        (standing) =>
          standing.is === 'foreign' || (standing.is === 'approved' && standing.externalId !== 'not-supported'),
      ),
      {
        // a prefix such as `vendor@*` is some vendors' practice: it must be settled, but it is not an open door
        ...of(
          (standing) => standing.is === 'foreign' || (standing.is === 'approved' && standing.externalId === 'required'),
        ),
        context: { [key]: absentOr(unlisted) },
        atMost: 'warning',
        says: (answer) => `${who(answer)} can assume this role with any external ID that fits a pattern`,
      },
    ];
  },
  says: (answer) => `${who(answer)} can assume this role ${withoutOrAny(answer)}`,
});

function withoutOrAny({ request }: Answer): string {
  return Object.keys(request.context).some((name) => name.toLowerCase() === key.toLowerCase())
    ? 'with any external ID'
    : 'without an external ID';
}
