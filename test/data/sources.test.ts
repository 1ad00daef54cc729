import { stsSource } from '../../shared/iam/actions';
import { issuers } from '../../shared/iam/issuers';
import { globalKeysSource } from '../../shared/iam/keys';
import { sourceRows, taggingServices } from '../../shared/iam/services';
import { samlSource } from '../../shared/iam/sign-in';
import { vendorsSource } from '../../shared/iam/vendors';
import { reasons } from './reasons';

const month = /^20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
const isPage = (page: string): boolean => /^https:\/\/\S+$/.test(page);

/** Issuers whose vendor's page was not found to read; a row that is read leaves this list. */
const unread = ['Bitbucket Pipelines', 'Salesforce', 'Salesforce (login host)', 'Oracle Cloud'];

/** Services of which parts of a page were found, or an older one. */
const readInPart = ['ecs-tasks', 'transcribe', 'pipes', 'ec2'];

/** Tables whose rows are all from one page. */
const tables = { samlSource, vendorsSource, stsSource, globalKeysSource };

describe('where the facts come from', () => {
  it('says a page for each service', () => {
    expect([...sourceRows, ...taggingServices].filter(({ page }) => !isPage(page))).toEqual([]);
  });

  it('says when the page of a service was read, and of which services not the whole of it', () => {
    expect([...sourceRows, ...taggingServices].filter(({ checked }) => !month.test(checked))).toEqual([]);
    const parts = sourceRows.filter(({ inPart }) => inPart === true).map(({ service }) => service);
    expect(parts.sort()).toEqual([...readInPart].sort());
  });

  it.each(Object.entries(tables))('says the page and the month for the whole table of %s', (_, { page, checked }) => {
    expect(isPage(page)).toBe(true);
    expect(checked).toMatch(month);
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
