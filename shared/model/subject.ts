import type { Acknowledgement } from './acknowledgement';
import type { Text } from './text';
import type { Tree } from './tree';

/** Where a subject stands. */
export interface Place {
  /** Logical id, URN or address. */
  readonly id: string;
  /** The host's own type name, such as `AWS::IAM::Role`. */
  readonly type: string;
  /** What `where` globs match: a construct path, `stack/project/parent types/name`, or `file#logicalId`. */
  readonly path: string;
  readonly file?: string;
  /** JSON pointer, from the file's root, of the policy or value that is judged. */
  readonly pointer?: string;
  /** JSON pointer, from the properties of the resource, of the policy or value that is judged. */
  readonly within?: string;
  /** Where the code of an app declares the resource, such as `lib/roles.ts:12`, where the host knows it. */
  readonly declared?: string | undefined;
}

/** Whose the subject is, as far as the host knows. Accounts are 12 digits, organizations `o-…`. */
export interface Owner {
  readonly account?: Text;
  readonly partition?: Text;
  readonly region?: Text;
  readonly organization?: Text;
}

interface Base {
  readonly place: Place;
  readonly owner: Owner;
  /** What is accepted where the subject is declared; the same object for each subject that it speaks of. */
  readonly acknowledged?: readonly Acknowledgement[];
}

/** A role: its trust policy as an object or as JSON text, and MaxSessionDuration in seconds as the host spells it. */
export interface RoleSubject extends Base {
  readonly kind: 'role';
  readonly trust: Tree | undefined;
  readonly maxSeconds: Tree | undefined;
  /** The role's own ARN, in the words in which a reference to the role is read; undefined where nothing tells it. */
  readonly arn?: Text;
}

/** A policy document that gives permissions, as an object or as JSON text; a place is a place in this document. */
export interface IdentitySubject extends Base {
  readonly kind: 'identity';
  readonly document: Tree | undefined;
  /** Everybody who is known to have the document; it is judged as each has it, and by itself where nobody is known. */
  readonly identities: readonly Identity[];
}

/** Somebody who has a document, with all else that decides what it may do. */
export interface Identity {
  readonly of: 'role' | 'user' | 'group' | 'permissionSet';
  /** Logical id, URN or address. */
  readonly id: string;
  /** Its other documents, as far as they are known. */
  readonly documents: readonly (Tree | undefined)[];
  /** The permissions boundary: its document, or a Text for one that stands elsewhere, such as its ARN. */
  readonly boundary?: Tree;
}

/** A long-term access key of an IAM user. */
export interface AccessKeySubject extends Base {
  readonly kind: 'accessKey';
  /** `Active` or `Inactive`; an access key is active where nothing is said. */
  readonly status: Tree | undefined;
}

/** Code that runs somewhere, with its environment variables: an object of names and values. */
export interface WorkloadSubject extends Base {
  readonly kind: 'workload';
  readonly environment: Tree | undefined;
  /** JSON pointer from what is judged to the value of each variable, where that is a list of names and values. */
  readonly places?: ReadonlyMap<string, string>;
}

/** How long a session may last that something other than a role states, in seconds as the host spells it. */
export interface DurationSubject extends Base {
  readonly kind: 'duration';
  /** Which of the limits in the settings counts. */
  readonly of: 'permissionSet' | 'rolesAnywhere' | 'roleAlias' | 'provider';
  readonly seconds: Tree | undefined;
}

/** Something that a reader met and could not read; `problem` is one lower-case sentence without a full stop. */
export interface UnreadableSubject extends Base {
  readonly kind: 'unreadable';
  readonly problem: string;
}

/** The subject with more that is accepted where it is declared. */
export function withAcknowledged(subject: Subject, words: readonly Acknowledgement[]): Subject {
  return words.length === 0 ? subject : { ...subject, acknowledged: [...(subject.acknowledged ?? []), ...words] };
}

/** What a reader hands over. */
export type Subject =
  RoleSubject | IdentitySubject | DurationSubject | AccessKeySubject | WorkloadSubject | UnreadableSubject;
