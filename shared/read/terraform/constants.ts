import { isObject, own, type JsonObject } from '../json';
import { type Configuration, referencesOf } from './configuration';

/** The value of an argument that the configuration spells, or that is a variable of the root module and nothing else. */
export function constantOf(expression: unknown, configuration: Configuration): unknown {
  const constant = own(expression, 'constant_value');
  if (constant !== undefined) return constant;
  const [only, ...others] = referencesOf(expression);
  const name = others.length === 0 ? /^var\.([\w-]+)$/.exec(only ?? '')?.[1] : undefined;
  return name === undefined ? undefined : configuration.variable(name);
}

/** The blocks of that name, or the objects that an argument holds, each by the constants in it. */
export function blocksOf(expression: unknown, configuration: Configuration): readonly JsonObject[] {
  if (Array.isArray(expression)) {
    return expression.map((block: unknown) =>
      isObject(block)
        ? Object.fromEntries(Object.entries(block).map(([name, one]) => [name, constantOf(one, configuration)]))
        : {},
    );
  }
  const value = constantOf(expression, configuration);
  if (Array.isArray(value)) return value.map((one: unknown) => (isObject(one) ? one : {}));
  if (value !== undefined) return isObject(value) ? [value] : [];
  // an argument that refers to other things still is there
  return expression === undefined ? [] : [{}];
}
