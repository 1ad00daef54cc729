import { own } from '../json';
import type { Page } from './pages';

/**
 * Whether something follows pages that is not among all pages of a run. Each page but the last says that more follow;
 * which page follows which one, no page says, but the last is of the same command and the same account.
 */
export function isCut(pages: readonly Page[], all: readonly Page[]): boolean {
  const last = all
    .filter(({ isTruncated }) => !isTruncated)
    .map((page) => ({ of: page.of, accounts: accountsIn(page) }));
  return pages.some((page) => {
    if (!page.isTruncated) return false;
    const mine = accountsIn(page);
    return !last.some(({ of, accounts }) => of === page.of && mayMeet(mine, accounts));
  });
}

// policies of AWS name no account
function mayMeet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === 0 || others.size === 0 || [...some].some((account) => others.has(account));
}

function accountsIn({ roles, users, groups, policies }: Page): ReadonlySet<string> {
  const arns = [roles, users, groups, policies].flatMap((entries) => entries.map(({ value }) => own(value, 'Arn')));
  return new Set(
    arns.flatMap((arn) => (typeof arn === 'string' ? (/^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1] ?? []) : [])),
  );
}
