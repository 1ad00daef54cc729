// Roles as estates have them: most for services, some for own accounts, some for vendors, pipelines and people.
export const own = '111122223333';
const member = '444455556666';
export const vendor = '999988887777';

/** Settings under which none of the roles has a finding. */
export const settings = {
  accounts: {
    own: [own],
    organization: { id: 'o-a1b2c3d4e5', accounts: [member] },
    thirdParties: [{ account: vendor, name: 'Example Vendor', externalId: 'required', reason: 'log shipping' }],
  },
};

// trusted alone, as their guides have it, and with the source of the call, as theirs do
const services = ['lambda', 'ec2', 'glue', 'events', 'firehose', 'apigateway', 'backup', 'cloudformation'];
const sourced = ['states', 'ecs-tasks', 'codebuild', 'scheduler'];

/** The trust policy of role number so-and-so; no two are alike, so that none is answered from what another one got. */
export function trustOf(number) {
  return {
    Version: '2012-10-17',
    Id: `Role${number}`,
    Statement: [{ Effect: 'Allow', ...kinds[number % 20](number) }],
  };
}

const service = (number, names = services) => ({
  Principal: { Service: `${names[number % names.length]}.amazonaws.com` },
  Action: 'sts:AssumeRole',
});
const guarded = (number) => ({
  ...service(number, sourced),
  Condition: {
    StringEquals: { 'aws:SourceAccount': own },
    ArnLike: { 'aws:SourceArn': `arn:aws:states:eu-west-1:${own}:stateMachine:machine-${number}` },
  },
});
const account = (number) => ({
  Principal: { AWS: `arn:aws:iam::${number % 2 === 0 ? own : member}:root` },
  Action: 'sts:AssumeRole',
});
const deployer = (number) => ({
  Principal: { AWS: [`arn:aws:iam::${own}:role/deploy-${number}`, `arn:aws:iam::${member}:role/build-${number}`] },
  Action: 'sts:AssumeRole',
});
const organization = (number) => ({
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
  Condition: {
    StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/team-${number}-*` },
  },
});
const thirdParty = (number) => ({
  Principal: { AWS: `arn:aws:iam::${vendor}:root` },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': `agreed-${number}-7f3c` } },
});
const host = 'token.actions.githubusercontent.com';
const pipeline = (number) => ({
  Principal: { Federated: `arn:aws:iam::${own}:oidc-provider/${host}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
    StringLike: { [`${host}:sub`]: `repo:octo-org/site-${number}:*` },
  },
});
const people = (number) => ({
  Principal: { Federated: `arn:aws:iam::${own}:saml-provider/corp-${number % 7}` },
  Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
  Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
});

// of twenty: eleven services, two of them guarded; five of own accounts; two vendors; a pipeline; people
const kinds = [
  ...Array(9).fill(service),
  ...Array(2).fill(guarded),
  ...Array(2).fill(account),
  ...Array(2).fill(deployer),
  organization,
  ...Array(2).fill(thirdParty),
  pipeline,
  people,
];

/** A policy of 4,096 characters: a list of twelve unrelated globs, and ten Denies with globs of their own. */
export function hardPolicy(turn, denied) {
  const words = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'ivy', 'larch', 'maple', 'oak', 'pine', 'yew'];
  const key = 'aws:PrincipalTag/team';
  const globs = words.map((word, index) => `*${word}*${turn % 100}${words[(index + 5) % 12]}?*`);
  const allow = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    Condition: { StringLike: { [key]: globs } },
  };
  const denies = words.slice(0, 10).map((word, index) => ({
    Sid: `Deny${index}`,
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    Condition: { [denied]: { [key]: [`*${word.slice(1)}${words[index + 2]}*${turn % 100}*`] } },
  }));
  const policy = { Version: '2012-10-17', Id: '', Statement: [allow, ...denies] };
  return { ...policy, Id: 'x'.repeat(4096 - JSON.stringify(policy).length) };
}
