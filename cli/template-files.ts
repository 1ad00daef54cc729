import { type Bytes, readText } from '../load/bytes';
import { realPath } from '../load/write';
import { looksLikeTemplate } from '../shared/read/cloudformation';
import { valueOf } from './syntax';

/** A file of the run, with its bytes where they can be read only once. */
export interface RunFile {
  readonly path: string;
  readonly bytes?: Bytes;
}

// those that are asked about each other in turn: a parent and what it nests
const kept = 4;

/**
 * The templates in the files of a run, parsed when somebody asks for them. Only the last few stay in memory, whatever
 * the number of files.
 */
export class TemplateFiles {
  readonly #bytes: ReadonlyMap<string, Bytes>;
  readonly #last = new Map<string, unknown>();
  readonly #real = new Map<string, string>();

  constructor(files: readonly RunFile[]) {
    this.#bytes = new Map(files.flatMap(({ path, bytes }) => (bytes === undefined ? [] : [[path, bytes]])));
  }

  /** The template in a file; undefined where there is none, or where the text does not hold what it must to count. */
  template(path: string, mark?: RegExp): unknown {
    if (this.#last.has(path)) return this.#last.get(path);
    const bytes = this.#bytes.get(path) ?? readText(path);
    if ('problem' in bytes || mark?.test(bytes.text) === false) return undefined;
    const found = valueOf(bytes.text);
    const value = looksLikeTemplate(found) ? found : undefined;
    if (this.#last.size === kept) this.#last.delete([...this.#last.keys()][0] ?? '');
    this.#last.set(path, value);
    return value;
  }

  /** The same for paths that lead to one file. */
  identity(path: string): string {
    const known = this.#real.get(path) ?? realPath(path);
    this.#real.set(path, known);
    return known;
  }
}
