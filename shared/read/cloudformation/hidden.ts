/** Why an entry of the Resources section stands for resources that the template does not show; undefined where it shows all. */
export function hiddenResources(key: string): string | undefined {
  if (key === 'Fn::Transform') {
    return 'a macro writes resources into this template at deployment, so its roles cannot be seen: check the template that it produces';
  }
  // a loop that can be read has been written out before
  return key.startsWith('Fn::ForEach')
    ? `${key} cannot be read, so its roles cannot be seen: a loop is a list of a variable, a collection and an object`
    : undefined;
}
