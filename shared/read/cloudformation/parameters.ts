import type { Text } from '../../model/text';
import { Choice, type Tree } from '../../model/tree';
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
  return type.includes('List') ? listIn(value, name, scope) : value;
}

/**
 * The values that a parameter is limited to, as texts; undefined where it may have any. Of what is looked up it is the
 * name that is limited:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function allowedValues(parameter: unknown): readonly string[] | undefined {
  if (typeOf(parameter).startsWith('AWS::SSM::Parameter::Value')) return undefined;
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
  if (typeOf(parameter) === 'String' && accountPattern.test(String(own(parameter, 'AllowedPattern')))) return true;
  return allowedValues(parameter)?.every((value) => /^\d{12}$/.test(value)) === true;
}

// a pattern is for the whole value
const accountPattern = /^\^?\(?(?:\\d|\[0-9\]|\[\\d\])\{12\}\)?\$?$/;

/** What a parent stack passes, or leaves to the default, and for a stack of its own what the user says. */
function knownValue(name: string, parameter: unknown, scope: Scope): Tree | undefined {
  const { parameters, given } = scope.knowledge;
  const passed = parameters === undefined ? given?.values.get(name) : parameters.get(name);
  if (passed !== undefined) return withDefault(passed, name, parameter, scope);
  // a stack that nobody says this of may be given another value than the default
  if (parameters === undefined && given?.defaults !== true) return undefined;
  return defaultOf(parameter);
}

function defaultOf(parameter: unknown): string | number | boolean | undefined {
  const value = own(parameter, 'Default');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** What is passed, with the default where a condition of the parent stack passes nothing. */
function withDefault(passed: Tree | undefined, name: string, parameter: unknown, scope: Scope): Tree {
  if (passed === undefined) return defaultOf(parameter) ?? scope.hole(`Ref ${name}`);
  if (!(passed instanceof Choice)) return passed;
  const side = (tree: Tree | undefined): Tree => withDefault(tree, name, parameter, scope);
  return new Choice(passed.condition, side(passed.then), side(passed.otherwise));
}

/** The one value that is allowed; each item of a list may be there several times. */
function onlyValue(parameter: unknown): string | undefined {
  const values = typeOf(parameter).includes('List') ? undefined : allowedValues(parameter);
  return values?.length === 1 ? values[0] : undefined;
}

/** A list, of one text or as it is passed; of a choice each side. */
function listIn(value: Tree | undefined, name: string, scope: Scope): Tree {
  if (value instanceof Choice) {
    const side = (tree: Tree | undefined): Tree => listIn(tree, name, scope);
    return new Choice(value.condition, side(value.then), side(value.otherwise));
  }
  const text = asText(value);
  return text === undefined ? (value ?? scope.hole(`Ref ${name}`)) : listOf(text, name, scope);
}

function listOf(text: Text, name: string, scope: Scope): Tree {
  if (text.hole !== undefined) return text;
  return cut(text, ',')?.map((part) => (typeof part === 'string' ? part.trim() : part)) ?? scope.hole(`Ref ${name}`);
}
