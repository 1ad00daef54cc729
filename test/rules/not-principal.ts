import { notPrincipal } from '../../shared/rules/not-principal';
import { table } from '../table';
import { allow, choice, deny, doc, everybody, hole, ourselves, text, vendor } from '../table/build';

const but = { Principal: undefined, NotPrincipal: ourselves };

export default table(notPrincipal, {
  pass: [
    { name: 'named principals', trust: doc(allow(ourselves), deny(vendor)) },
    {
      name: 'actions that are not meant',
      trust: allow(ourselves, undefined, { Action: undefined, NotAction: 'sts:TagSession' }),
    },
    { name: 'a NotPrincipal that is left out', trust: allow(ourselves, undefined, { NotPrincipal: undefined }) },
    { name: 'everybody', trust: allow(everybody) },
    { name: 'the word inside a name', trust: allow(ourselves, undefined, { Sid: 'NotPrincipal' }) },
  ],
  fail: [
    {
      name: 'an Allow of everybody but some',
      trust: allow(ourselves, undefined, but),
      says: 'everybody but the named principals',
    },
    {
      name: 'a Deny of everybody but some',
      trust: doc(allow(ourselves), deny(ourselves, undefined, but)),
      at: '/Statement/1',
      says: 'keeps nobody out',
    },
    {
      name: 'an Allow of passing tags alone',
      trust: allow(ourselves, undefined, { ...but, Action: 'sts:TagSession' }),
    },
    {
      name: 'small letters',
      trust: { Statement: { effect: 'Allow', action: 'sts:AssumeRole', notprincipal: { AWS: '*' } } },
      at: '/Statement',
    },
    { name: 'in JSON text', trust: JSON.stringify(doc(allow(ourselves, undefined, but))) },
    { name: 'beside a Principal', trust: allow(vendor, undefined, { NotPrincipal: ourselves }) },
    {
      name: 'whoever is named',
      trust: allow(ourselves, undefined, { Principal: undefined, NotPrincipal: { AWS: text(hole('Ref Trusted')) } }),
    },
    {
      name: 'in either case',
      trust: choice(
        'IsProd',
        doc(allow(ourselves, undefined, but)),
        doc(allow(vendor, undefined, { ...but, Sid: 'Other' })),
      ),
    },
    {
      name: 'twice',
      trust: doc(allow(ourselves, undefined, but), allow(ourselves, undefined, but)),
      at: ['/Statement/0', '/Statement/1'],
    },
  ],
  unknown: [
    {
      name: 'in one of two cases',
      trust: doc(choice('IsProd', allow(ourselves), allow(ourselves, undefined, but))),
      because: 'IsProd',
    },
  ],
});
