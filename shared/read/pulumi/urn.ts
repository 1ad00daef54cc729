/** `stack/project/parent types…/name` of a resource; the URN as it is where it is no URN of Pulumi. */
export function pathOfUrn(urn: string): string {
  const [, stack, project, types, ...name] = /^urn:pulumi:/.test(urn) ? ['', ...urn.slice(11).split('::')] : [];
  if (stack === undefined || project === undefined || types === undefined || name.length === 0) return urn;
  return [stack, project, ...types.split('$').slice(0, -1), name.join('::')].join('/');
}
