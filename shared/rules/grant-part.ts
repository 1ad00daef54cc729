import { parseDocument } from '../model/policy';
import { Text } from '../model/text';
import { Choice, isList, isMap, isTooDeep, many, type Tree, type TreeMap } from '../model/tree';

/** Stands in the place of a statement that says nothing of the services asked about, so that places stay what they are. */
const inert: TreeMap = { Effect: 'Deny', Action: 'none:none', Resource: '*' };

/**
 * A document with its statements on other services than these left empty, be it given as JSON text; undefined where
 * none is left that may allow something. What cannot be read stays as it is.
 */
export function partAbout(services: ReadonlySet<string>, document: Tree | undefined): Tree | undefined {
  if (isTooDeep(document)) return document;
  if (document instanceof Choice) {
    const [then, otherwise] = [document.then, document.otherwise].map(
      (way) => partAbout(services, way) ?? inertDocument,
    );
    return new Choice(document.condition, then, otherwise);
  }
  if (document === undefined || (document instanceof Text && document.hole !== undefined)) return document;
  const read = parseDocument(document);
  if (!('tree' in read) || !isMap(read.tree) || isTooDeep(read.tree)) return document;
  const key = Object.keys(read.tree).find((name) => name.toLowerCase() === 'statement');
  const statements = key === undefined ? undefined : read.tree[key];
  if (key === undefined || statements === undefined) return document;
  const left = isList(statements) ? statements.map(keep) : keep(statements);
  if (many(left).every((one) => one === inert) && many(left).length > 0) return undefined;
  return { ...read.tree, [key]: left };

  function keep(statement: Tree | undefined): Tree | undefined {
    if (statement instanceof Choice) {
      const [then, otherwise] = [keep(statement.then), keep(statement.otherwise)];
      return (then ?? inert) === inert && (otherwise ?? inert) === inert
        ? inert
        : new Choice(statement.condition, then, otherwise);
    }
    return isMap(statement) && isAboutOthers(statement, services) ? inert : statement;
  }
}

const inertDocument: TreeMap = { Statement: [inert] };

/** Whether every action of a statement is spelled, and is of another service. */
function isAboutOthers(statement: TreeMap, services: ReadonlySet<string>): boolean {
  const names = Object.keys(statement).filter((name) => /^(not)?action$/i.test(name));
  const actions = many(names.length === 1 ? statement[names[0] ?? ''] : undefined);
  return (
    names.length === 1 &&
    names[0]?.toLowerCase() === 'action' &&
    actions.length > 0 &&
    actions.every((action) => {
      const service = typeof action === 'string' ? /^[a-z0-9-]+(?=:)/i.exec(action)?.[0] : undefined;
      return service !== undefined && !services.has(service.toLowerCase());
    })
  );
}
