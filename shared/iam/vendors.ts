import { awsAccounts } from './vendors/aws';
import { companyAccounts } from './vendors/companies';

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
