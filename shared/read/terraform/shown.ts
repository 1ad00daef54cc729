import { pointer } from '../../model/tree';
import { isObject, own } from '../json';
import { type Key, moduleStepsOf } from './address';
import type { Broken, Held, Instance } from './instance';

// a module in a module in a module …
const deepestModule = 60;

/** What stands in a state that `terraform show -json` prints, or in a part of that form. */
export function inShownState(values: unknown, at: string): Held {
  const instances: Instance[] = [];
  const broken: Broken[] = [];
  const visit = (module: unknown, here: string, levels: number): void => {
    const address = own(module, 'address') ?? '';
    if (!isObject(module) || typeof address !== 'string' || levels === 0) {
      broken.push({ address: '', pointer: here, problem: 'what stands here is no module that can be read' });
      return;
    }
    for (const [index, resource] of listIn(module, 'resources', here, broken)) {
      const read = instanceOf(resource, address, pointer(here, 'resources', index));
      if ('problem' in read) broken.push(read);
      else instances.push(read);
    }
    for (const [index, child] of listIn(module, 'child_modules', here, broken))
      visit(child, pointer(here, 'child_modules', index), levels - 1);
  };
  const root = own(values, 'root_module');
  if (root !== undefined) visit(root, `${at}/root_module`, deepestModule);
  else if (values !== undefined && !(isObject(values) && Object.keys(values).length === 0))
    broken.push({ address: '', pointer: at, problem: 'what stands here has no root_module' });
  return { instances, before: [], broken };
}

/** The entries of a list with their indexes; what is there and is no list cannot be read. */
export function listIn(holder: unknown, name: string, at: string, broken: Broken[]): [number, unknown][] {
  const list = own(holder, name);
  if (Array.isArray(list)) return [...list.entries()];
  if (list !== undefined && list !== null)
    broken.push({ address: '', pointer: pointer(at, name), problem: `${name} is no list` });
  return [];
}

function instanceOf(resource: unknown, module: string, at: string): Instance | Broken {
  const head = headOf(resource, module, at);
  if ('problem' in head) return head;
  const values = own(resource, 'values');
  // a resource of which nothing is known yet may have no values at all
  if (values !== undefined && values !== null && !isObject(values)) {
    return { address: head.address, type: head.type, pointer: at, problem: 'the values are no object' };
  }
  return { ...head, values: values ?? {}, unknown: undefined, pointer: pointer(at, 'values') };
}

/** What names a resource in all that `terraform show -json` prints. */
export function headOf(
  resource: unknown,
  module: string,
  at: string,
): Omit<Instance, 'values' | 'unknown' | 'pointer'> | Broken {
  const [address, type, name] = ['address', 'type', 'name'].map((key) => own(resource, key));
  const modules = moduleStepsOf(module);
  const known = typeof address === 'string' ? address : '';
  if (known === '' || typeof type !== 'string' || typeof name !== 'string') {
    const problem = isObject(resource) ? 'the resource has no address, type and name' : 'the resource is no object';
    return { address: known, pointer: at, problem };
  }
  if (modules === undefined) {
    return { address: known, type, pointer: at, problem: `its module ${module} has no address that can be read` };
  }
  const key = own(resource, 'index');
  const provider = own(resource, 'provider_name');
  return {
    address: known,
    modules,
    mode: own(resource, 'mode') === 'data' ? 'data' : 'managed',
    type,
    name,
    ...(isKey(key) && { key }),
    provider: typeof provider === 'string' ? provider : '',
  };
}

export function isKey(key: unknown): key is Key {
  return typeof key === 'string' || typeof key === 'number';
}
