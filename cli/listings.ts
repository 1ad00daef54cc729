import { readText } from '../load/bytes';
import { looksLikeAccount } from '../shared/read/account';
import { valueOf } from './syntax';
import type { RunFile } from './template-files';

/** The listings of accounts in the files of a run, which may be pages of one; read when one of them asks for the others. */
export class Listings {
  #known: ReadonlyMap<string, unknown> | undefined;

  constructor(private readonly files: readonly RunFile[]) {}

  /** The listings before and after the one at that path. */
  around(path: string): { readonly before: readonly unknown[]; readonly beside: readonly unknown[] } {
    this.#known ??= new Map(this.files.flatMap((file) => listingIn(file)));
    const paths = [...this.#known.keys()];
    const values = [...this.#known.values()];
    const index = paths.indexOf(path);
    // what is not among them tells of nothing that another one could tell of
    return index < 0
      ? { before: [], beside: values }
      : { before: values.slice(0, index), beside: values.slice(index + 1) };
  }
}

const marks =
  /\b(?:RoleDetailList|UserDetailList|GroupDetailList|PolicyVersionList|IsTruncated|RoleId)\b|\bRoles["']?\s*:/;

function listingIn({ path, bytes = readText(path) }: RunFile): [string, unknown][] {
  if ('problem' in bytes || !marks.test(bytes.text)) return [];
  const value = valueOf(bytes.text);
  return looksLikeAccount(value) ? [[path, value]] : [];
}
