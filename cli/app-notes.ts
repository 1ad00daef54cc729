import { dirname, resolve } from 'node:path';
import { parseJson } from '../load/json';
import type { Acknowledgement } from '../shared/index';
import { acknowledgedRules, readAcknowledgedRules } from '../shared/read/acknowledged-rules';
import { isObject, own } from '../shared/read/json';
import type { ManifestStack } from './manifest';

// the types of other notes that are read, as CDK's stacks and resources leave them
const logicalId = 'aws:cdk:logicalId';
const templateFile = 'aws:cdk:templateFile';
// where the code makes a construct; an older CDK notes it as the trace of the logical id, and only when debugging
const creationStack = 'aws:cdk:creationStack';

const prefix = 'sts-guardrails';

interface Note {
  readonly path: string;
  readonly type: unknown;
  readonly data: unknown;
  readonly trace: unknown;
  /** The stack in whose notes it stands. */
  readonly stack: ManifestStack;
}

/** What CDK notes on the constructs of an app, read when first asked for. */
export class AppNotes {
  #read: Constructs | undefined;
  #hasWords: boolean | undefined;

  /** `stacks` are those of all manifests of the app. */
  constructor(private readonly stacks: readonly ManifestStack[]) {}

  /** Whether no app is known there. */
  get isNone(): boolean {
    return this.stacks.length === 0;
  }

  /** The absolute paths of all templates, those of nested stacks included. */
  templates(): readonly string[] {
    return [...new Set(this.constructs().homes.values())];
  }

  /** The template of the stack that a construct is in. */
  homeOf(path: string): string | undefined {
    return homeIn(this.constructs().homes, path);
  }

  /** The construct path of a resource, or of its stack where CDK noted none. */
  constructOf(template: string, id: string | undefined, resource: unknown): string | undefined {
    const { homes, ids } = this.constructs();
    const written = own(own(resource, 'Metadata'), 'aws:cdk:path');
    const found = id === undefined ? undefined : (ids.get(template)?.get(id) ?? written);
    return typeof found === 'string' ? found : [...homes].find(([, home]) => home === template)?.[0];
  }

  /** The frames of the stack that made a resource, as CDK noted them. */
  framesOf(template: string, id: string | undefined): unknown {
    const { ids, frames } = this.constructs();
    const path = id === undefined ? undefined : ids.get(template)?.get(id);
    return path === undefined ? undefined : frames.get(path);
  }

  /** What is acknowledged at a construct path and around it, the nearest first; the same objects each time. */
  wordsAt(path: string): readonly Acknowledgement[] {
    return this.hasWords() ? upwards(path).flatMap((step) => this.constructs().words.get(step) ?? []) : [];
  }

  /** What is acknowledged in the stack of a template. */
  wordsIn(template: string): readonly Acknowledgement[] {
    return this.hasWords() ? (this.constructs().wordsByHome.get(template) ?? []) : [];
  }

  /** Whether anything is acknowledged: most apps have nothing, and need not be parsed to know it. */
  hasWords(): boolean {
    return (this.#hasWords ??= this.stacks.some(({ notes }) => notes().some((text) => text.includes(`${prefix}::`))));
  }

  private constructs(): Constructs {
    return (this.#read ??= constructsOf(this.stacks));
  }
}

interface Constructs {
  /** Templates by the construct paths of their stacks. */
  readonly homes: ReadonlyMap<string, string>;
  /** Construct paths of resources by template and logical id. */
  readonly ids: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Frames of stacks by construct path. */
  readonly frames: ReadonlyMap<string, unknown>;
  readonly words: ReadonlyMap<string, readonly Acknowledgement[]>;
  /** The words of each stack by its template. */
  readonly wordsByHome: ReadonlyMap<string | undefined, readonly Acknowledgement[]>;
}

function constructsOf(stacks: readonly ManifestStack[]): Constructs {
  const notes = stacks.flatMap(notesOf);
  const homes = new Map(
    stacks.flatMap(({ construct, template }) => (construct === undefined ? [] : [[construct, template]])),
  );
  for (const { path, type, data, stack } of notes) {
    if (type === templateFile && typeof data === 'string') homes.set(path, resolve(dirname(stack.template), data));
  }
  const ids = new Map<string, Map<string, string>>();
  const words = new Map<string, Map<string, Acknowledgement>>();
  const frames = new Map<string, unknown>();
  for (const { path, type, data, trace } of notes) {
    const made = type === creationStack ? data : type === logicalId ? trace : undefined;
    if (made !== undefined) frames.set(path, made);
    const home = homeIn(homes, path);
    if (type === logicalId && typeof data === 'string' && home !== undefined) {
      ids.set(home, (ids.get(home) ?? new Map<string, string>()).set(data, path));
    } else if (type === acknowledgedRules && isObject(data)) {
      const here = words.get(path) ?? new Map<string, Acknowledgement>();
      for (const one of readAcknowledgedRules(data, path, prefix)) here.set(one.rule, one);
      words.set(path, here);
    }
  }
  const listed = new Map([...words].map(([path, here]) => [path, [...here.values()]]));
  const wordsByHome = new Map<string | undefined, Acknowledgement[]>();
  for (const [path, here] of listed) {
    const home = homeIn(homes, path);
    wordsByHome.set(home, [...(wordsByHome.get(home) ?? []), ...here]);
  }
  return { homes, ids, frames, words: listed, wordsByHome };
}

function homeIn(homes: ReadonlyMap<string, string>, path: string): string | undefined {
  const nearest = upwards(path).find((step) => homes.has(step));
  return nearest === undefined ? undefined : homes.get(nearest);
}

function notesOf(stack: ManifestStack): readonly Note[] {
  return stack.notes().flatMap((text) => {
    const json = parseJson(text);
    if (!('value' in json) || !isObject(json.value)) return [];
    return Object.entries(json.value).flatMap(([path, entries]) =>
      (Array.isArray(entries) ? entries : []).map((entry: unknown) => {
        return {
          path: path.replace(/^\//, ''),
          type: own(entry, 'type'),
          data: own(entry, 'data'),
          trace: own(entry, 'trace'),
          stack,
        };
      }),
    );
  });
}

/** A construct path and those around it, the nearest first. */
function upwards(path: string): readonly string[] {
  const steps = path.split('/');
  return steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
}
