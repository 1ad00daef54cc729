import type { FailRow, UnknownRow } from '../../table';
import { allow, choice, doc, ourselves, when } from '../../table/build';
import { stray } from '../../table/stray';

const inString = stray.replace('toJSON', 'toString');
const json = 'use pulumi.jsonStringify';
const string = 'use pulumi.interpolate';

/** Outputs of Pulumi that were turned into text before their value was known. */
export const fail: readonly FailRow[] = [
  { name: 'an Output as a principal', trust: allow({ AWS: stray }), at: '/Statement/0/Principal/AWS', says: json },
  {
    name: 'an Output among principals, in JSON text',
    trust: JSON.stringify(doc(allow({ AWS: [stray, '111122223333'] }))),
    at: '/Statement/0/Principal/AWS/0',
    says: json,
  },
  { name: 'an Output as the Principal', trust: allow(stray), at: '/Statement/0/Principal', says: json },
  {
    name: 'an Output as a service',
    trust: allow({ Service: stray }),
    at: '/Statement/0/Principal/Service',
    says: json,
  },
  {
    name: 'an Output as an identity provider',
    trust: allow({ Federated: stray }, undefined, { Action: 'sts:AssumeRoleWithWebIdentity' }),
    at: '/Statement/0/Principal/Federated',
    says: json,
  },
  {
    name: 'an Output inside the ARN of a role of our own',
    trust: allow({ AWS: `arn:aws:iam::111122223333:role/${inString}` }),
    at: '/Statement/0/Principal/AWS',
    says: string,
  },
  {
    name: 'an Output as an external ID',
    trust: allow({ AWS: '999988887777' }, when('StringEquals', 'sts:ExternalId', stray)),
    at: '/Statement/0/Condition/StringEquals/sts:ExternalId',
    says: json,
  },
  {
    name: 'an Output inside a condition key',
    trust: allow(ourselves, when('StringEquals', `${inString}:sub`, 'system:serviceaccount:a:b')),
    at: '/Statement/0/Condition/StringEquals',
    says: string,
  },
  {
    name: 'an Output as the conditions',
    trust: allow(ourselves, stray as never),
    at: '/Statement/0/Condition',
    says: json,
  },
  {
    name: 'an Output as an action',
    trust: allow(ourselves, undefined, { Action: stray }),
    at: '/Statement/0/Action',
    says: json,
  },
  { name: 'an Output as a statement', trust: doc(allow(ourselves), stray), at: '/Statement/1', says: json },
  { name: 'an Output as the statements', trust: { Statement: stray }, at: '/Statement', says: json },
  { name: 'an Output as the policy', trust: stray, at: '', says: json },
  { name: 'an Output as the policy, once more as JSON', trust: JSON.stringify(stray), at: '', says: json },
  {
    name: 'JSON written by hand around an Output',
    trust: `{"Statement":{"Effect":"Allow","Principal":{"AWS":"${inString}"},"Action":"sts:AssumeRole"}}`,
    at: '',
    says: string,
  },
];

export const unknown: readonly UnknownRow[] = [
  {
    name: 'an Output as a principal in one of two cases',
    trust: allow({ AWS: choice('IsProd', stray, '111122223333') }),
    at: '/Statement/0/Principal/AWS',
    because: 'IsProd',
    says: json,
  },
];
