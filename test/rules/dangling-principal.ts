import { danglingPrincipal } from '../../shared/rules/dangling-principal';
import { table } from '../table';
import { allow, choice, deny, doc, hole, iam, ourselves, own, text, when } from '../table/build';
import { stray } from '../table/stray';

const gone = 'AROAEXAMPLEID23456789';

export default table(danglingPrincipal, {
  pass: [
    { name: 'a role by its ARN', trust: allow(iam(own, 'role/Deploy')) },
    { name: 'a role that is called like an id', trust: allow(iam(own, `role/${gone}`)) },
    {
      name: 'an id where callers are compared',
      trust: allow(ourselves, when('StringLike', 'aws:userid', `${gone}:*`)),
    },
    { name: 'a principal not known yet', trust: allow({ AWS: text(hole('Ref Trusted')) }) },
    { name: 'a service and an account', trust: allow({ Service: 'ec2.amazonaws.com', AWS: own }) },
    { name: 'an id with Pulumi’s error text, which another rule says', trust: allow({ AWS: `${gone}${stray}` }) },
  ],
  fail: [
    { name: 'a role that may be gone', trust: allow({ AWS: gone }), at: '/Statement/0/Principal/AWS', says: 'a role' },
    {
      name: 'a user beside somebody',
      trust: allow({ AWS: [own, 'AIDAEXAMPLEID23456789'] }),
      at: '/Statement/0/Principal/AWS/1',
      says: 'a user',
    },
    { name: 'a group', trust: allow({ AWS: 'AGPAEXAMPLEID23456789' }), at: '/Statement/0/Principal/AWS' },
    { name: 'in a Deny', trust: doc(allow(ourselves), deny({ AWS: gone })), at: '/Statement/1/Principal/AWS' },
    { name: 'in JSON text', trust: JSON.stringify(doc(allow({ AWS: gone }))), at: '/Statement/0/Principal/AWS' },
  ],
  unknown: [
    {
      name: 'in one of two cases',
      trust: allow({ AWS: choice('IsOld', gone, own) }),
      at: '/Statement/0/Principal/AWS',
      because: 'IsOld',
    },
  ],
});
