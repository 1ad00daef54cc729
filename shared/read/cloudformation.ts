import { readTemplate } from './cloudformation/template';
import type { Reading, TemplateOptions } from './cloudformation/template';
import { isObject, own } from './json';

export { readExports, readNestedParameters, readOutput } from './cloudformation/outputs';
export type { Export } from './cloudformation/outputs';
export { readNested } from './cloudformation/expand';
export { allowedIn, parameterNames, readParameterFile } from './cloudformation/parameter-file';
export { pathAsWritten } from './cloudformation/place';
export type { NestedTemplate } from './cloudformation/nested';
export type { Given, Knowledge } from './cloudformation/scope';
export { cloudFormationTypes } from './cloudformation/template';
export type { Reading, TemplateOptions } from './cloudformation/template';

/** Whether the value looks like a CloudFormation template rather than like any other JSON. */
export function looksLikeTemplate(value: unknown): boolean {
  return own(value, 'AWSTemplateFormatVersion') !== undefined || isObject(own(value, 'Resources'));
}

/** The roles of a template, given as parsed JSON of any shape. What cannot be read becomes an unreadable subject. */
export function readCloudFormation(template: unknown, options: TemplateOptions = {}): Reading {
  return readTemplate(template, options);
}
