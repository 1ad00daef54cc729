import { dirname, resolve } from 'node:path';
import { readText } from '../load/bytes';
import { parseJson } from '../load/json';
import { type Owner, type Text, type Tree, withAcknowledged } from '../shared/index';
import {
  type Export,
  type Knowledge,
  readExports,
  readNestedParameters,
  type Reading,
} from '../shared/read/cloudformation';
import { isObject, own } from '../shared/read/json';
import { Assemblies } from './assembly';
import { KeptOut } from './kept-out';

type Parameters = ReadonlyMap<string, Tree>;

interface Exported extends Export {
  /** The environment of the template that exports it. */
  readonly environment: string;
}

interface Parsed {
  readonly path: string;
  readonly text: string;
  readonly template: unknown;
}

/**
 * What the files of a run tell about each other: what templates export and pass to the stacks they nest, and what the
 * assembly of the CDK around them says.
 */
export class Neighbours {
  #parsed: readonly Parsed[] | undefined;
  #exports: readonly Exported[] | undefined;
  #passed: ReadonlyMap<string, Parameters | undefined> | undefined;

  readonly #assemblies = new Assemblies();
  readonly keptOut: KeptOut;

  /** `paths` are the files of the run, read when a template asks for one; `owner` is what the user says of them. */
  constructor(
    private readonly paths: readonly string[],
    private readonly owner: Owner,
  ) {
    this.keptOut = new KeptOut(paths, this.#assemblies, (path) => this.knowledge(path), owner);
  }

  /** What is known about the template in that file beside its text. */
  knowledge(path: string): Knowledge {
    const parameters = nested.test(path) ? this.passedTo(path) : undefined;
    const environment = this.#assemblies.environmentOf(path);
    return {
      owner: { ...environment.owner, ...this.owner },
      exports: (name) => this.exported(name, environment.name),
      ...(parameters !== undefined && { parameters }),
    };
  }

  /** Whether the file is the template of a stack without resources, for which CDK writes no such section. */
  isEmptyStack(path: string, value: unknown): boolean {
    const stacks = this.#assemblies.manifestOf(dirname(path))?.stacks ?? [];
    return isObject(value) && !('Resources' in value) && stacks.some(({ template }) => template === path);
  }

  /** What was read in a template, with what the code of its app acknowledges. */
  withAcknowledged(path: string, template: unknown, reading: Reading): Reading {
    const app = this.#assemblies.appOf(path);
    if (!app.hasWords()) return reading;
    const subjects = reading.subjects.map((subject) => {
      const id = logicalIdIn(subject.place.pointer);
      const construct = app.constructOf(path, id, id === undefined ? undefined : own(own(template, 'Resources'), id));
      const words = construct === undefined ? [] : app.wordsAt(construct);
      return withAcknowledged(subject, words);
    });
    return { ...reading, subjects, acknowledged: [...reading.acknowledged, ...app.wordsIn(path)] };
  }

  private exported(name: Text, environment: string): Tree | undefined {
    if (this.#exports === undefined) {
      this.#exports = []; // meanwhile: what an export imports in turn stays open
      this.#exports = this.templates('"Export"').flatMap((one) => this.exportsOf(one));
    }
    // one account and Region holds a name once; where two templates export it, which one is meant is not known
    const found = this.#exports.filter((one) => one.environment === environment && one.name.equals(name));
    return found.length === 1 ? found[0]?.value : undefined;
  }

  private exportsOf({ path, template }: Parsed): readonly Exported[] {
    const environment = this.#assemblies.environmentOf(path).name;
    return readExports(template, this.knowledge(path)).map((one) => ({ ...one, environment }));
  }

  private passedTo(path: string): Parameters | undefined {
    if (this.#passed === undefined) {
      this.#passed = new Map(); // meanwhile: for a template that says that it nests itself
      const passed = new Map<string, Parameters | undefined>();
      for (const parent of this.templates('AWS::CloudFormation::Stack')) this.addPassed(parent, passed);
      this.#passed = passed;
    }
    return this.#passed.get(path);
  }

  private addPassed({ path, template }: Parsed, passed: Map<string, Parameters | undefined>): void {
    for (const [id, parameters] of readNestedParameters(template, this.knowledge(path))) {
      const asset = assetOf(template, id);
      const child = asset === undefined ? undefined : resolve(dirname(path), asset);
      // a template that two stacks use has two sets of parameters
      if (child !== undefined) passed.set(child, passed.has(child) ? undefined : parameters);
    }
  }

  private templates(marker: string): readonly Parsed[] {
    this.#parsed ??= this.paths.flatMap((path) => {
      const bytes = readText(path);
      const json = 'problem' in bytes || !marks.test(bytes.text) ? { problem: true } : parseJson(bytes.text);
      return 'problem' in json || 'problem' in bytes ? [] : [{ path, text: bytes.text, template: json.value }];
    });
    return this.#parsed.filter(({ text }) => text.includes(marker));
  }
}

const marks = /"Export"|AWS::CloudFormation::Stack/;
// CDK names the template of a nested stack so, and names the file beside the stack's resource
const nested = /\.nested\.template\.json$/;

/** The logical id in a pointer from the root of a template. */
function logicalIdIn(pointer: string | undefined): string | undefined {
  const [, section, id] = pointer?.split('/') ?? [];
  return section === 'Resources' ? id?.replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
}

function assetOf(template: unknown, id: string): string | undefined {
  const { Resources: resources } = template as { Resources?: { [id: string]: { Metadata?: object } | null } };
  const asset = (resources?.[id]?.Metadata as { 'aws:asset:path'?: unknown } | undefined)?.['aws:asset:path'];
  return typeof asset === 'string' ? asset : undefined;
}
