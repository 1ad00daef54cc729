import { Text } from '../../shared/model/text';
import { isList, isMap, many, type Tree, type TreeMap } from '../../shared/model/tree';

const lists: { readonly [element: string]: string } = {
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
};
const whose: { readonly [element: string]: string } = { Principal: 'principals', NotPrincipal: 'not_principals' };

/** The blocks of a data source that come to a policy; undefined where none do, such as for elements that are misspelt. */
export function blocksOf(document: Tree | undefined): TreeMap | undefined {
  if (!isMap(document)) return undefined;
  const { Version: version, Statement: statement, ...more } = document;
  if (Object.keys(more).length > 0) return undefined;
  const blocks = many(statement).map(statementBlock);
  if (blocks.some((one) => one === undefined)) return undefined;
  return { ...(version !== undefined && { version }), statement: blocks };
}

function statementBlock(statement: Tree | undefined): TreeMap | undefined {
  if (!isMap(statement)) return undefined;
  const block: { [name: string]: Tree } = {};
  for (const [element, value] of Object.entries(statement)) {
    const list = lists[element];
    const principals = whose[element];
    if (value === undefined) continue;
    if (element === 'Sid' || element === 'Effect') block[element.toLowerCase()] = value;
    else if (list !== undefined) block[list] = many(value);
    else if (principals !== undefined) {
      const made = principalBlocks(value);
      if (made === undefined) return undefined;
      block[principals] = made;
    } else if (element === 'Condition') {
      const made = conditionBlocks(value);
      if (made === undefined) return undefined;
      block['condition'] = made;
    } else return undefined;
  }
  return block;
}

function principalBlocks(value: Tree): Tree | undefined {
  if (value === '*') return [{ type: '*', identifiers: ['*'] }];
  if (value instanceof Text) return value;
  if (!isMap(value)) return undefined;
  return Object.entries(value).map(([type, names]) => ({ type, identifiers: many(names) }));
}

function conditionBlocks(value: Tree): Tree | undefined {
  if (value instanceof Text) return value;
  if (!isMap(value) || Object.values(value).some((keys) => !isMap(keys))) return undefined;
  const entries = Object.entries(value).flatMap(([test, keys]) =>
    Object.entries(keys as TreeMap).map(([variable, values]) => ({ test, variable, values: many(values).map(asText) })),
  );
  return entries.every(({ values }) => values.length > 0) ? entries : undefined;
}

// what a data source is handed is text
function asText(value: Tree | undefined): Tree | undefined {
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : value;
}

/** A policy as a data source writes it: statements in a list, and of all else one value by itself. */
export function asWritten(document: Tree): Tree {
  if (!isMap(document)) return document;
  const { Version = '2012-10-17', Statement } = document;
  return { Version, Statement: many(Statement).map((one) => (isMap(one) ? alone(one) : one)) };
}

function alone(tree: Tree | undefined): Tree | undefined {
  if (isList(tree)) return tree.length === 1 ? alone(tree[0]) : tree.map(alone);
  if (!isMap(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, alone(value)]));
}
