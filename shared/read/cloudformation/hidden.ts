import { isObject, own } from '../json';

/**
 * Why an entry of the Resources section may stand for resources that the template does not show; undefined where it
 * shows all. `mayHold` tells whether a resource of that type could hold something that is judged.
 */
export function hiddenResources(key: string, entry: unknown, mayHold: (type: string) => boolean): string | undefined {
  if (!key.startsWith('Fn::')) return undefined;
  if (key === 'Fn::Transform') {
    return 'a macro writes resources into this template at deployment, so its roles cannot be seen: check the template that it produces';
  }
  if (!key.startsWith('Fn::ForEach')) return undefined;
  const body: unknown = Array.isArray(entry) ? entry[2] : undefined;
  const made = isObject(body) ? Object.entries(body) : [['', undefined] as const];
  const isSettled = made.every(([name, resource]) => {
    const type = own(resource, 'Type');
    return !name.startsWith('Fn::') && typeof type === 'string' && !mayHold(type);
  });
  return isSettled
    ? undefined
    : `${key} makes resources at deployment, so its roles cannot be seen: write them out, or check the processed template`;
}
