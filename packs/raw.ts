/**
 * The properties as the engine sent them. The SDK hands out a proxy that throws where a value is not known yet; property
 * descriptors go past it, so that an unknown arrives as its marker and can be judged like any other hole.
 */
export function rawProperties(props: object): Record<string, unknown> {
  const plain = Object.entries(Object.getOwnPropertyDescriptors(props)).map(([key, { value }]) => [key, value]);
  return Object.fromEntries(plain);
}
