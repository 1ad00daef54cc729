import type { JsonObject } from '../json';
import { deepest, isObject } from '../json';

/** What stands in for the variable of a loop: one value of its collection, or the name of a hole. */
export type Filling = { readonly value: string } | { readonly hole: string };

/** What a loop's variable is called in its body while nobody knows its values; no parameter has spaces in its name. */
export function variableOf(variable: string, loop: string): string {
  return `each ${variable} of ${loop}`;
}

/** Whether a name in a Ref is one that stands for something open, which no parameter and no resource can have. */
export function isStandIn(name: string): boolean {
  return name.startsWith('each ') || name.startsWith('policy template ');
}

/**
 * A part of a loop's body with its variable filled in, in keys and in texts, as `${X}`, `&{X}` or a Ref. A part nested
 * too deep stays as it is.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function fill(body: unknown, variable: string, filling: Filling, levels = deepest): unknown {
  if (levels === 0) return body;
  if (typeof body === 'string') return fillText(body, variable, filling);
  if (Array.isArray(body)) return body.map((item) => fill(item, variable, filling, levels - 1));
  if (!isObject(body)) return body;
  if (Object.keys(body).length === 1) {
    if (body['Ref'] === variable) return 'value' in filling ? filling.value : { Ref: filling.hole };
    if ('hole' in filling) {
      // what these name is looked up in the body itself, where keys keep the variable as well
      if ('Ref' in body || 'Fn::GetAtt' in body || 'Condition' in body) return body;
      if ('Fn::Sub' in body) return { 'Fn::Sub': fillSub(body['Fn::Sub'], variable, filling, levels - 1) };
    }
  }
  return fillObject(body, variable, filling, levels - 1);
}

/** A key of a loop's body with its value; the variable stays in the key where its values are not known. */
export function fillKey(key: string, variable: string, filling: Filling): string {
  if ('hole' in filling) return key;
  const { value } = filling;
  // the second form leaves out what a logical id may not hold
  return key
    .replaceAll(`\${${variable}}`, () => value)
    .replaceAll(`&{${variable}}`, value.replace(/[^0-9A-Za-z]/g, ''));
}

function fillObject(body: JsonObject, variable: string, filling: Filling, levels: number): unknown {
  const names = Object.keys(body);
  // what key such an object has nobody knows, and so not what it means
  if ('hole' in filling && names.some((name) => !name.startsWith('Fn::') && mentions(name, variable)))
    return { Ref: filling.hole };
  return Object.fromEntries(
    names.map((name) => [fillKey(name, variable, filling), fill(body[name], variable, filling, levels)]),
  );
}

function fillText(text: string, variable: string, filling: Filling): unknown {
  if (!mentions(text, variable)) return text;
  if ('value' in filling) return fillKey(text, variable, filling);
  const parts = text.split(new RegExp(`[$&]\\{${variable}\\}`));
  const joined = parts.flatMap((part, index) => (index === 0 ? [part] : [{ Ref: filling.hole }, part]));
  return { 'Fn::Join': ['', joined] };
}

function fillSub(argument: unknown, variable: string, filling: { readonly hole: string }, levels: number): unknown {
  const inText = (text: unknown) =>
    typeof text === 'string'
      ? text.replace(new RegExp(`[$&]\\{${variable}\\}`, 'g'), () => `\${${filling.hole}}`)
      : text;
  if (!Array.isArray(argument)) return inText(argument);
  const [text, ...variables] = argument as unknown[];
  return [inText(text), ...variables.map((one) => fill(one, variable, filling, levels))];
}

function mentions(text: string, variable: string): boolean {
  return text.includes(`\${${variable}}`) || text.includes(`&{${variable}}`);
}
