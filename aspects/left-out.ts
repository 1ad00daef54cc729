import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  brokenIamPolicyReport,
  countLogicalIds,
  iamPolicyReport,
  type KeptOutRole,
  readIamPolicyReport,
  withKeptOut,
} from '../shared/read/iam-policy-report';
import type { Constructs } from './constructs';
import type { Core } from './peer';
import { type Broken, readJson, type Template } from './templates';

/** Roles that a stack asks for and that are kept out of its template: the template as it would be with them. */
export interface LeftOut {
  readonly template: Template;
  /** The construct paths of the roles, by the logical ids that they have in it. */
  readonly paths: ReadonlyMap<string, string>;
}

/** The report that CDK writes for those who are to make such roles, in the output folder. */
export const leftOutReport = iamPolicyReport;

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
  const read = 'problem' in file ? file : readIamPolicyReport(file.value);
  if ('roles' in read) return { leftOut: new Homes(core, app, constructs, templates).withRoles(read.roles) };
  return { leftOut: [], broken: { path, problem: brokenIamPolicyReport(read.problem) } };
}

class Homes {
  private readonly templateOf: ReadonlyMap<Stack, string>;

  constructor(
    private readonly core: Core,
    private readonly app: App,
    constructs: Constructs,
    private readonly templates: readonly Template[],
  ) {
    this.templateOf = new Map(constructs.stacks().map(([path, stack]) => [stack, path]));
  }

  withRoles(roles: readonly KeptOutRole[]): LeftOut[] {
    const byTemplate = new Map<Template, KeptOutRole[]>();
    for (const role of roles) {
      const template = this.home(role.path);
      if (template !== undefined) byTemplate.set(template, [...(byTemplate.get(template) ?? []), role]);
    }
    const holders = countLogicalIds(this.templates.map(({ json }) => json));
    return [...byTemplate].map(([template, kept]) => {
      const made = withKeptOut(template.json, kept, holders);
      const paths = new Map([...made.roles].map(([id, { path }]) => [id, path]));
      return { template: { ...template, json: made.template }, paths };
    });
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
}
