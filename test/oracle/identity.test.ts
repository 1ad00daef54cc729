import { decideIdentity } from '../../shared/iam/grant-request';
import type { Request } from '../../shared/model/finding';
import { Text } from '../../shared/model/text';
import { identitySimulator } from './identity-simulator';
import { ownAccount, vendor } from './pool';
import { casesOr, Random, seedFor } from './random';

const owner = { account: Text.of(ownAccount), organization: Text.of('o-ownownownow') };

type Statement = { readonly [element: string]: unknown };
interface Pair {
  readonly documents: readonly object[];
  readonly boundary: object | undefined;
  readonly request: Request;
}

const calls = ['sts:AssumeRole', 'sts:TagSession', 'iam:PassRole', 'iam:UpdateAssumeRolePolicy', 's3:GetObject'];
const actions = [
  ...calls,
  ...['*', 'sts:*', 'iam:*', 'STS:assumerole', 'sts:Assume*', 'iam:Pass?ole', 'iam:*Role*', '*:*', 's3:Get*'],
];
const roles = [`arn:aws:iam::${ownAccount}:role/blue`, `arn:aws:iam::${vendor}:role/teams/red`];
const resources = [...roles, `arn:aws:iam::${ownAccount}:user/blue`, 'arn:aws:s3:::bucket/key'];
const patterns = [
  ...resources,
  ...['*', 'arn:aws:iam::*:role/*', `arn:aws:iam::${ownAccount}:*`, 'arn:aws:iam::*:role/b*', 'arn:aws:s3:::*'],
  ...[`arn:aws:iam::${vendor}:role/teams/*`, 'arn:aws:iam::*:role/?lue', 'arn:*:iam::*:role/blue', 'arn:aws:iam::*'],
  ...[`arn:aws:iam::${ownAccount}:role/\${aws:PrincipalTag/team}`, `arn:aws:iam::\${aws:PrincipalAccount}:role/blue`],
];
const conditions: readonly object[] = [
  { StringEquals: { 'aws:ResourceTag/team': 'blue' } },
  { StringNotEquals: { 'aws:ResourceTag/team': 'blue' } },
  { StringEqualsIfExists: { 'aws:ResourceTag/team': 'red' } },
  { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
  { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  { StringLike: { 'iam:PassedToService': ['ecs*', 'lambda.amazonaws.com'] } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Null: { 'aws:TagKeys': 'true' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } },
  { 'ForAnyValue:StringLike': { 'aws:TagKeys': ['t*'] } },
  { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
];

function statementOf(random: Random): Statement {
  const list = (values: readonly string[]): unknown =>
    random.chance(0.6) ? random.pick(values) : random.some(values, 1 + random.below(3));
  return {
    Effect: random.chance(0.75) ? 'Allow' : 'Deny',
    [random.chance(0.12) ? 'NotAction' : 'Action']: list(actions),
    [random.chance(0.15) ? 'NotResource' : 'Resource']: list(patterns),
    ...(random.chance(0.35) ? { Condition: random.pick(conditions) } : {}),
  };
}

function documentOf(random: Random): object {
  return {
    Version: '2012-10-17',
    Statement: Array.from({ length: 1 + random.below(3) }, () => statementOf(random)),
  };
}

function pairOf(random: Random): Pair {
  const user = random.chance(0.3);
  const arn = `arn:aws:iam::${ownAccount}:${user ? 'user/ann' : 'role/deploy'}`;
  const resource = random.pick(resources);
  const maybe = (key: string, value: string | string[]): object => (random.chance(0.5) ? { [key]: value } : {});
  return {
    documents: Array.from({ length: 1 + random.below(3) }, () => documentOf(random)),
    boundary: random.chance(0.35) ? documentOf(random) : undefined,
    request: {
      actions: [random.pick(calls)],
      principal: { type: 'AWS', id: arn },
      resource,
      context: {
        'aws:PrincipalArn': arn,
        'aws:PrincipalAccount': ownAccount,
        'aws:PrincipalType': user ? 'User' : 'AssumedRole',
        'aws:PrincipalIsAWSService': 'false',
        'aws:ViaAWSService': 'false',
        'aws:ResourceAccount': resource.split(':')[4] || ownAccount,
        ...(user ? { 'aws:username': 'ann' } : {}),
        ...maybe('aws:ResourceTag/team', random.pick(['blue', 'red'])),
        ...maybe('aws:PrincipalTag/team', random.pick(['blue', 'red'])),
        ...maybe('iam:PassedToService', random.pick(['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'])),
        ...maybe('aws:MultiFactorAuthPresent', random.pick(['true', 'false'])),
        ...maybe('aws:TagKeys', random.some(['team', 'stage'], 1 + random.below(2))),
      },
    },
  };
}

/** Where the simulator and AWS's pages differ: policies that spell this are compared without it, as the page has it. */
const differences = [
  {
    name: 'a star at the end of a part of an ARN runs on over colons',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
    spelled: '"arn:aws:iam::*"',
    means: '"arn:aws:iam::*:*"',
  },
  {
    name: 'every action of every service, spelled with a colon',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
    spelled: '"*:*"',
    means: '"*"',
  },
  {
    name: 'the caller’s account as a variable inside an ARN',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
    spelled: '"arn:aws:iam::${aws:PrincipalAccount}:role/blue"',
    means: `"arn:aws:iam::${ownAccount}:role/blue"`,
  },
  {
    // negation matches what is missing
    name: 'a variable with no value in a NotResource',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value',
    spelled: ':role/${aws:PrincipalTag/team}"',
    means: ':role/<none>"',
  },
] as const;

/** The pair in words that mean the same to AWS and that the simulator understands. */
function plainly({ documents, boundary, request }: Pair): Pick<Pair, 'documents' | 'boundary'> {
  const text = JSON.stringify({ documents, boundary });
  const team = request.context['aws:PrincipalTag/team']?.toString();
  const known = team === undefined ? text : text.replaceAll('${aws:PrincipalTag/team}"', `${team}"`);
  const plain = differences.reduce((rest, { spelled, means }) => rest.replaceAll(spelled, means), known);
  return JSON.parse(plain) as Pick<Pair, 'documents' | 'boundary'>;
}

test('what an identity may do agrees with an independent simulator', () => {
  const random = new Random(seedFor('identity'));
  const pairs = casesOr(8_000);
  const wrong: unknown[] = [];
  const used = new Set<string>();
  let [allowed, bounded] = [0, 0];
  for (let turn = 0; turn < pairs; turn++) {
    const pair = pairOf(random);
    const ours = decideIdentity(pair, pair.request, owner).is === 'yes';
    if (ours) allowed++;
    if (ours && pair.boundary !== undefined) bounded++;
    if (ours === identitySimulator(pair)(pair.request)) continue;
    const plain = plainly(pair);
    const theirs = identitySimulator(plain)(pair.request);
    if (ours !== theirs) wrong.push({ ours, ...pair });
    else for (const { name, spelled } of differences) if (JSON.stringify(pair).includes(spelled)) used.add(name);
  }
  if (process.env['WRONG'] !== undefined) require('node:fs').writeFileSync(process.env['WRONG'], JSON.stringify(wrong));
  process.stdout.write(`${pairs} pairs, ${allowed} allowed, ${bounded} of them bounded, ${wrong.length} differ\n`);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect([...used].sort()).toEqual(differences.map(({ name }) => name).sort());
  // random policies that allow next to nothing would show nothing
  expect(allowed / pairs).toBeGreaterThan(0.1);
  expect(bounded).toBeGreaterThan(pairs / 200);
});
