import { pointer } from '../../model/tree';
import { isObject, own } from '../json';
import { indexOf, moduleStepsOf } from './address';
import type { Broken, Held, Instance } from './instance';
import { isKey, listIn } from './shown';

/** What stands in a state file of version 4, as `terraform state pull` prints it. */
export function inStateFile(state: unknown): Held {
  const instances: Instance[] = [];
  const broken: Broken[] = [];
  for (const [index, resource] of listIn(state, 'resources', '', broken)) {
    const at = pointer('/resources', index);
    for (const [number, one] of listIn(resource, 'instances', at, broken)) {
      const read = instanceOf(resource, one, pointer(at, 'instances', number));
      if (read === undefined) continue;
      if ('problem' in read) broken.push(read);
      else instances.push(read);
    }
    if (!isObject(resource)) broken.push({ address: '', pointer: at, problem: 'the resource is no object' });
  }
  return { instances, before: [], broken };
}

function instanceOf(resource: unknown, instance: unknown, at: string): Instance | Broken | undefined {
  // a deposed object is to be deleted, and another one has its place
  if (own(instance, 'deposed') !== undefined) return undefined;
  const [mode, type, name, provider] = ['mode', 'type', 'name', 'provider'].map((key) => own(resource, key));
  const module = own(resource, 'module') ?? '';
  const modules = typeof module === 'string' ? moduleStepsOf(module) : undefined;
  if (typeof type !== 'string' || typeof name !== 'string' || typeof module !== 'string' || modules === undefined) {
    return { address: '', pointer: at, problem: 'the resource has no module, type and name that can be read' };
  }
  const key = own(instance, 'index_key');
  const data = mode === 'data' ? 'data.' : '';
  const address = `${module === '' ? '' : `${module}.`}${data}${type}.${name}${isKey(key) ? indexOf(key) : ''}`;
  const values = own(instance, 'attributes');
  if (!isObject(values)) {
    const problem = 'its attributes are no object: judge what terraform show -json prints of the state';
    return { address, type, pointer: at, problem };
  }
  return {
    address,
    modules,
    mode: mode === 'data' ? 'data' : 'managed',
    type,
    name,
    ...(isKey(key) && { key }),
    provider: typeof provider === 'string' ? provider : '',
    values,
    unknown: undefined,
    pointer: pointer(at, 'attributes'),
  };
}
