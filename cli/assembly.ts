import { dirname } from 'node:path';
import { type Owner, Text } from '../shared/index';
import { AppNotes } from './app-notes';
import { type Manifest, readManifest, rootOf } from './manifest';

/** Where CDK deploys a template to, as far as the assembly around it says. */
export interface Environment {
  /** Equal for templates of one account and Region. */
  readonly name: string;
  readonly owner: Owner;
}

const nowhere: Environment = { name: '', owner: {} };

/** What folders that `cdk synth` wrote say about the templates in them; each manifest is read once. */
export class Assemblies {
  readonly #manifests = new Map<string, Manifest | undefined>();
  readonly #apps = new Map<string, AppNotes>();

  /** The environment of a template; the template of a nested stack has that of its folder, where there is only one. */
  environmentOf(path: string): Environment {
    const stacks = this.manifestOf(dirname(path))?.stacks ?? [];
    const names = [...new Set(stacks.map(({ environment }) => environment))];
    const name = stacks.findLast(({ template }) => template === path)?.environment;
    const found = name ?? (names.length === 1 ? names[0] : undefined);
    return found === undefined ? nowhere : { name: found, owner: ownerIn(found) };
  }

  /** The manifest of a folder; undefined where `cdk synth` wrote none there. */
  manifestOf(folder: string): Manifest | undefined {
    if (!this.#manifests.has(folder)) this.#manifests.set(folder, readManifest(folder));
    return this.#manifests.get(folder);
  }

  /** The output folder of the app that this folder, or the Stage in it, belongs to. */
  rootAround(folder: string): string {
    return rootOf(folder, (one) => this.manifestOf(one));
  }

  /** What is noted on the constructs of the app that this file belongs to, its Stages included. */
  appOf(path: string): AppNotes {
    const root = this.rootAround(dirname(path));
    const known = this.#apps.get(root) ?? new AppNotes([...this.manifestsUnder(root)].flatMap(({ stacks }) => stacks));
    this.#apps.set(root, known);
    return known;
  }

  private *manifestsUnder(folder: string, seen = new Set<string>()): Generator<Manifest> {
    // a manifest may name its own folder as that of a Stage
    if (seen.has(folder)) return;
    seen.add(folder);
    const manifest = this.manifestOf(folder);
    if (manifest === undefined) return;
    yield manifest;
    for (const stage of manifest.stages) yield* this.manifestsUnder(stage, seen);
  }
}

/** The owner in `aws://111122223333/eu-west-1`; CDK writes unknown-account and unknown-region for what it does not know. */
function ownerIn(environment: string): Owner {
  const [, account, region] = /^aws:\/\/(\d{12}|unknown-account)\/([a-z0-9-]+)$/.exec(environment) ?? [];
  return {
    ...(account !== undefined && account !== 'unknown-account' && { account: Text.of(account) }),
    ...(region !== undefined && region !== 'unknown-region' && { region: Text.of(region) }),
  };
}
