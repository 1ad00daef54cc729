import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type NestedTemplate, readNested } from '../shared/read/cloudformation';
import type { TemplateFiles } from './template-files';

/** A resource of one template that deploys another one, which is in a file of its own. */
export interface Link extends Pick<NestedTemplate, 'id' | 'isElsewhere'> {
  /** Absolute path of the template with the resource. */
  readonly parent: string;
  /** Absolute path of the template that it deploys. */
  readonly child: string;
}

// what a template that deploys others must spell
const mark = /AWS::CloudFormation::Stack|AWS::Serverless::Application/;

/** Which templates of a run deploy which others. */
export class Nesting {
  readonly #byChild = new Map<string, Link[]>();
  readonly #byParent = new Map<string, Map<string, Link>>();
  /** The files that templates of the run deploy and that are not in it themselves, in the order of meeting them. */
  readonly beside: readonly string[];

  /** `paths` are the files of the run; all are looked through for what they nest. */
  constructor(
    paths: readonly string[],
    private readonly files: TemplateFiles,
  ) {
    const all = [...paths];
    // most runs nest nothing, and need not know where links lead
    let known: Set<string> | undefined;
    for (const parent of all)
      for (const link of this.#linksIn(parent)) {
        known ??= new Set(paths.map((path) => files.identity(path)));
        this.#add(link);
        const child = files.identity(link.child);
        if (known.has(child) || !isFile(link.child)) continue;
        known.add(child);
        all.push(link.child);
      }
    this.beside = all.slice(paths.length);
  }

  /** The resources that deploy the template in that file. */
  linksTo(child: string): readonly Link[] {
    return this.#byChild.size === 0 ? [] : (this.#byChild.get(this.files.identity(child)) ?? []);
  }

  /** What a resource of the template in that file deploys. */
  linkFrom(parent: string, id: string): Link | undefined {
    return this.#byParent.get(parent)?.get(id);
  }

  #linksIn(parent: string): readonly Link[] {
    const template = this.files.template(parent, mark);
    if (template === undefined) return [];
    return readNested(template).map(({ id, isElsewhere, file }) => ({
      id,
      isElsewhere,
      parent,
      child: nestedPath(parent, file),
    }));
  }

  #add(link: Link): void {
    const child = this.files.identity(link.child);
    this.#byChild.set(child, [...(this.#byChild.get(child) ?? []), link]);
    const children = this.#byParent.get(link.parent) ?? new Map<string, Link>();
    this.#byParent.set(link.parent, children.set(link.id, link));
  }
}

/** The absolute path of a file that a template names. */
export function nestedPath(parent: string, file: string): string {
  return resolve(dirname(parent), file);
}

/** Whether there is a file at that path. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
