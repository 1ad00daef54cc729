import type { Source } from './source';
import { awsAccounts } from './vendors/aws';
import { companyAccounts } from './vendors/companies';

/** The list that all rows of both tables are from, at the commit that was copied; it names the page behind each number. */
export const vendorsSource: Source = {
  page: 'https://github.com/fwdcloudsec/known_aws_accounts/blob/00fb97d958e52577a3e0c6eeadbe71ef000b6494/accounts.yaml',
  checked: '2026-11-22',
};

/** An account that a public list names. */
export interface KnownAccount {
  readonly name: string;
  /** AWS's own accounts, from which its services work, are marked apart from those of companies. */
  readonly owner: 'AWS' | 'company';
}

let known: ReadonlyMap<string, KnownAccount> | undefined;

/** Whose a 12-digit account is as far as a public list of known accounts says; a name for messages, never a permission. */
export function knownAccount(account: string): KnownAccount | undefined {
  // read on first use: most runs name no vendor
  known ??= new Map([...read(companyAccounts, 'company'), ...read(awsAccounts, 'AWS')]);
  return known.get(account);
}

/** The name to print for a known account, such as `Datadog` or `AWS CloudTrail`; undefined for the others. */
export function vendorName(account: string): string | undefined {
  const found = knownAccount(account);
  return found?.owner === 'AWS' ? `AWS ${found.name}` : found?.name;
}

function read(table: string, owner: KnownAccount['owner']): [account: string, KnownAccount][] {
  return table.split('\n').flatMap((line) => {
    const words = line.split(' ');
    const accounts = words.filter(isAccount);
    const name = words.slice(accounts.length).join(' ');
    return accounts.map((account): [string, KnownAccount] => [account, { name, owner }]);
  });
}

function isAccount(word: string): boolean {
  return /^\d{12}$/.test(word);
}
