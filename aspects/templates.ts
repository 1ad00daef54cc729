import { existsSync } from 'node:fs';
import type { IPolicyValidationContext, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Constructs } from './constructs';
import type { Core } from './peer';

/** A finished template of the app. */
export interface Template {
  /** Absolute path. */
  readonly path: string;
  readonly json: unknown;
  /** 12 digits, where the stack is bound to an account. */
  readonly account?: string;
  readonly region?: string;
  /** For a nested stack: the template that nests it, and the logical id it has there. */
  readonly nestedIn?: { readonly parent: Template; readonly logicalId: string };
}

/** A template that could not be read. */
export interface Broken {
  readonly path: string;
  readonly problem: string;
}

/** The value of a JSON file, or why there is none, in words that quote nothing of it: it may hold secrets. */
export function readJson(path: string): { readonly value: unknown } | { readonly problem: string } {
  const { parseJson } = require('../load/json') as typeof import('../load/json');
  const { readText } = require('../load/bytes') as typeof import('../load/bytes');
  const file = readText(path);
  if ('problem' in file) return file;
  const json = parseJson(file.text);
  if ('value' in json) return json;
  const { message, line, column } = json.problem;
  return { problem: `${message} (line ${line}, column ${column})` };
}

/** The stacks of an app but nested ones as a plugin is told of them; a stack that has no template is left out. */
export function stacksOf(core: Core, app: IConstruct): IPolicyValidationContext['stackTemplates'] {
  const known = (value: string) => (core.Token.isUnresolved(value) ? undefined : value);
  return new Constructs(core, app)
    .stacks()
    .filter(([templatePath, { nestedStackParent }]) => nestedStackParent === undefined && existsSync(templatePath))
    .map(([templatePath, { node, account, region }]) => ({
      stackConstructPath: node.path,
      templatePath,
      accountId: known(account),
      region: known(region),
    }));
}

/** Reads the templates of all stacks, those in Stages and nested ones included; each once, parents first. */
export function readTemplates(
  context: Pick<IPolicyValidationContext, 'stackTemplates'>,
  constructs: Constructs,
): { templates: readonly Template[]; broken: readonly Broken[] } {
  const templates = new Map<string, Template>();
  const broken: Broken[] = [];
  const read = (path: string, more: Omit<Template, 'path' | 'json'>): void => {
    const file = readJson(path);
    if ('problem' in file) broken.push({ path, problem: `the template cannot be read: ${file.problem}` });
    else templates.set(path, { path, json: file.value, ...more });
  };
  for (const { templatePath, accountId, region } of context.stackTemplates) {
    read(templatePath, {
      ...(accountId !== undefined && { account: accountId }),
      ...(region !== undefined && { region }),
    });
  }
  // the context leaves nested stacks out
  if ([...templates.values()].some(nests)) {
    const paths = new Map(constructs.stacks().map(([path, stack]) => [stack, path]));
    for (const [stack, path] of paths) {
      const nestedIn = placeInParent(stack, (parent) => templates.get(paths.get(parent) ?? ''));
      if (nestedIn === undefined || templates.has(path)) continue;
      const { account, region } = nestedIn.parent;
      read(path, { ...(account !== undefined && { account }), ...(region !== undefined && { region }), nestedIn });
    }
  }
  return { templates: [...templates.values()], broken };
}

function nests(template: Template): boolean {
  const resources = (template.json as { Resources?: unknown } | null)?.Resources;
  if (typeof resources !== 'object' || resources === null) return false;
  return Object.values(resources).some((one: { Type?: unknown } | null) => one?.Type === 'AWS::CloudFormation::Stack');
}

/** Where a nested stack stands; undefined for one that is not nested, or whose parent has no template here. */
export function placeInParent(stack: Stack, templateOf: (parent: Stack) => Template | undefined): Template['nestedIn'] {
  const { nestedStackParent, nestedStackResource } = stack;
  if (nestedStackParent === undefined || nestedStackResource === undefined) return undefined;
  const parent = templateOf(nestedStackParent);
  if (parent === undefined) return undefined;
  return { parent, logicalId: String(nestedStackParent.resolve(nestedStackResource.logicalId)) };
}
