import { deadStatement } from '../../shared/rules/dead-statement';
import type { Tree } from '../../shared/model/tree';
import { table } from '../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  iam,
  otherAccount,
  ourselves,
  own,
  text,
  vendor,
  when,
} from '../table/build';
import { stray } from '../table/stray';

const github = { Federated: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com` };
const states = { Service: 'states.amazonaws.com' };
const doing = (...actions: readonly string[]): { Action: Tree } => ({ Action: actions });

export default table(deadStatement, {
  pass: [
    { name: 'an Allow', trust: allow(ourselves) },
    { name: 'a Deny of some whom the policy lets in', trust: doc(allow(ourselves), deny(iam(own, 'role/Intern'))) },
    {
      name: 'a Deny of everybody elsewhere',
      trust: doc(allow(ourselves), deny(everybody, when('StringNotEquals', 'aws:PrincipalAccount', own))),
    },
    {
      name: 'a Deny of a service in another Region',
      trust: doc(allow(states), deny({ Service: 'states.eu-west-1.amazonaws.com' })),
    },
    { name: 'tags beside', trust: allow(ourselves, undefined, doing('sts:AssumeRole', 'sts:TagSession')) },
    {
      name: 'tags in a statement of their own',
      trust: doc(
        allow(github, undefined, doing('sts:AssumeRoleWithWebIdentity')),
        allow(github, undefined, { ...doing('sts:TagSession'), Sid: 'Tags' }),
      ),
    },
    {
      name: 'tags for an account, one role of which can assume the role',
      trust: doc(allow(iam(own, 'role/Deploy')), allow(ourselves, undefined, doing('sts:TagSession'))),
    },
    {
      name: 'all actions but one',
      trust: allow(ourselves, undefined, { Action: undefined, NotAction: 'sts:TagSession' }),
    },
    {
      name: 'a Deny with a condition',
      trust: doc(allow(ourselves), deny(ourselves, when('Bool', 'aws:SecureTransport', 'false'))),
    },
    {
      name: 'a Deny of another action',
      trust: doc(allow(ourselves), deny(ourselves, undefined, doing('sts:TagSession'))),
    },
    {
      name: 'a Deny of one of two accounts',
      trust: doc(
        allow({ AWS: [own, otherAccount] }),
        deny(iam(otherAccount, 'root'), undefined, doing('sts:AssumeRole')),
      ),
    },
    {
      name: 'a Deny of principals of accounts, where a service is let in',
      trust: doc(allow(states), allow(ourselves), deny(everybody, when('Null', 'aws:PrincipalOrgID', 'true'))),
    },
    {
      name: 'a Deny of somebody not known yet',
      trust: doc(allow(ourselves), deny({ AWS: text(hole('Ref Blocked')) })),
    },
    {
      name: 'a Deny of an account not known yet',
      trust: doc(allow(ourselves), deny(iam(text(hole('Ref Blocked', 'account')), 'root'))),
    },
    { name: 'an action not known yet', trust: allow(ourselves, undefined, { Action: text(hole('Ref Action')) }) },
    {
      name: 'a session of a role, and a Deny of its role',
      trust: doc(allow({ AWS: `arn:aws:sts::${own}:assumed-role/Deploy/ci` }), deny(iam(own, 'role/Deploy'))),
    },
    {
      name: 'a Deny of nobody, beside Pulumi’s error text that may stand for anybody',
      trust: doc(allow(ourselves), deny(states), stray),
    },
  ],
  fail: [
    {
      name: 'a Deny of somebody whom nobody lets in',
      trust: doc(allow(ourselves), deny(vendor)),
      at: '/Statement/1',
      says: 'nobody whom the policy lets in',
    },
    {
      name: 'a Deny of another service',
      trust: doc(allow(states), deny({ Service: 'ec2.amazonaws.com' })),
      at: '/Statement/1',
    },
    {
      name: 'a Deny of another role',
      trust: doc(allow(iam(own, 'role/Deploy')), deny(iam(own, 'role/Intern'))),
      at: '/Statement/1',
    },
    {
      name: 'a Deny of a user, where a role is let in',
      trust: doc(deny(iam(own, 'user/ann')), allow(iam(own, 'role/ann'))),
    },
    {
      name: 'a Deny of another provider',
      trust: doc(
        allow(github, undefined, doing('sts:AssumeRoleWithWebIdentity')),
        deny({ Federated: `arn:aws:iam::${own}:saml-provider/corp` }),
      ),
      at: '/Statement/1',
    },
    {
      name: 'no action of a trust policy',
      trust: doc(allow(ourselves), allow(vendor, undefined, doing('sts:GetCallerIdentity'))),
      at: '/Statement/1',
      says: 'allows no action',
    },
    { name: 'all actions but all', trust: allow(ourselves, undefined, { Action: undefined, NotAction: 'sts:*' }) },
    {
      name: 'a Deny of no action',
      trust: doc(allow(ourselves), deny(ourselves, undefined, doing('sts:GetSessionToken'))),
      at: '/Statement/1',
      says: 'denies no action',
    },
    {
      name: 'tags of somebody who cannot assume the role',
      trust: doc(allow(ourselves), allow(states, undefined, doing('sts:TagSession'))),
      at: '/Statement/1',
      says: 'of no use',
    },
    {
      name: 'a Deny of all that is allowed',
      trust: doc(allow(iam(own, 'role/Deploy')), deny(everybody)),
      says: 'takes back',
    },
    {
      name: 'a Deny of the account',
      trust: doc(allow(iam(own, 'role/Deploy')), deny(ourselves, undefined, doing('sts:AssumeRole'))),
    },
    { name: 'a Deny of the same', trust: doc(deny(states), allow(states)), at: '/Statement/1' },
    { name: 'in JSON text', trust: JSON.stringify(doc(allow(ourselves), deny(vendor))), at: '/Statement/1' },
  ],
  unknown: [
    {
      name: 'in one of two cases',
      trust: doc(
        allow(ourselves),
        deny(choice('IsOpen', vendor, ourselves), when('Bool', 'aws:SecureTransport', 'false')),
      ),
      at: '/Statement/1',
      because: 'IsOpen',
    },
  ],
});
