import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** The text of a file, or a lower-case sentence without a full stop that says why there is none. */
export type Bytes = { readonly text: string } | Unread;

interface Unread {
  readonly problem: string;
  /** The system's own code, where it refused to read. */
  readonly code?: string;
  /** What stands in the file, where it is no text. */
  readonly raw?: Buffer;
}

/** Reads a file as UTF-8, a byte order mark dropped. Never throws. */
export function readText(file: string): Bytes {
  return textFrom(() => readFileSync(file));
}

/** The text in the bytes that `read` gives, or why there is none, also where it throws what the file system throws. */
export function textFrom(read: () => Buffer): Bytes {
  let bytes: Buffer;
  try {
    bytes = read();
  } catch (error) {
    return unreadable(error);
  }
  if (!isUtf8(bytes)) return { problem: 'the file is not UTF-8 text; save it as UTF-8', raw: bytes };
  try {
    const text = bytes.toString('utf8');
    return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
  } catch {
    return { problem: 'the file is too large to be read as text' };
  }
}

/** Why the file system refused something, as a sentence and with its own code. */
export function unreadable(error: unknown): { readonly problem: string; readonly code: string } {
  // no instanceof: under Jest the file system's errors are of another realm
  const { code = 'no code', path = '' } = (error ?? {}) as { readonly code?: unknown; readonly path?: unknown };
  // a name in another encoding leads nowhere once it has been read as text
  if (code === 'ENOENT' && String(path).includes('\uFFFD')) return { problem: misnamed, code: 'ENOENT' };
  return { problem: reasons[String(code)] ?? `the system cannot read it (${String(code)})`, code: String(code) };
}

const misnamed = 'its name is no UTF-8, so that it cannot be opened; give it another name';

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder; check the path',
  ENOTDIR: 'there is no such file or folder; check the path',
  EACCES: 'reading it is not permitted; check its owner and mode',
  EPERM: 'reading it is not permitted; check its owner and mode',
  EISDIR: 'it is a folder, and a file is needed here',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is longer than the system allows; check the path',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large to be read as text',
};
