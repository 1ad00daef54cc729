import type { Tree } from '../../model/tree';
import { isList, pointer } from '../../model/tree';
import { isObject, type JsonObject } from '../json';
import { type Filling, fill, fillKey, variableOf } from './fill';
import type { Scope } from './scope';
import { asText } from './text';

/** An entry of a section that loops may write, and where it stands from the section. */
export interface Unrolled {
  readonly key: string;
  readonly value: unknown;
  /** JSON pointer. */
  readonly at: string;
  /** The value as it is written, with the variables of loops around it. */
  readonly raw: unknown;
}

const prefix = 'Fn::ForEach';
// a template has 500 resources at most: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const mostEntries = 2_000;

/** Whether a loop stands among the keys of that object. */
export function hasLoop(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  for (const key in value) if (key.startsWith(prefix)) return true;
  return false;
}

/**
 * The entries of a section with its loops written out: once for each value of the collection where that is known, else
 * once with a hole for the variable. What is no loop as CloudFormation has them stays under its own key.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function unroll(section: JsonObject, scope: Scope): readonly Unrolled[] {
  const made: Unrolled[] = [];
  for (const [key, value] of Object.entries(section))
    add({ key, value, at: pointer('', key), raw: value }, made, scope);
  return made;
}

/** The object that loops write, by its keys; undefined where it is not known which keys they write. */
export function writtenBy(object: JsonObject, scope: Scope): JsonObject | undefined {
  const entries = unroll(object, scope);
  const isSettled = entries.every(({ key }) => !key.startsWith(prefix) && (key in object || !/[$&]\{/.test(key)));
  return isSettled ? Object.fromEntries(entries.map(({ key, value }) => [key, value])) : undefined;
}

function add(entry: Unrolled, made: Unrolled[], scope: Scope): void {
  const loop = entry.key.startsWith(prefix) && made.length < mostEntries ? loopIn(entry, scope) : undefined;
  if (loop === undefined) {
    made.push(entry);
    return;
  }
  const written = Object.entries((entry.raw as readonly JsonObject[])[2] ?? {});
  for (const filling of loop.fillings)
    for (const [index, [key, value]] of Object.entries(loop.body).entries()) {
      const [name, raw] = written[index] ?? [key, value];
      const filled = { key: fillKey(key, loop.variable, filling), value: fill(value, loop.variable, filling) };
      add({ ...filled, at: pointer(entry.at, 2, name), raw }, made, scope);
    }
}

interface Loop {
  readonly variable: string;
  readonly fillings: readonly Filling[];
  readonly body: JsonObject;
}

function loopIn({ key, value }: Unrolled, scope: Scope): Loop | undefined {
  const [variable, collection, body, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof variable !== 'string' || !/^[0-9A-Za-z]+$/.test(variable)) return undefined;
  if (!isObject(body) || collection === undefined || more.length > 0) return undefined;
  const values = valuesOf(scope.read(collection, scope));
  const fillings = values?.map((one) => ({ value: one })) ?? [{ hole: variableOf(variable, key) }];
  return { variable, fillings, body };
}

/** The values of a collection, each once; undefined where one is open, and where it is no list. */
function valuesOf(collection: Tree | undefined): readonly string[] | undefined {
  if (!isList(collection) || collection.length > mostEntries) return undefined;
  const values: string[] = [];
  for (const item of collection) {
    if (item === undefined) continue;
    const value = asText(item)?.literal;
    if (value === undefined) return undefined;
    values.push(value);
  }
  return [...new Set(values)];
}
