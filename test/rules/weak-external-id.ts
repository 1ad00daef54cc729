import { weakExternalId } from '../../shared/rules/weak-external-id';
import type { Tree } from '../../shared/model/tree';
import { table } from '../table';
import {
  allow,
  choice,
  deny,
  doc,
  everybody,
  hole,
  member,
  ourselves,
  text,
  vendor,
  vendorAccount,
  when,
} from '../table/build';
import { stray } from '../table/stray';

const key = 'sts:ExternalId';
const by = (value: Tree, operator = 'StringEquals', principal: Tree = vendor): Tree =>
  allow(principal, when(operator, key, value));
const at = (operator = 'StringEquals', statement = 0): string => `/Statement/${statement}/Condition/${operator}/${key}`;

export default table(weakExternalId, {
  pass: [
    { name: 'one that nobody else has', trust: by('1f0c9a5e-7a34-4b60-9a3e-5c1d0f2b7e11') },
    { name: 'eight characters', trust: by('k4-9zq+1') },
    { name: 'none at all, which another rule says', trust: allow(vendor) },
    { name: 'among own roles', trust: by('test', 'StringEquals', ourselves) },
    {
      name: 'among accounts of the organization',
      trust: by('test', 'StringEquals', { AWS: member }),
      settings: { accounts: { organization: { accounts: [member] } } },
    },
    {
      name: 'what a service sends by convention',
      trust: by('elasticbeanstalk', 'StringEquals', { Service: 'elasticbeanstalk.amazonaws.com' }),
    },
    { name: 'one not known yet', trust: by(text(hole('Ref ExternalId'))) },
    { name: 'a pattern, which another rule judges', trust: by('acme@*', 'StringLike') },
    { name: 'a variable', trust: by('${aws:PrincipalOrgID}') },
    { name: 'a word inside a longer one', trust: by('contest-testament-7') },
    { name: 'twelve digits that are no account of the policy', trust: by('839204756102') },
    { name: 'Pulumi’s error text, which another rule says', trust: by(stray) },
  ],
  fail: [
    { name: 'a short one', trust: by('k4-9zq'), at: at(), says: 'fewer than 8' },
    { name: 'a word that stands in examples', trust: by('your-unique-id'), at: at(), says: 'examples' },
    { name: 'a word that asks to be changed', trust: by('CHANGE_ME'), at: at() },
    { name: 'a row of digits', trust: by('1234567890'), at: at() },
    { name: 'one letter', trust: by('xxxxxxxxxxxx'), at: at() },
    { name: 'an account of the policy', trust: doc(by(vendorAccount)), at: at(), says: 'account number' },
    { name: 'a place that nobody has filled in', trust: by('<your-external-id>'), at: at(), says: 'filled in' },
    { name: 'a place of a template', trust: by('{{ external_id }}'), at: at() },
    { name: 'a weak one beside a good one', trust: by(['1f0c9a5e-7a34-4b60-9a3e-5c1d0f2b7e11', 'test']), at: at() },
    {
      name: 'without regard to letter case',
      trust: by('Replace-This', 'StringEqualsIgnoreCase'),
      at: at('StringEqualsIgnoreCase'),
    },
    {
      name: 'in a Deny',
      trust: doc(allow(vendor), deny(everybody, when('StringNotEquals', key, 'changeme'))),
      at: at('StringNotEquals', 1),
    },
    { name: 'in JSON text', trust: JSON.stringify(doc(by('test123'))), at: at() },
  ],
  unknown: [
    { name: 'in one of two cases', trust: by(choice('IsTest', 'test', 'k4-9zq+1k4')), at: at(), because: 'IsTest' },
    {
      name: 'of somebody not known yet',
      trust: by('todo', 'StringEquals', { AWS: text(hole('Ref Vendor')) }),
      at: at(),
      because: 'Ref Vendor',
    },
    {
      name: 'of somebody who may be gone',
      trust: by('todo', 'StringEquals', { AWS: 'AROAEXAMPLEID23456789' }),
      at: at(),
      because: 'whose the id',
    },
  ],
});
