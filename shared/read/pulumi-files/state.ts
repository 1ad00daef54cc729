import { isObject, own } from '../json';
import { type Entry, type Listed, nothingBut } from './entry';

const readVersions: readonly unknown[] = [3, 4];

/**
 * Whether the value looks like what `pulumi stack export` prints, or like the checkpoint that a backend of one's own keeps.
 * Both are in https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go
 */
export function looksLikeState(value: unknown): boolean {
  if (!isObject(value)) return false;
  const hasVersion = typeof own(value, 'version') === 'number';
  const inside = deploymentIn(value);
  if (inside === undefined) return false;
  const { deployment } = inside;
  return hasVersion || own(deployment, 'manifest') !== undefined || Array.isArray(own(deployment, 'resources'));
}

/** The resources of a state. */
export function listState(value: unknown): Listed {
  const version = own(value, 'version');
  if (!readVersions.includes(version)) {
    return nothingBut(
      `the state is ${typeof version === 'number' ? `of version ${version}` : 'of no version'}, and versions 3 and 4 are read; write it again with pulumi stack export`,
    );
  }
  const { deployment, pointer } = deploymentIn(value) ?? { deployment: undefined, pointer: '' };
  if (!isObject(deployment)) {
    return nothingBut('the state holds no deployment; write it again with pulumi stack export');
  }
  const resources = own(deployment, 'resources');
  const pending = pendingIn(deployment, pointer, Array.isArray(resources) ? resources : []);
  // a stack that was never deployed has none
  if (resources === undefined && own(deployment, 'manifest') !== undefined) return { entries: pending, problems: [] };
  if (!Array.isArray(resources)) {
    return nothingBut('the deployment has no list of resources; write it again with pulumi stack export');
  }
  const entries = resources.map((one: unknown, index) => entryOf(one, `${pointer}/resources/${index}`));
  return { entries: [...entries, ...pending], problems: [] };
}

const making: readonly unknown[] = ['creating', 'updating', 'importing'];

/** What a run that broke off was about to make otherwise than it is: nobody knows whether AWS has made it. */
function pendingIn(deployment: unknown, pointer: string, resources: readonly unknown[]): readonly Entry[] {
  const operations = own(deployment, 'pending_operations');
  if (!Array.isArray(operations)) return [];
  const inputsOf = (one: unknown) => JSON.stringify([own(one, 'urn'), own(one, 'inputs')]);
  const there = new Set(operations.length === 0 ? [] : resources.map(inputsOf));
  return operations.flatMap((one: unknown, index) => {
    const resource = own(one, 'resource');
    if (!making.includes(own(one, 'type')) || there.has(inputsOf(resource))) return [];
    return [entryOf(resource, `${pointer}/pending_operations/${index}/resource`)];
  });
}

function deploymentIn(value: unknown): { readonly deployment: unknown; readonly pointer: string } | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, 'deployment')) return { deployment: value['deployment'], pointer: '/deployment' };
  const checkpoint = own(value, 'checkpoint');
  if (checkpoint === undefined) return undefined;
  return { deployment: own(checkpoint, 'latest'), pointer: '/checkpoint/latest' };
}

function entryOf(resource: unknown, pointer: string): Entry {
  const [urn, type] = [own(resource, 'urn'), own(resource, 'type')];
  if (!isObject(resource) || typeof urn !== 'string' || typeof type !== 'string') {
    return { pointer, problem: 'this resource of the state has no URN or no type' };
  }
  return { pointer, resource, urn, type };
}
