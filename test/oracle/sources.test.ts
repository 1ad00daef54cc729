import { sendsSources } from '../../shared/iam/services';
import { serviceName } from '../../shared/iam/partitions';
import type { Request } from '../../shared/model/finding';
import type { Owner } from '../../shared/model/subject';
import { Text } from '../../shared/model/text';
import { decidePolicy } from '../../shared/iam/request';
import { assignments } from '../../shared/rules/readings';
import confusedDeputy from '../rules/confused-deputy';
import { inputOf, subjectOf, type Row } from '../table';
import { organization, own } from '../table/build';
import { concrete } from './concrete';
import { casesOr, Random, seedFor } from './random';
import { simulator } from './simulate';
import { spelledUnder, type Document } from './unveil';

// a class of requests in plain words, made without the search: a documented service acts for an account that is
// nobody's whom the settings know
const owner: Owner = { account: Text.of(own), organization: Text.of(organization) };
const strangers = ['666666666666', '121212121212', '777766665555'];
const strangeOrganizations = ['o-zzzz9999yy', 'o-a1b2c3d4e5x', 'o-qqqqqqqqqq'];

function known(row: Row): readonly string[] {
  return JSON.stringify(inputOf(row, confusedDeputy)).match(/\d{12}/g) ?? [];
}

function servicesOf(policy: Document): string[] {
  const named = JSON.stringify(policy.Statement.map(({ Principal }) => Principal)).match(
    /[a-z0-9.-]+\.amazonaws\.com/g,
  );
  return (named ?? []).filter(
    (id) => sendsSources(serviceName(id) ?? '') !== 'never' && sendsSources(serviceName(id) ?? '') !== undefined,
  );
}

/** An ARN near to one that the policy asks for, of a resource that is not ours. */
function arnFor(policy: Document, account: string, random: Random): string {
  const near = spelledUnder(policy, 'aws:SourceArn').map((text) => text.split(':'));
  const parts = random.pick([['arn', 'aws', 'states', 'us-east-1', own, 'stateMachine:orders'], ...near]);
  const [, , service = 'states', region = 'us-east-1', , ...rest] = parts;
  const plain = (text: string): string =>
    text
      .replaceAll('*', random.pick(['x', 'yy']))
      .replaceAll('?', 'x')
      .replaceAll('${', '');
  // whoever owns a resource may give it the number of our account for a name
  const name = random.pick([plain(rest.join(':')) || 'x', `x:${own}:x`, `execution:${own}:x`, own]);
  const fills = [service, region].map((part) => plain(part) || 'states');
  return `arn:aws:${fills[0]}:${fills[1]}:${random.chance(0.1) ? '' : account}:${name}`;
}

function requestFor(policy: Document, row: Row, random: Random): Request | undefined {
  const id = random.pick(servicesOf(policy));
  const account = random.pick(strangers.filter((one) => !known(row).includes(one)));
  const context: Record<string, string | readonly string[]> = {
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': id,
    'aws:ResourceAccount': own,
    'aws:ResourceOrgID': organization,
    'aws:SourceAccount': account,
    'aws:SourceArn': arnFor(policy, account, random),
  };
  if (random.chance(0.7)) {
    const its = random.pick(strangeOrganizations);
    context['aws:SourceOrgID'] = its;
    context['aws:SourceOrgPaths'] = [`${its}/${random.pick(['r-ab12/', 'r-ab12/ou-ab12-12345678/'])}`];
  }
  const tagged = /RequestTag/.test(JSON.stringify(policy)) && random.chance(0.8);
  if (tagged) {
    context['aws:RequestTag/eks-cluster-arn'] = `arn:aws:eks:eu-west-1:${account}:cluster/shop`;
    context['aws:RequestTag/kubernetes-namespace'] = 'shop';
    context['aws:TagKeys'] = ['eks-cluster-arn', 'kubernetes-namespace'];
  }
  return {
    actions: ['sts:AssumeRole', ...(tagged ? ['sts:TagSession'] : [])],
    principal: { type: 'Service', id },
    context,
  };
}

test('where confused-deputy passes, the simulator denies the service that acts for somebody else', () => {
  const random = new Random(seedFor('sources'));
  const each = casesOr(300);
  const wrong: unknown[] = [];
  let [tried, rows] = [0, 0];
  for (const row of confusedDeputy.pass) {
    const { trust } = subjectOf(row);
    const policies = assignments(trust).flatMap(({ assignment }) => concrete(trust, assignment) ?? []);
    const asked = policies.filter((policy) => servicesOf(policy).length > 0);
    rows += asked.length;
    for (const policy of asked) {
      const lets = simulator(policy);
      for (let left = each; left > 0; left--) {
        const request = requestFor(policy, row, random);
        if (request === undefined) continue;
        tried += 1;
        if (lets(request) || decidePolicy(policy, request, owner).is === 'yes') wrong.push({ row: row.name, request });
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(rows).toBeGreaterThan(20);
  expect(tried).toBeGreaterThan(rows * 100);
});
