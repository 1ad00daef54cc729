import type { Hole } from '../../model/text';
import { Text } from '../../model/text';
import type { Tree } from '../../model/tree';
import { Choice, isList, isMap } from '../../model/tree';
import { isObject, own } from '../json';
import { expand } from './expand';
import { read } from './resolve';
import type { Knowledge, Scope } from './scope';
import { nests } from './nested';
import { asText, plain } from './text';

/** A value that a stack exports under that name. */
export interface Export {
  readonly name: Text;
  readonly value: Tree;
}

/** What a template exports to other stacks of its account and Region. Holes of the value say which export they are from. */
export function readExports(template: unknown, knowledge: Knowledge = {}): Export[] {
  const { scope } = expand(template, knowledge);
  return entries(own(scope.template, 'Outputs')).flatMap(([, output]) => {
    const name = asText(read(own(own(output, 'Export'), 'Name'), scope));
    const value = read(own(output, 'Value'), scope);
    return name === undefined || value === undefined
      ? []
      : [{ name, value: told(value, `in export ${name.toString()}`) }];
  });
}

/** What a stack that another one nests gives under the name of an output; `stack` is the logical id of it there. */
export function readOutput(
  template: unknown,
  output: string,
  stack: string,
  knowledge: Knowledge = {},
): Tree | undefined {
  const { scope } = expand(template, knowledge);
  const value = read(own(own(own(scope.template, 'Outputs'), output), 'Value'), scope);
  return value === undefined ? undefined : told(value, `in ${stack}`);
}

/** The parameters that a template passes to each of its nested stacks, by the logical id of the stack resource. */
export function readNestedParameters(
  template: unknown,
  knowledge: Knowledge = {},
): ReadonlyMap<string, ReadonlyMap<string, Tree>> {
  const { scope } = expand(template, knowledge);
  const stacks = entries(own(scope.template, 'Resources')).filter(([, resource]) => nests(own(resource, 'Type')));
  return new Map(stacks.map(([id, stack]) => [id, passed(own(own(stack, 'Properties'), 'Parameters'), scope)]));
}

function passed(parameters: unknown, scope: Scope): ReadonlyMap<string, Tree> {
  const values = new Map<string, Tree>();
  for (const [name, value] of entries(parameters)) {
    const tree = read(value, scope);
    if (tree !== undefined) values.set(name, told(tree, 'of the parent stack'));
  }
  return values;
}

/** The tree for use in another template, where the same id may stand for another value. */
function told(tree: Tree, where: string): Tree {
  if (tree instanceof Text)
    return plain(tree.fill((hole) => (isShared(hole) ? undefined : Text.of(moved(hole, where)))));
  if (tree instanceof Choice) {
    return new Choice(`${tree.condition} ${where}`, part(tree.then, where), part(tree.otherwise, where));
  }
  if (isList(tree)) return tree.map((item) => part(item, where));
  if (!isMap(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, part(value, where)]));
}

function part(tree: Tree | undefined, where: string): Tree | undefined {
  return tree === undefined ? undefined : told(tree, where);
}

function moved(hole: Hole, where: string): Hole {
  return { id: `${hole.id} ${where}`, domain: hole.domain };
}

/** Account, partition, Region and domain suffix are the same in both templates. */
function isShared(hole: Hole): boolean {
  return ['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::URLSuffix'].includes(hole.id);
}

function entries(section: unknown): [string, unknown][] {
  return isObject(section) ? Object.entries(section) : [];
}
