import type { Owner, Subject } from '../model/subject';
import { Holders } from './account/holders';
import { pagesIn } from './account/pages';
import { EntryReader } from './account/reader';
import { isCut } from './account/truncated';
import { SameRoles } from './account/twice';

/** What a listing of an account holds: subjects in reading order, and how much in it is not judged. */
export interface AccountReading {
  readonly subjects: readonly Subject[];
  readonly skipped: number;
  /** What is wrong with the listing as a whole: lower-case sentences without a full stop. */
  readonly problems: readonly string[];
}

/** Where a listing stands, and the listings before and after it in a run, such as other pages of the same account. */
export interface Listing {
  readonly file: string;
  readonly before?: readonly unknown[];
  readonly beside?: readonly unknown[];
  /** Whose it is, where the ARNs in it do not tell all of it. */
  readonly owner?: Owner;
}

/** Whether the value looks like what IAM lists of an account rather than like any other JSON. */
export function looksLikeAccount(value: unknown): boolean {
  return pagesIn(value) !== undefined;
}

/** What there is to judge in a listing, given as parsed JSON of any shape. */
export function readAccount(value: unknown, { file, before = [], beside = [], owner = {} }: Listing): AccountReading {
  const pages = pagesIn(value) ?? [];
  const others = (values: readonly unknown[]) => values.flatMap((other) => pagesIn(other) ?? []);
  const all = [...others(before), ...pages, ...others(beside)];
  const reader = new EntryReader(new Holders(all), new SameRoles(all), file, owner);
  const subjects = pages.flatMap((page) => reader.page(page));
  return { subjects, skipped: reader.skipped, problems: isCut(pages, all) ? [truncated] : [] };
}

const truncated =
  'the listing is truncated, so the rest of the account is not judged; list it without --max-items and --no-paginate, or check all pages in one run';
