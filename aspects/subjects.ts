import { type Acknowledgement, type Owner, type Subject, Text } from '../shared';
import {
  type Export,
  type Knowledge,
  readCloudFormation,
  readExports,
  readNestedParameters,
} from '../shared/read/cloudformation';
import type { Template } from './templates';

/** What one template holds, with the logical id (in that template) of the resource that each subject comes from. */
export interface Held {
  readonly subject: Subject;
  readonly logicalId: string | undefined;
}

/** What the app tells of the resource with a logical id, or of the stack where there is none. */
export interface Behind {
  readonly pathOf: (logicalId: string | undefined) => string;
  /** Where the code of the app declares it, where that is known. */
  readonly declaredAt?: (logicalId: string | undefined) => string | undefined;
}

/** What a template holds, how many of its resources no rule looks at, and what its Metadata accepts. */
export interface Reading {
  readonly subjects: readonly Held[];
  readonly skipped: number;
  readonly acknowledged: readonly Acknowledgement[];
}

/** Reads templates of one app, each in the light of its parent stack and of what its neighbours export. */
export class SubjectReader {
  private readonly parameters = new Map<Template, ReturnType<typeof readNestedParameters>>();
  private readonly exports = new Map<string, readonly Export[]>();

  constructor(private readonly templates: readonly Template[]) {}

  /** The subjects of a template; what stands behind one is asked for only when somebody looks at it. */
  read(template: Template, file: string, behind: Behind): Reading {
    if (isEmpty(template.json)) return { subjects: [], skipped: 0, acknowledged: [] };
    const read = readCloudFormation(template.json, { file, ...this.knowledge(template) });
    const subjects = read.subjects.map((subject) => {
      const logicalId = resourceOf(subject.place.pointer);
      return { subject: standing(subject, logicalId, behind), logicalId };
    });
    return { ...read, subjects };
  }

  private knowledge(template: Template) {
    const parameters = this.passedTo(template);
    return {
      owner: ownerOf(template),
      exports: (name: Text) => this.exported(template, name),
      ...(parameters !== undefined && { parameters }),
    };
  }

  private passedTo({ nestedIn }: Template): Knowledge['parameters'] {
    if (nestedIn === undefined) return undefined;
    const { parent, logicalId } = nestedIn;
    const passed = this.parameters.get(parent) ?? readNestedParameters(parent.json, this.knowledge(parent));
    this.parameters.set(parent, passed);
    return passed.get(logicalId);
  }

  private exported(template: Template, name: Text): Export['value'] | undefined {
    const found = this.exportsBeside(template).filter((one) => one.name.equals(name));
    // one account and Region holds a name once; where two stacks export it, which one is meant is not known
    return found.length === 1 ? found[0]?.value : undefined;
  }

  private exportsBeside(template: Template): readonly Export[] {
    const environment = environmentOf(template);
    const known = this.exports.get(environment);
    if (known !== undefined) return known;
    this.exports.set(environment, []); // meanwhile: what an export imports in turn stays open
    const beside = this.templates.filter((one) => environmentOf(one) === environment);
    const exports = beside.flatMap((one) => readExports(one.json, this.knowledge(one)));
    this.exports.set(environment, exports);
    return exports;
  }
}

/** Whether this is a stack without resources, for which CDK writes no such section. */
export function isEmpty(template: unknown): boolean {
  return typeof template === 'object' && template !== null && !Array.isArray(template) && !('Resources' in template);
}

function environmentOf({ account, region }: Template): string {
  return `${account ?? ''}/${region ?? ''}`;
}

function ownerOf({ account, region }: Template): Owner {
  return {
    ...(account !== undefined && { account: Text.of(account) }),
    ...(region !== undefined && { region: Text.of(region) }),
  };
}

/** The logical id in a pointer from the root of a template. */
function resourceOf(pointer: string | undefined): string | undefined {
  const [, section, id] = pointer?.split('/') ?? [];
  return section === 'Resources' ? id?.replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
}

function standing(subject: Subject, logicalId: string | undefined, { pathOf, declaredAt }: Behind): Subject {
  let path: string | undefined;
  // getters of the object itself, so that a copy of the place holds what they give
  const place = {
    ...subject.place,
    get path() {
      return (path ??= pathOf(logicalId));
    },
    get declared() {
      return declaredAt?.(logicalId);
    },
  };
  return { ...subject, place };
}
