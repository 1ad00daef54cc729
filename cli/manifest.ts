import { dirname, join, resolve } from 'node:path';
import { readText } from '../load/bytes';
import { parseJson } from '../load/json';
import { isObject, own } from '../shared/read/json';

/** A stack that a manifest names. */
export interface ManifestStack {
  /** Absolute path. */
  readonly template: string;
  /** Such as `aws://111122223333/eu-west-1`. */
  readonly environment: string;
  /** The construct path of the stack, where the manifest tells it. */
  readonly construct: string | undefined;
  /** What is noted on its constructs: JSON texts of objects by construct path. */
  readonly notes: () => readonly string[];
}

/** What `cdk synth` says about a folder that it wrote. */
export interface Manifest {
  readonly stacks: readonly ManifestStack[];
  /** Absolute paths of the folders of its Stages. */
  readonly stages: readonly string[];
  /** Absolute path of the file with the tree of all constructs. */
  readonly tree: string | undefined;
}

/** The manifest of a folder; undefined where there is none, or one that cannot be read. */
export function readManifest(folder: string): Manifest | undefined {
  const artifacts = own(readJsonFile(join(folder, 'manifest.json')), 'artifacts');
  if (!isObject(artifacts)) return undefined;
  const all = Object.values(artifacts);
  const named = (type: string, property: string) =>
    all.flatMap((one) => {
      const name = own(one, 'type') === type ? own(own(one, 'properties'), property) : undefined;
      return typeof name === 'string' ? [resolve(folder, name)] : [];
    });
  return {
    stacks: all.flatMap((one) => stackOf(one, folder)),
    stages: named('cdk:cloud-assembly', 'directoryName'),
    tree: named('cdk:tree', 'file')[0],
  };
}

/** The value of a JSON file; undefined where it has none. */
export function readJsonFile(path: string): unknown {
  const bytes = readText(path);
  const json = 'problem' in bytes ? undefined : parseJson(bytes.text);
  return json !== undefined && 'value' in json ? json.value : undefined;
}

/** The folder of the whole app that this folder, or the Stage in it, belongs to. */
export function rootOf(folder: string, manifestOf: (folder: string) => Manifest | undefined): string {
  const around = dirname(folder);
  const isStage = around !== folder && manifestOf(around)?.stages.includes(folder) === true;
  return isStage ? rootOf(around, manifestOf) : folder;
}

function stackOf(artifact: unknown, folder: string): readonly ManifestStack[] {
  const file = own(own(artifact, 'properties'), 'templateFile');
  const environment = own(artifact, 'environment');
  const construct = own(artifact, 'displayName');
  if (typeof file !== 'string' || typeof environment !== 'string') return [];
  return [
    {
      template: resolve(folder, file),
      environment,
      construct: typeof construct === 'string' ? construct : undefined,
      notes: () => notesOf(artifact, folder),
    },
  ];
}

// the manifest holds them itself or names a file of them
function notesOf(artifact: unknown, folder: string): readonly string[] {
  const inside = own(artifact, 'metadata');
  const file = own(artifact, 'additionalMetadataFile');
  const bytes = typeof file === 'string' ? readText(resolve(folder, file)) : undefined;
  return [
    ...(isObject(inside) ? [JSON.stringify(inside)] : []),
    ...(bytes !== undefined && 'text' in bytes ? [bytes.text] : []),
  ];
}
