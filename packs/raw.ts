/**
 * Properties of these names as the engine sent them. The SDK hands out a proxy that throws where a value is not known
 * yet; property descriptors go past it, so that an unknown arrives as its marker and can be judged like any other hole.
 */
export function rawProperties(props: object, names: readonly string[] = Object.keys(props)): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const name of names) {
    const value: unknown = Object.getOwnPropertyDescriptor(props, name)?.value;
    if (value !== undefined) raw[name] = value;
  }
  return raw;
}

/** A value without the wrappers in which the SDK hands out secrets for remediation. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (isSecret(value)) return withoutSecrets(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSecrets(part)]));
}

function isSecret(value: object): value is { readonly value: unknown } {
  return Object.getPrototypeOf(value) !== Object.prototype && Object.keys(value).join() === 'value';
}
