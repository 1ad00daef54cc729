import { keyFacts } from '../iam/keys';
import { partitionOfRegion, partitions } from '../iam/partitions';
import type { Problem, Statement } from '../model/policy';
import type { Text } from '../model/text';
import { hintRule } from './hints';

export const partitionMismatch = hintRule({
  name: 'partition-mismatch',
  level: 'info',
  summary: 'The trust policy names principals and resources of the role’s own partition.',
  why: 'Trust never crosses from one partition to another: a principal of the commercial Regions cannot assume a role in China, and an ARN with the wrong partition means nobody.',
  fix: 'Write the ARN with the partition that the role is deployed to, such as AWS::Partition in a template.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],

  finds: ({ reading: { policy }, subject: { owner } }) => {
    // hosts that know a Region need not know its partition
    const own = owner.partition?.literal ?? partitionOfRegion(owner.region?.literal ?? '');
    return own === undefined
      ? []
      : policy.statements.flatMap((statement) => [...inPrincipals(statement, own), ...inValues(statement, own)]);
  },
});

function inPrincipals({ principals }: Statement, own: string): Problem[] {
  return principals.entries.flatMap(({ kind, text, at }) =>
    kind === 'service' ? ofService(text, at, own) : ofArn(text, at, own),
  );
}

function inValues({ conditions }: Statement, own: string): Problem[] {
  return conditions
    .filter(({ key, hole }) => hole === undefined && keyFacts(key).type === 'arn')
    .flatMap(({ values, at }) => values.flatMap((value) => ofArn(value, at, own)).slice(0, 1));
}

function ofArn({ pieces }: Text, at: string, own: string): Problem[] {
  const [start] = pieces;
  const named = typeof start === 'string' ? /^arn:([a-z-]+):/.exec(start)?.[1] : undefined;
  return named === undefined || named === own
    ? []
    : [{ at, message: `an ARN of the partition ${named} stands in a role of ${own}` }];
}

/** Many service principals end the same in every partition; one that ends as only another partition’s do is not ours. */
function ofService({ literal = '' }: Text, at: string, own: string): Problem[] {
  const ending = (suffix: string): boolean => literal.toLowerCase().endsWith(`.${suffix}`);
  const of = partitions.filter(({ dnsSuffix }) => dnsSuffix !== 'amazonaws.com' && ending(dnsSuffix));
  const [other] = of;
  return other === undefined || of.some(({ name }) => name === own)
    ? []
    : [
        {
          at,
          message: `the service principal ${literal} is one of the partition ${other.name}, and the role is of ${own}`,
        },
      ];
}
