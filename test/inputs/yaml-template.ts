import { Document, isScalar, type Node } from 'yaml';

/** A template as YAML, every function in its short form where YAML has one for it. */
export function yamlOf(template: object): string {
  const document = new Document(undefined, { version: '1.1', aliasDuplicateObjects: false });
  document.contents = nodeOf(template, document) as never;
  return document.toString({ indentSeq: false, directives: false });
}

function nodeOf(value: unknown, document: Document): Node {
  if (Array.isArray(value)) {
    const list = document.createNode([]);
    for (const item of value as unknown[]) list.items.push(nodeOf(item, document) as never);
    return list;
  }
  if (typeof value !== 'object' || value === null) return document.createNode(value) as unknown as Node;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value) as [string, unknown][];
  const call = others.length === 0 ? shortForm(name, argument, document) : undefined;
  if (call !== undefined) return call;
  const map = document.createNode({});
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    map.add(document.createPair(key, nodeOf(part, document)) as never);
  }
  return map;
}

function shortForm(name: string, argument: unknown, document: Document): Node | undefined {
  const isReference = name === 'Ref' || (name === 'Condition' && typeof argument === 'string');
  if (!isReference && !/^Fn::[A-Z][A-Za-z]+$/.test(name)) return undefined;
  const pair = name === 'Fn::GetAtt' && Array.isArray(argument) && argument.every((part) => typeof part === 'string');
  const node = nodeOf(pair ? (argument as string[]).join('.') : argument, document);
  // a function directly inside of another one has no short form, and a scalar inside of one is always a text
  if (node.tag !== undefined || (isScalar(node) && typeof node.value !== 'string')) return undefined;
  node.tag = `!${name.replace('Fn::', '')}`;
  return node;
}
