import { RegionInfo } from 'aws-cdk-lib/region-info';
import { assumeActionOf, stsAction, stsActions, trustActions } from '../../shared/iam/actions';
import { callerKinds } from '../../shared/iam/keys';
import { partitionOfRegion, partitions, serviceName } from '../../shared/iam/partitions';
import { sendsSources, sourceRows, taggingService, taggingServices } from '../../shared/iam/services';
import { knownAccount, vendorName } from '../../shared/iam/vendors';
import { awsAccounts } from '../../shared/iam/vendors/aws';
import { companyAccounts } from '../../shared/iam/vendors/companies';
import { Text, type Domain } from '../../shared/model/text';

describe('actions', () => {
  it('knows which ones a trust policy decides about', () => {
    expect(trustActions.map(({ name }) => name)).toEqual([
      'sts:AssumeRole',
      'sts:AssumeRoleWithSAML',
      'sts:AssumeRoleWithWebIdentity',
      'sts:TagSession',
      'sts:SetSourceIdentity',
      'sts:SetContext',
    ]);
  });

  it('takes any letter case, but not a name without its prefix', () => {
    expect(stsAction('STS:assumerole')?.name).toBe('sts:AssumeRole');
    expect(stsAction('AssumeRole')).toBeUndefined();
    expect(stsAction('sts:TagSessions')).toBeUndefined();
  });

  it.each(callerKinds)('gives a %s one call that fits', (kind) => {
    const fitting = stsActions.filter(({ inTrust, callers }) => inTrust === 'assumes' && callers.includes(kind));
    expect(fitting.map(({ name }) => name)).toEqual([assumeActionOf(kind)]);
  });
});

describe('partitions', () => {
  const regions = RegionInfo.regions.filter((region) => region.partition !== undefined);

  it('has regions to compare with', () => {
    expect(new Set(regions.map(({ partition }) => partition))).toEqual(new Set(partitions.map(({ name }) => name)));
  });

  it.each(regions.map((region): [string, RegionInfo] => [region.name, region]))(
    'agrees with the CDK on %s',
    (_, region) => {
      const ours = partitions.find(({ name }) => name === region.partition);
      expect(ours?.dnsSuffix).toBe(region.domainSuffix);
      expect(partitionOfRegion(region.name)).toBe(region.partition);
      expect(serviceName(`logs.${region.name}.${region.domainSuffix ?? ''}`)).toBe('logs');
      // the CDK has an empty text where no page names a host
      const signOn = ours?.signInHost === undefined ? '' : `https://${ours.signInHost}/saml`;
      expect(signOn).toBe(region.samlSignOnUrl);
    },
  );
});

describe('service principals', () => {
  const hole = (domain: Domain) => ({ id: `Ref ${domain}`, domain });

  it.each([
    ['ec2.amazonaws.com', 'ec2'],
    ['ec2.amazonaws.com.cn', 'ec2'],
    ['EC2.amazonaws.com', 'ec2'],
    ['states.eu-west-1.amazonaws.com', 'states'],
    ['pods.eks.amazonaws.com', 'pods.eks'],
    ['cognito-idp.amazonaws.com', 'cognito-idp'],
    ['ec2', undefined],
    ['ec2.example.com', undefined],
    ['.amazonaws.com', undefined],
    ['eu-west-1.amazonaws.com', undefined],
    ['*', undefined],
  ])('%s is %s', (principal, service) => {
    expect(serviceName(principal)).toBe(service);
    expect(serviceName(Text.of(principal))).toBe(service);
  });

  it('sees through a suffix and a Region that are not known yet, and through nothing else', () => {
    expect(serviceName(Text.of('ec2.', hole('suffix')))).toBe('ec2');
    expect(serviceName(Text.of('logs.', hole('region'), '.', hole('suffix')))).toBe('logs');
    expect(serviceName(Text.of(hole('free'), '.amazonaws.com'))).toBeUndefined();
  });
});

it('knows the services that tag by themselves, with actions that fit a service', () => {
  expect(taggingService('pods.eks')?.needs).toEqual(['sts:AssumeRole', 'sts:TagSession']);
  expect(taggingService('ec2')).toBeUndefined();
  const needs = taggingServices.flatMap((row) => row.needs.map((name) => stsAction(name)));
  expect(needs.filter((action) => action?.callers.includes('service') !== true)).toEqual([]);
});

describe('services that tell whose resource they act for', () => {
  it('has each service once, by the name that a principal gives it', () => {
    const services = sourceRows.map(({ service }) => service);
    expect(new Set(services).size).toBe(services.length);
    expect(services.filter((service) => serviceName(`${service}.amazonaws.com`) !== service)).toEqual([]);
  });

  it('has a page and a day for each, and one of AWS’s guides for each that is asked for more', () => {
    expect(sourceRows.filter(({ page }) => !/^https:\/\/[^ ]+$/.test(page))).toEqual([]);
    expect(sourceRows.filter(({ checked }) => !/^\d{4}-\d{2}-\d{2}$/.test(checked))).toEqual([]);
    const asked = sourceRows.filter(({ sends }) => sends === 'asks');
    expect(asked.filter(({ page }) => !page.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
  });

  it('knows nothing of services whose guides leave a role to the service alone', () => {
    const bare = ['lambda', 'edgelambda', 'apigateway', 'backup', 'glue', 'cloudformation', 'autoscaling', 'spotfleet'];
    expect(bare.filter((service) => sendsSources(service) !== undefined)).toEqual([]);
    expect(sendsSources('ec2')).toBe('never');
  });
});

describe('known accounts', () => {
  const lines = `${companyAccounts}${awsAccounts}`.split('\n').filter((line) => line !== '');

  it('reads a table of the size of its source', () => {
    expect(lines.length).toBeGreaterThan(200);
  });

  it('has whole account numbers first and a name behind them on every line', () => {
    expect(lines.filter((line) => !/^(?:\d{12} )+(?!\d{9,})[^\s].*[^\s]$/.test(line))).toEqual([]);
  });

  it('names no account twice', () => {
    const accounts = lines.flatMap((line) => line.match(/\b\d{12}\b/g) ?? []);
    expect(accounts.filter((account, index) => accounts.indexOf(account) !== index)).toEqual([]);
    expect(accounts.filter((account) => vendorName(account) === undefined)).toEqual([]);
  });

  it('names companies by their name and AWS’s own accounts as AWS’s', () => {
    expect(knownAccount('464622532012')).toEqual({ name: 'Datadog', owner: 'company' });
    expect(vendorName('017663287629')).toBe('New Relic');
    expect(knownAccount('086441151436')?.owner).toBe('AWS');
    expect(vendorName('086441151436')).toBe('AWS CloudTrail');
    expect(vendorName('111122223333')).toBeUndefined();
    expect(vendorName('')).toBeUndefined();
  });
});
