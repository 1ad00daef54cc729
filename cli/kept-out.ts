import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Owner, Subject } from '../shared/index';
import { type Knowledge, readCloudFormation } from '../shared/read/cloudformation';
import {
  brokenIamPolicyReport,
  countLogicalIds,
  iamPolicyReport,
  type KeptOutRole,
  looksLikeIamPolicyReport,
  readIamPolicyReport,
  withKeptOut,
} from '../shared/read/iam-policy-report';
import { isObject, own } from '../shared/read/json';
import type { AppNotes } from './app-notes';
import type { Assemblies } from './assembly';
import { readJsonFile } from './manifest';

/** The roles that an app asks for and keeps out of its templates, from CDK's report in its output folder. */
export class KeptOut {
  /** `files` are those of the run; `knowledge` tells what is known about a template beside its text. */
  constructor(
    private readonly files: readonly string[],
    private readonly assemblies: Assemblies,
    private readonly knowledge: (template: string) => Knowledge,
    private readonly owner: Owner,
  ) {}

  /** The reports of the apps whose templates are in the run, where they are not in it themselves. */
  reportsBeside(): readonly string[] {
    const folders = new Set(this.files.map(dirname));
    const roots = [...folders].filter((folder) => this.assemblies.manifestOf(folder) !== undefined);
    const reports = new Set(roots.map((folder) => join(this.assemblies.rootAround(folder), iamPolicyReport)));
    // a link may lead to one that is named
    const named = this.files.filter((file) => basename(file) === iamPolicyReport).map((file) => realpathSync(file));
    return [...reports].filter(
      (report) => this.isDue(report) && existsSync(report) && !named.includes(realpathSync(report)),
    );
  }

  /** Whether the file is such a report, by its name and place or by what is in it. */
  isReport(path: string, value: unknown): boolean {
    return this.isDue(path) || (basename(path) === iamPolicyReport && looksLikeIamPolicyReport(value));
  }

  /** Whether a file of this name in this place has to be such a report. */
  isDue(path: string): boolean {
    return basename(path) === iamPolicyReport && this.assemblies.manifestOf(dirname(path)) !== undefined;
  }

  /** Whether the report is left from a run of the app that kept roles out, and the app keeps none out any more. */
  isStale(path: string): boolean {
    if (!this.isDue(path)) return false;
    const tree = this.assemblies.manifestOf(dirname(path))?.tree;
    const constructs = tree === undefined ? undefined : own(own(readJsonFile(tree), 'tree'), 'children');
    // the construct of the CDK that writes the report
    return isObject(constructs) && !Object.hasOwn(constructs, 'PolicySynthesizer');
  }

  /** The roles of a report whose templates are in the run, and all where the report is; or why it cannot be read. */
  read(path: string, file: string, value: unknown): { readonly subjects: readonly Subject[] } | { problem: string } {
    const report = readIamPolicyReport(value);
    if ('problem' in report) return { problem: brokenIamPolicyReport(report.problem) };
    if (!this.isDue(path)) return { subjects: this.inTemplate(undefined, report.roles, new Map(), file) };
    const app = this.assemblies.appOf(path);
    const templates = new Map(app.templates().map((template) => [template, readJsonFile(template)]));
    const holders = countLogicalIds(templates.values());
    const isAll = this.files.includes(path);
    const byHome = new Map<string | undefined, KeptOutRole[]>();
    for (const role of report.roles) {
      const home = app.homeOf(role.path);
      const isAsked = isAll || (home !== undefined && this.files.includes(home));
      if (isAsked) byHome.set(home, [...(byHome.get(home) ?? []), role]);
    }
    const subjects = [...byHome].flatMap(([home, roles]) => {
      const template = home === undefined ? undefined : templates.get(home);
      if (home === undefined || !isObject(template)) return roles.map((role) => homeless(role, file));
      const kept = roles.filter(({ path: construct }) => !isInTemplate(construct, home, template, app));
      return this.inTemplate({ path: home, template }, kept, holders, file);
    });
    return { subjects: subjects.map((subject) => withWords(subject, app)) };
  }

  private inTemplate(
    home: { readonly path: string; readonly template: unknown } | undefined,
    roles: readonly KeptOutRole[],
    holders: ReadonlyMap<string, number>,
    file: string,
  ): readonly Subject[] {
    const { template, roles: named } = withKeptOut(home?.template, roles, holders);
    const knowledge = home === undefined ? { owner: this.owner } : this.knowledge(home.path);
    return readCloudFormation(template, { file, ...knowledge }).subjects.flatMap((subject) => {
      const role = named.get(subject.place.id);
      if (role === undefined) return [];
      return [{ ...subject, place: { ...subject.place, path: role.path, pointer: role.pointer } }];
    });
  }
}

// A role that may stay in its template is in the report all the same; one that stands inside it is another one.
function isInTemplate(path: string, home: string, template: object, app: AppNotes): boolean {
  const resources = own(template, 'Resources');
  return Object.entries(isObject(resources) ? resources : {}).some(([id, resource]) => {
    if (own(resource, 'Type') !== 'AWS::IAM::Role') return false;
    const construct = app.constructOf(home, id, resource);
    return construct === path || construct === `${path}/Resource`;
  });
}

function homeless({ path, pointer }: KeptOutRole, file: string): Subject {
  const place = { id: `the role ${path}`, type: 'AWS::IAM::Role', path, file, pointer };
  const problem = `the template of the stack that the role ${path} belongs to is not there; synthesize the app again, into an empty folder`;
  return { kind: 'unreadable', place, owner: {}, problem };
}

function withWords(subject: Subject, app: AppNotes): Subject {
  const words = app.wordsAt(subject.place.path);
  return words.length === 0 ? subject : { ...subject, acknowledged: words };
}
