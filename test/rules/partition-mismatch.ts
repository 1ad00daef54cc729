import { partitionMismatch } from '../../shared/rules/partition-mismatch';
import { Text } from '../../shared/model/text';
import { table } from '../table';
import { allow, choice, doc, hole, ourselves, own, text, when } from '../table/build';
import { stray } from '../table/stray';

const china = `arn:aws-cn:iam::${own}:role/Deploy`;
const inChina = { account: Text.of(own), partition: Text.of('aws-cn') };

export default table(partitionMismatch, {
  pass: [
    { name: 'the role’s own partition', trust: allow(ourselves) },
    { name: 'an account by its number', trust: allow({ AWS: own }) },
    {
      name: 'the partition of the template',
      trust: allow({ AWS: text('arn:', hole('AWS::Partition', 'partition'), `:iam::${own}:root`) }),
    },
    { name: 'China in China', trust: allow({ AWS: china, Service: 'ec2.amazonaws.com.cn' }), owner: inChina },
    {
      name: 'a service that ends the same everywhere',
      trust: allow({ Service: 'lambda.amazonaws.com' }),
      owner: inChina,
    },
    { name: 'a partition that nobody knows', trust: allow({ AWS: china }), owner: { account: Text.of(own) } },
    {
      name: 'a partition that is not known yet',
      trust: allow({ AWS: china }),
      owner: { account: Text.of(own), partition: text(hole('AWS::Partition', 'partition')) },
    },
    {
      name: 'a pattern of partitions',
      trust: allow(ourselves, when('ArnLike', 'aws:PrincipalArn', `arn:*:iam::${own}:role/*`)),
    },
    { name: 'the word in another key', trust: allow(ourselves, when('StringEquals', 'aws:PrincipalTag/home', china)) },
    { name: 'an ARN with Pulumi’s error text, which another rule says', trust: allow({ AWS: `${china}${stray}` }) },
  ],
  fail: [
    { name: 'a principal in China', trust: allow({ AWS: china }), at: '/Statement/0/Principal/AWS', says: 'aws-cn' },
    {
      name: 'a principal in China, for a role of which the Region is known',
      trust: allow({ AWS: china }),
      owner: { account: Text.of(own), region: Text.of('us-gov-west-1') },
      at: '/Statement/0/Principal/AWS',
      says: 'a role of aws-us-gov',
    },
    {
      name: 'a principal of the commercial Regions, in China',
      trust: allow(ourselves),
      owner: inChina,
      at: '/Statement/0/Principal/AWS',
    },
    {
      name: 'a provider in GovCloud',
      trust: allow({ Federated: `arn:aws-us-gov:iam::${own}:saml-provider/corp` }, undefined, {
        Action: 'sts:AssumeRoleWithSAML',
      }),
      at: '/Statement/0/Principal/Federated',
    },
    {
      name: 'an account that is not known yet',
      trust: allow({ AWS: text('arn:aws-cn:iam::', hole('Ref Account', 'account'), ':root') }),
      at: '/Statement/0/Principal/AWS',
    },
    {
      name: 'a role by a condition',
      trust: allow(ourselves, when('ArnEquals', 'aws:PrincipalArn', [`arn:aws:iam::${own}:role/Deploy`, china])),
      at: '/Statement/0/Condition/ArnEquals/aws:PrincipalArn',
    },
    {
      name: 'a service of China',
      trust: allow({ Service: 'ec2.amazonaws.com.cn' }),
      at: '/Statement/0/Principal/Service',
    },
    { name: 'in JSON text', trust: JSON.stringify(doc(allow({ AWS: china }))), at: '/Statement/0/Principal/AWS' },
  ],
  unknown: [
    {
      name: 'in one of two cases',
      trust: allow({ AWS: choice('InChina', china, own) }),
      at: '/Statement/0/Principal/AWS',
      because: 'InChina',
    },
  ],
});
