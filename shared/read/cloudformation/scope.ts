import type { Owner } from '../../model/subject';
import type { Domain } from '../../model/text';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { own } from '../json';
import { identity, Labels, spell } from './labels';

/** What a host knows about a template beside its text. */
export interface Knowledge {
  /** Whose account and Region the stack goes to. */
  readonly owner?: Owner;
  /** The values that a parent stack passes; parameters it leaves out have their defaults. */
  readonly parameters?: ReadonlyMap<string, Tree>;
  /** The values that the user says a template of its own is deployed with. */
  readonly given?: Given;
  /** The value that another stack exports under that name. */
  readonly exports?: (name: Text) => Tree | undefined;
  /** What the stack that a resource of that logical id nests gives under the name of an output. */
  readonly outputs?: (logicalId: string, output: string) => Tree | undefined;
  /** What a text holds in a syntax that templates are written in beside JSON; undefined where it is in none. */
  readonly parseText?: (text: string) => { readonly value: unknown } | { readonly problem: unknown };
}

/** Values of parameters. */
export interface Given {
  /** By the names of parameters; lists as texts with commas. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether parameters without a value here have their defaults. */
  readonly defaults: boolean;
}

// a condition that names a condition that names a condition …
const longestChain = 30;

type Pseudo = 'AWS::AccountId' | 'AWS::Partition' | 'AWS::Region' | 'AWS::URLSuffix';

/** One template while it is read: its sections, what the host knows, and the holes found so far. */
export class Scope {
  readonly labels = new Labels();
  readonly #holes = new Map<string, Text>();
  readonly #facts = new Map<string, unknown>();
  #level = 0;

  /** `read` turns a value of the template into a Tree. */
  constructor(
    readonly template: unknown,
    readonly knowledge: Knowledge,
    readonly read: (value: unknown, scope: Scope) => Tree | undefined,
  ) {}

  /** What stands under that name in that section of the template. */
  find(section: 'Parameters' | 'Mappings' | 'Conditions' | 'Resources', name: string): unknown {
    return own(own(this.template, section), name);
  }

  /** The hole of that id; equal ids get the same object. */
  hole(id: string, domain: Domain = 'free'): Text {
    const known = this.#holes.get(id);
    if (known !== undefined) return known;
    const hole = Text.of({ id: this.labels.name(id, id), domain });
    this.#holes.set(id, hole);
    return hole;
  }

  /** The hole for a function that nothing here settles; `shown` is what people are told of its argument. */
  open(
    name: string,
    argument: Tree | undefined,
    separator = ' ',
    shown: Tree | undefined = argument,
    domain: Domain = 'free',
  ): Text {
    const key = `${name} ${identity(argument)}`;
    const known = this.#holes.get(key);
    if (known !== undefined) return known;
    const hole = Text.of({ id: this.labels.name(key, `${name} ${spell(shown, separator)}`), domain });
    this.#holes.set(key, hole);
    return hole;
  }

  /** The account, partition, Region or domain suffix of the stack, as far as the host knows it. */
  pseudo(name: Pseudo): Text {
    const { account, partition, region } = this.knowledge.owner ?? {};
    switch (name) {
      case 'AWS::AccountId':
        return account ?? this.hole(name, 'account');
      case 'AWS::Partition':
        return partition ?? this.hole(name, 'partition');
      case 'AWS::Region':
        return region ?? this.hole(name, 'region');
      case 'AWS::URLSuffix':
        return this.hole(name, 'suffix');
    }
  }

  /** Works something out once; `meanwhile` answers whoever asks for it while that goes on, so that no circle closes. */
  once<T>(key: string, meanwhile: T, work: () => T): T {
    if (this.#facts.has(key)) return this.#facts.get(key) as T;
    if (this.#level === longestChain) return meanwhile;
    this.#facts.set(key, meanwhile);
    this.#level++;
    const fact = work();
    this.#level--;
    this.#facts.set(key, fact);
    return fact;
  }
}
