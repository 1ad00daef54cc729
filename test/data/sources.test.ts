import { issuers } from '../../shared/iam/issuers';
import { sourceRows, taggingServices } from '../../shared/iam/services';
import { reasons } from './reasons';

const month = /^20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
const isPage = (page: string): boolean => /^https:\/\/\S+$/.test(page);

/** Issuers of which no page was read again for the table; a row that is read leaves this list. */
const unread = [
  ...[
    'GitLab.com',
    'GitLab of one’s own',
    'Bitbucket Pipelines',
    'CircleCI',
    'Buildkite',
    'HCP Terraform',
    'Spacelift',
  ],
  ...['Pulumi Cloud', 'Vercel', 'Vercel for one team', 'Harness', 'Depot', 'Scalr', 'env0', 'Upbound', 'Codefresh'],
  ...['Fly.io', 'Microsoft Sentinel', 'Microsoft Entra ID', 'Okta', 'Auth0', 'Salesforce', 'Oracle Cloud'],
  ...['Salesforce (login host)', 'Amazon Cognito user pool'],
];

describe('where the facts come from', () => {
  it('says a page for each service', () => {
    expect([...sourceRows, ...taggingServices].filter(({ page }) => !isPage(page))).toEqual([]);
  });

  it('says the day on which the page of a service was read', () => {
    expect(sourceRows.filter(({ checked }) => !month.test(checked))).toEqual([]);
  });

  it('says a page and the month for each issuer that was read again, and which ones were not', () => {
    const read = issuers.filter(({ checked }) => checked !== undefined);
    expect(read.filter(({ source, checked }) => !isPage(source) || !month.test(checked ?? ''))).toEqual([]);
    const others = issuers.filter(({ checked }) => checked === undefined).map(({ name }) => name);
    expect([...new Set(others)].sort()).toEqual([...unread].sort());
  });

  it('says a page for each point where iam-data is not followed', () => {
    expect(reasons.filter(({ page }) => !isPage(page))).toEqual([]);
  });

  it('names no service twice, and no issuer with two ways to tell a tenant', () => {
    const services = sourceRows.map(({ service }) => service);
    expect(services.filter((service, index) => services.indexOf(service) !== index)).toEqual([]);
    const tenancies = issuers.map(({ name, tenancy }) => `${name} ${tenancy}`);
    const names = new Set(issuers.map(({ name }) => name));
    expect(new Set(tenancies).size).toBe(names.size);
  });
});
