import { readText } from '../load/bytes';
import { looksLikeAccount } from '../shared/read/account';
import { parseText } from './syntax';
import type { RunFile } from './template-files';

/** The listings of accounts in the files of a run, which may be pages of one; read when one of them asks for the others. */
export class Listings {
  #known: ReadonlyMap<string, unknown> | undefined;

  constructor(private readonly files: readonly RunFile[]) {}

  /** The listings beside the one at that path. */
  beside(path: string): readonly unknown[] {
    this.#known ??= new Map(this.files.flatMap((file) => listingIn(file)));
    return [...this.#known].flatMap(([other, value]) => (other === path ? [] : [value]));
  }
}

const marks = /\b(?:RoleDetailList|UserDetailList|GroupDetailList|PolicyVersionList|IsTruncated)\b/;

// what cannot be read is reported where the file itself is read
function listingIn({ path, bytes = readText(path) }: RunFile): [string, unknown][] {
  if ('problem' in bytes || !marks.test(bytes.text)) return [];
  try {
    const parsed = parseText(bytes.text);
    return 'value' in parsed && looksLikeAccount(parsed.value) ? [[path, parsed.value]] : [];
  } catch {
    return [];
  }
}
