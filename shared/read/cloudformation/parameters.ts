import type { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { own } from '../json';
import type { Scope } from './scope';
import { asText, cut } from './text';

/**
 * What a Ref of the parameter gives. What is to stay secret stays open, as does what is looked up in the parameter store.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, parameter: unknown, scope: Scope): Tree {
  const type = typeOf(parameter);
  const isClosed = type.startsWith('AWS::SSM::') || isSecret(parameter);
  const value = isClosed ? undefined : (knownValue(name, parameter, scope) ?? onlyValue(parameter));
  if (value === undefined) return scope.hole(`Ref ${name}`, isAccount(parameter) ? 'account' : 'free');
  const text = asText(value);
  return type.includes('List') && text !== undefined ? listOf(text, name, scope) : value;
}

/** The values that a parameter is limited to, as texts; undefined where it may have any. */
export function allowedValues(parameter: unknown): readonly string[] | undefined {
  const values = own(parameter, 'AllowedValues');
  const texts = Array.isArray(values) ? values.map((value: Tree) => asText(value)?.literal) : [];
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}

function typeOf(parameter: unknown): string {
  const declared = own(parameter, 'Type');
  return typeof declared === 'string' ? declared : 'String';
}

/** Whether nobody is to see the value of a parameter. */
export function isSecret(parameter: unknown): boolean {
  return /^true$/i.test(String(own(parameter, 'NoEcho')));
}

function isAccount(parameter: unknown): boolean {
  return allowedValues(parameter)?.every((value) => /^\d{12}$/.test(value)) === true;
}

/** What a parent stack passes, or leaves to the default, and for a stack of its own what the user says. */
function knownValue(name: string, parameter: unknown, scope: Scope): Tree | undefined {
  const { parameters, given } = scope.knowledge;
  const passed = parameters === undefined ? given?.values.get(name) : parameters.get(name);
  if (passed !== undefined) return passed;
  // a stack that nobody says this of may be given another value than the default
  if (parameters === undefined && given?.defaults !== true) return undefined;
  const value = own(parameter, 'Default');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** The one value that is allowed; each item of a list may be there several times. */
function onlyValue(parameter: unknown): string | undefined {
  const values = typeOf(parameter).includes('List') ? undefined : allowedValues(parameter);
  return values?.length === 1 ? values[0] : undefined;
}

function listOf(text: Text, name: string, scope: Scope): Tree {
  if (text.hole !== undefined) return text;
  return cut(text, ',')?.map((part) => (typeof part === 'string' ? part.trim() : part)) ?? scope.hole(`Ref ${name}`);
}
