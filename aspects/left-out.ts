import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Constructs } from './constructs';
import type { Core } from './peer';
import { type Broken, readJson, type Template } from './templates';

/** Roles that a stack asks for and that are kept out of its template: the template as it would be with them. */
export interface LeftOut {
  readonly template: Template;
  /** The construct paths of the roles, by the logical ids that they have in it. */
  readonly paths: ReadonlyMap<string, string>;
}

interface Entry {
  readonly roleConstructPath?: unknown;
  readonly assumeRolePolicy?: unknown;
}

type Json = { readonly [key: string]: unknown };

/** The report that CDK writes for those who are to make such roles, in the output folder. */
export const leftOutReport = 'iam-policy-report.json';

/** What `Role.customizeRoles` keeps out of the templates, from CDK's own report; `broken` where that cannot be read. */
export function readLeftOut(
  core: Core,
  app: App,
  constructs: Constructs,
  templates: readonly Template[],
): { readonly leftOut: readonly LeftOut[]; readonly broken?: Broken } {
  const path = join(app.outdir, leftOutReport);
  // without this construct the file is left from an earlier run
  if (app.node.tryFindChild('PolicySynthesizer') === undefined || !existsSync(path)) return { leftOut: [] };
  const file = readJson(path);
  const roles: unknown = 'value' in file ? (file.value as { roles?: unknown } | null)?.roles : undefined;
  if (Array.isArray(roles)) return { leftOut: new Reader(core, app, constructs, templates).read(roles as Entry[]) };
  const why = 'problem' in file ? file.problem : 'it names no roles';
  const problem = `CDK’s report on the roles that it keeps out of the templates cannot be read: ${why}`;
  return { leftOut: [], broken: { path, problem } };
}

class Reader {
  private readonly holders = new Map<string, number>();
  private readonly templateOf: ReadonlyMap<Stack, string>;

  constructor(
    private readonly core: Core,
    private readonly app: App,
    constructs: Constructs,
    private readonly templates: readonly Template[],
  ) {
    this.templateOf = new Map(constructs.stacks().map(([path, stack]) => [stack, path]));
    for (const { json } of templates) {
      for (const id of Object.keys(resourcesOf(json))) this.holders.set(id, (this.holders.get(id) ?? 0) + 1);
    }
  }

  read(roles: readonly Entry[]): LeftOut[] {
    const byTemplate = new Map<Template, Entry[]>();
    for (const role of roles) {
      const template = this.home(String(role.roleConstructPath));
      if (template !== undefined) byTemplate.set(template, [...(byTemplate.get(template) ?? []), role]);
    }
    return [...byTemplate].map(([template, entries]) => this.withRoles(template, entries));
  }

  /** The template that the role would be in; undefined where it is in one, or its construct is none of this app. */
  private home(path: string): Template | undefined {
    let construct: IConstruct = this.app;
    for (const step of path.split('/')) construct = construct.node.tryFindChild(step) ?? construct;
    if (construct === this.app || (construct.node.path === path && this.hasRole(construct))) return undefined;
    const at = this.templateOf.get(this.core.Stack.of(construct));
    return this.templates.find((template) => template.path === at);
  }

  // the construct of the role, or the resource itself; a role that stands inside is another one
  private hasRole(construct: IConstruct): boolean {
    const resource = construct.node.tryFindChild('Resource') ?? construct;
    return this.core.CfnResource.isCfnResource(resource) && resource.cfnResourceType === 'AWS::IAM::Role';
  }

  private withRoles(template: Template, entries: readonly Entry[]): LeftOut {
    // what the template's own Metadata accepts is about the roles in it
    const { Metadata: _, ...sections } = template.json as Json;
    const resources = { ...resourcesOf(template.json) };
    const paths = new Map<string, string>();
    for (const { roleConstructPath, assumeRolePolicy } of entries) {
      const id = `the role ${String(roleConstructPath)}`;
      paths.set(id, String(roleConstructPath));
      const policy = { Version: '2012-10-17', Statement: this.mended(assumeRolePolicy, resources) };
      resources[id] = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy } };
    }
    return { template: { ...template, json: { ...sections, Resources: resources } }, paths };
  }

  /**
   * A policy of the report as a template would hold it. The report turns empty texts into empty lists, and names a
   * resource of another stack as if it were one of this.
   */
  private mended(value: unknown, resources: Json): unknown {
    if (Array.isArray(value)) return value.map((item) => this.mended(item, resources));
    if (typeof value !== 'object' || value === null) return value;
    const join = (value as Json)['Fn::Join'];
    if (Array.isArray(join) && Array.isArray(join[0])) return { 'Fn::Join': ['', this.mended(join[1], resources)] };
    const attribute = (value as Json)['Fn::GetAtt'];
    const id: unknown = Array.isArray(attribute) ? attribute[0] : (value as Json).Ref;
    if (typeof id === 'string' && this.holders.has(id) && !(id in resources && this.holders.get(id) === 1)) {
      return { Ref: `${id} of another stack` };
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.mended(item, resources)]));
  }
}

function resourcesOf(template: unknown): { [id: string]: unknown } {
  const resources = (template as { Resources?: unknown } | null)?.Resources;
  return typeof resources === 'object' && resources !== null ? (resources as { [id: string]: unknown }) : {};
}
