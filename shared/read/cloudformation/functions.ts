import type { Tree } from '../../model/tree';
import { isList, isMap } from '../../model/tree';
import { eachWay, hasChoice } from './choices';
import { choose } from './conditions';
import { findInMap } from './mappings';
import { getAtt, ref } from './references';
import type { Scope } from './scope';
import { asText, cut, glue } from './text';

/** What a function gives for its argument, which is read already. */
type Intrinsic = (argument: Tree | undefined, scope: Scope) => Tree | undefined;

/** What an intrinsic function of that name, such as `Ref` or `Fn::Join`, gives: a hole where nothing here settles it. */
export function call(name: string, argument: Tree | undefined, scope: Scope): Tree | undefined {
  const work = functions.get(name);
  // what a tree holds may stay a choice
  if (work === choose || work === toJsonString) return work(argument, scope);
  if (work !== undefined && !hasChoice(argument)) return work(argument, scope);
  const ways = work === undefined ? undefined : eachWay(argument, (settled) => work(settled, scope));
  return ways === undefined ? scope.open(name.replace(/^Fn::/, ''), argument) : ways.tree;
}

const functions: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (name, scope) => (typeof name === 'string' ? ref(name, scope) : scope.open('Ref', name))],
  ['Fn::GetAtt', attribute],
  ['Fn::If', choose],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Length', length],
  ['Fn::Base64', base64],
  ['Fn::Transform', transform],
  ['Fn::GetStackOutput', stackOutput],
]);

function attribute(argument: Tree | undefined, scope: Scope): Tree {
  const path = typeof argument === 'string' ? argument.split('.') : argument;
  if (!isList(path) || path.length < 2 || !path.every((step) => typeof step === 'string')) {
    return scope.open('GetAtt', argument, '.');
  }
  const [name = '', ...rest] = path;
  return getAtt(name, rest.join('.'), scope);
}

function join(argument: Tree | undefined, scope: Scope): Tree {
  const isPair = isList(argument) && argument.length === 2;
  const delimiter = isPair ? argument[0] : undefined;
  const list = isPair ? argument[1] : undefined;
  if (typeof delimiter !== 'string' || !isList(list)) return scope.open('Join', argument);
  return glue(list, delimiter) ?? scope.open('Join', argument);
}

function sub(argument: Tree | undefined, scope: Scope): Tree | undefined {
  const [template, variables = {}, ...more] = isList(argument) ? argument : [argument];
  if (typeof template !== 'string' || !isMap(variables) || more.length > 0) return scope.open('Sub', argument);
  const parts: (Tree | undefined)[] = [];
  let end = 0;
  for (const match of template.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    const [whole, escaped, inside = ''] = match;
    parts.push(template.slice(end, match.index));
    parts.push(escaped === '!' ? `\${${inside}}` : variable(inside.trim(), variables, scope));
    end = match.index + whole.length;
  }
  parts.push(template.slice(end));
  // a parameter that a parent stack passes may be a choice
  const ways = eachWay(
    parts,
    (settled) => (isList(settled) ? glue(settled) : undefined) ?? scope.open('Sub', argument),
  );
  return ways === undefined ? scope.open('Sub', argument) : ways.tree;
}

function variable(name: string, variables: { readonly [name: string]: Tree | undefined }, scope: Scope): Tree {
  const dot = name.indexOf('.');
  const value = Object.hasOwn(variables, name)
    ? variables[name]
    : dot < 0
      ? ref(name, scope)
      : getAtt(name.slice(0, dot), name.slice(dot + 1), scope);
  return value === undefined || isList(value) || isMap(value) ? scope.open('Sub', name) : value;
}

function select(argument: Tree | undefined, scope: Scope): Tree {
  const [index, list] = isList(argument) ? argument : [];
  const place = asText(index)?.literal;
  const items = isList(list) ? list.filter((item) => item !== undefined) : [];
  const item = place !== undefined && /^\d+$/.test(place) ? items[Number(place)] : undefined;
  return item ?? scope.open('Select', argument);
}

function split(argument: Tree | undefined, scope: Scope): Tree {
  const [delimiter, source] = isList(argument) ? argument : [];
  const text = asText(source);
  if (typeof delimiter !== 'string' || text === undefined) return scope.open('Split', argument);
  return cut(text, delimiter) ?? scope.open('Split', argument);
}

function importValue(name: Tree | undefined, scope: Scope): Tree {
  const text = asText(name);
  return (text === undefined ? undefined : scope.knowledge.exports?.(text)) ?? scope.open('ImportValue', name);
}

/** The tree itself, which every reader takes as well as its text: that of a document may be given as an object. */
function toJsonString(argument: Tree | undefined, scope: Scope): Tree {
  return isMap(argument) || isList(argument) ? argument : scope.open('ToJsonString', argument);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-length.html */
function length(argument: Tree | undefined, scope: Scope): Tree {
  return isList(argument) && argument.every((item) => item !== undefined)
    ? argument.length
    : scope.open('Length', argument);
}

function base64(argument: Tree | undefined, scope: Scope): Tree {
  const text = asText(argument)?.literal;
  if (text === undefined) return scope.open('Base64', argument);
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** What a macro, such as AWS::Include, puts there at deployment. */
function transform(argument: Tree | undefined, scope: Scope): Tree {
  const name = isMap(argument) ? argument['Name'] : undefined;
  const parameters = isMap(argument) ? argument['Parameters'] : undefined;
  const location = isMap(parameters) ? parameters['Location'] : undefined;
  const shown = name === undefined ? argument : location === undefined ? name : [name, 'of', location];
  return scope.open('Transform', argument, ' ', shown);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html */
function stackOutput(argument: Tree | undefined, scope: Scope): Tree {
  const shown = isMap(argument) ? [argument['StackName'], argument['OutputName']] : argument;
  return scope.open('GetStackOutput', argument, '.', shown);
}
