import { dirname } from 'node:path';
import { declaredIn, withDeclared } from '../load/declared';
import { type Owner, type Text, type Tree, withAcknowledged } from '../shared/index';
import {
  type Export,
  type Given,
  type Knowledge,
  readExports,
  readNestedParameters,
  readOutput,
  type Reading,
} from '../shared/read/cloudformation';
import { isObject, own } from '../shared/read/json';
import { Assemblies } from './assembly';
import { KeptOut } from './kept-out';
import { type Link, Nesting } from './nesting';
import { merged, type Parameters } from './passed';
import { parseText } from './syntax';
import { type RunFile, TemplateFiles } from './template-files';

interface Exported extends Export {
  /** The environment of the template that exports it. */
  readonly environment: string;
}

/** What the user says of all templates of a run. */
export interface Said {
  /** Whose their roles are. */
  readonly owner: Owner;
  /** The values of their parameters. */
  readonly given?: Given;
  /** The working folder, from which files are shown. */
  readonly cwd: string;
}

/**
 * What the files of a run tell about each other: what templates export and pass to the stacks they nest, and what the
 * assembly of the CDK around them says.
 */
export class Neighbours {
  readonly #files: TemplateFiles;
  readonly #paths: readonly string[];
  readonly #nesting: Nesting;
  readonly #assemblies = new Assemblies();
  readonly keptOut: KeptOut;
  #exports: readonly Exported[] | undefined;
  readonly #passed = new Map<string, ReadonlyMap<string, Parameters>>();
  readonly #outputs = new Map<string, Tree | undefined>();

  /** `files` are those of the run, read when a template asks for one. */
  constructor(
    files: readonly RunFile[],
    private readonly said: Said,
  ) {
    const named = files.map(({ path }) => path);
    this.#files = new TemplateFiles(files);
    this.#nesting = new Nesting(named, this.#files);
    this.#paths = [...named, ...this.#nesting.beside];
    this.keptOut = new KeptOut(named, this.#assemblies, (path) => this.knowledge(path), said.owner);
  }

  /** The files that belong to the run because a template in it deploys them. */
  get nestedBeside(): readonly string[] {
    return this.#nesting.beside;
  }

  /** The templates of the run that are deployed by themselves, one after the other. */
  *templatesAlone(): Generator<unknown> {
    for (const path of this.#paths) {
      const isAlone = this.#nesting.linksTo(path).length === 0;
      const template = isAlone ? this.#files.template(path, /Parameters/) : undefined;
      if (template !== undefined) yield template;
    }
  }

  /** What is known about the template in that file beside its text. */
  knowledge(path: string): Knowledge {
    const links = this.#nesting.linksTo(path);
    const environment = this.#assemblies.environmentOf(path);
    const shared = {
      exports: (name: Text) => this.#exported(name, environment.name),
      outputs: (id: string, output: string) => this.#output(this.#nesting.linkFrom(path, id), output),
      parseText: (text: string) => parseText(text),
    };
    // a stack set has instances in other accounts, each with values of its own
    if (links.some(({ isElsewhere }) => isElsewhere)) return shared;
    return {
      ...shared,
      owner: { ...environment.owner, ...this.said.owner },
      ...(links.length > 0 && { parameters: merged(links.map((link) => this.#passedBy(link))) }),
      ...(this.said.given !== undefined && { given: this.said.given }),
    };
  }

  /** Whether the file is the template of a stack without resources, for which CDK writes no such section. */
  isEmptyStack(path: string, value: unknown): boolean {
    const stacks = this.#assemblies.manifestOf(dirname(path))?.stacks ?? [];
    return isObject(value) && !('Resources' in value) && stacks.some(({ template }) => template === path);
  }

  /** What was read in a template, with what the app that it is of tells: what its code acknowledges, and where it stands. */
  withApp(path: string, template: unknown, reading: Reading): Reading {
    const app = this.#assemblies.appOf(path);
    if (app.isNone) return reading;
    const subjects = reading.subjects.map((subject) => {
      const id = logicalIdIn(subject.place.pointer);
      const place = withDeclared(subject.place, () => declaredIn(app.framesOf(path, id), this.said.cwd));
      if (!app.hasWords()) return { ...subject, place };
      const construct = app.constructOf(path, id, id === undefined ? undefined : own(own(template, 'Resources'), id));
      const words = construct === undefined ? [] : app.wordsAt(construct);
      return withAcknowledged({ ...subject, place }, words);
    });
    const words = app.hasWords() ? app.wordsIn(path) : [];
    return { ...reading, subjects, acknowledged: [...reading.acknowledged, ...words] };
  }

  #exported(name: Text, environment: string): Tree | undefined {
    // no two stacks have one name, and none imports what it exports itself
    if (name.holes.some(({ id }) => id === 'AWS::StackName' || id === 'AWS::StackId')) return undefined;
    if (this.#exports === undefined) {
      this.#exports = []; // meanwhile: what an export imports in turn stays open
      this.#exports = this.#paths.flatMap((path) => this.#exportsOf(path));
    }
    // one account and Region holds a name once; where two templates export it, which one is meant is not known
    const found = this.#exports.filter((one) => one.environment === environment && one.name.equals(name));
    return found.length === 1 ? found[0]?.value : undefined;
  }

  #exportsOf(path: string): readonly Exported[] {
    const template = this.#files.template(path, /\bExport\b/);
    if (template === undefined) return [];
    const environment = this.#assemblies.environmentOf(path).name;
    return readExports(template, this.knowledge(path)).map((one) => ({ ...one, environment }));
  }

  #passedBy({ parent, id }: Link): Parameters {
    const known = this.#passed.get(parent);
    if (known !== undefined) return known.get(id) ?? new Map<string, Tree>();
    this.#passed.set(parent, new Map()); // meanwhile: for a template that says that it nests itself
    const passed = readNestedParameters(this.#files.template(parent), this.knowledge(parent));
    this.#passed.set(parent, passed);
    return passed.get(id) ?? new Map<string, Tree>();
  }

  #output(link: Link | undefined, output: string): Tree | undefined {
    if (link === undefined || link.isElsewhere) return undefined;
    const key = JSON.stringify([link.parent, link.id, output]);
    if (!this.#outputs.has(key)) {
      this.#outputs.set(key, undefined); // meanwhile: for stacks that have their values from each other
      const template = this.#files.template(link.child);
      this.#outputs.set(key, readOutput(template, output, link.id, this.knowledge(link.child)));
    }
    return this.#outputs.get(key);
  }
}

/** The logical id in a pointer from the root of a template. */
function logicalIdIn(pointer: string | undefined): string | undefined {
  const [, section, id] = pointer?.split('/') ?? [];
  return section === 'Resources' ? id?.replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
}
