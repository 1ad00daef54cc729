import { sendsSources, type SourceRow } from '../iam/services';
import { who } from './words/accounts';
import type { Asked, Asker } from './kinds';
import { trustRule } from './kinds';
import { sourcesElsewhere } from './words/sources-elsewhere';

/** A service that acts for somebody else's resource; `doubtful` asks about accounts that nobody knows. */
function ask(asker: Asker, sends: SourceRow['sends'], doubtful: boolean): Asked {
  return {
    caller: {
      kinds: ['service'],
      outsider: false,
      services: (service) => sendsSources(service) === sends,
      organization: 'any',
    },
    actions: ['sts:AssumeRole'],
    // pods.eks alone tells a cluster, and it always does
    context: sourcesElsewhere(asker, { doubtful, clusters: sends === 'some' }),
    per: 'service',
    ...(sends === 'asks' ? {} : { atMost: 'info' }),
  };
}

export const confusedDeputy = trustRule({
  name: 'confused-deputy',
  level: 'warning',
  summary: 'A service takes the role only while it acts for a resource of your own accounts.',
  why: 'A service acts for all its customers. Where the trust policy does not say for whom, somebody else’s resource may be made to use the role, should the service’s own checks fail.',
  fix: 'Require StringEquals aws:SourceAccount with ${aws:ResourceAccount}, or ArnLike aws:SourceArn with your account in it. Several services in one role are better split into several roles.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount',
  ],

  asks: (asker) => [false, true].flatMap((doubtful) => [ask(asker, 'asks', doubtful), ask(asker, 'some', doubtful)]),
  says: (answer) => `${who(answer)} can assume this role while it acts for somebody else’s account`,
});
