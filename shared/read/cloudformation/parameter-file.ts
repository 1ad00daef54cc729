import { isObject, own } from '../json';
import { allowedValues, isSecret } from './parameters';

/** The values in a file of parameters, by name, or why there are none. */
export type ParameterFile = { readonly values: ReadonlyMap<string, string> } | { readonly problem: string };

/**
 * Reads a file of parameters in one of the forms that people have: a list of objects with ParameterKey and
 * ParameterValue, as the AWS CLI takes it; an object with Parameters, as CodePipeline takes it; names and values alone.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-cli-best-practices.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
 */
export function readParameterFile(value: unknown): ParameterFile {
  if (Array.isArray(value)) return fromEntries(value.map((entry: unknown) => [own(entry, 'ParameterKey'), entry]));
  const names = own(value, 'Parameters') ?? value;
  if (!isObject(names)) return { problem: `this holds no parameters: ${forms}` };
  return fromEntries(Object.entries(names).map(([name, one]) => [name, { ParameterValue: one }]));
}

const forms =
  'write a list of objects with ParameterKey and ParameterValue, an object with Parameters, or names and values alone';

function fromEntries(entries: readonly (readonly [name: unknown, entry: unknown])[]): ParameterFile {
  const values = new Map<string, string>();
  for (const [index, [name, entry]] of entries.entries()) {
    if (typeof name !== 'string' || name === '') return { problem: `entry ${index + 1} has no ParameterKey: ${forms}` };
    if (values.has(name)) return { problem: `the parameter ${name} stands twice; keep one of them` };
    // what is left as it is in a stack is not known here
    if (own(entry, 'UsePreviousValue') === true) continue;
    const text = textOf(own(entry, 'ParameterValue'));
    if (text === undefined)
      return { problem: `the parameter ${name} has no value that is a text, a number or a list of them` };
    values.set(name, text);
  }
  return { values };
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map(textOf);
    return items.includes(undefined) ? undefined : items.join(',');
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The names of the parameters that a template declares. */
export function parameterNames(template: unknown): readonly string[] {
  const parameters = own(template, 'Parameters');
  return isObject(parameters) ? Object.keys(parameters) : [];
}

/**
 * The values that a template allows a parameter, where the given value is none of them; for a list, of each item. None
 * are told of a parameter that is to stay secret.
 */
export function allowedIn(template: unknown, name: string, value: string): readonly string[] | undefined {
  const parameter = own(own(template, 'Parameters'), name);
  const allowed = allowedValues(parameter);
  const items = String(own(parameter, 'Type')).includes('List') ? value.split(',').map((item) => item.trim()) : [value];
  if (allowed === undefined || items.every((item) => allowed.includes(item))) return undefined;
  return isSecret(parameter) ? [] : allowed;
}
