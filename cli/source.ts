import { type Bytes, readText } from '../load/bytes';
import { type JsonProblem, parseJson, repeatedKeys } from '../load/json';
import type { Acknowledgement, Owner, Subject } from '../shared/index';
import { looksLikeTemplate, readCloudFormation } from '../shared/read/cloudformation';
import { looksLikePolicy, readTrustDocument } from '../shared/read/document';
import { countKeys, countSpelledKeys } from './keys';
import type { Neighbours } from './neighbours';

/** A file to be read. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** Whether the user named the file itself, and not a folder around it. */
  readonly isNamed: boolean;
}

/** A problem of a file, with the place where the file has one. */
export type FileProblem = { readonly message: string } | JsonProblem;

/** What a file holds; `skipped` counts what stands in it and is not judged. */
export interface Source {
  readonly text: string;
  readonly subjects: readonly Subject[];
  readonly acknowledged: readonly Acknowledgement[];
  readonly problems: readonly FileProblem[];
  readonly skipped: number;
}

const skippedFile: Source = { text: '', subjects: [], acknowledged: [], problems: [], skipped: 1 };

/** What is known about files beside their text. */
export interface Known {
  /** Whose the roles of a file are that says nothing about it. */
  readonly owner: Owner;
  readonly neighbours: Neighbours;
}

/** Reads one file as what its content shows it to be. Never throws: what cannot be read is a problem of the file. */
export function readSource(named: SourceFile, known: Known): Source {
  try {
    const { keptOut } = known.neighbours;
    if (keptOut.isStale(named.path)) return skippedFile;
    const file = { ...named, isNamed: named.isNamed || keptOut.isDue(named.path) };
    const bytes = readText(file.path);
    return 'problem' in bytes ? withoutText(file, bytes) : withText(file, bytes.text, known);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'an unknown error';
    return broken(`reading it stopped with ${name}; lists and objects in it may be nested too deep`);
  }
}

function withoutText({ isNamed }: SourceFile, bytes: Extract<Bytes, { problem: string }>): Source {
  // Text in UTF-16 shows its ASCII letters with zeros between them.
  const letters = bytes.raw?.toString('latin1').replaceAll('\0', '');
  return isNamed || letters === undefined || hasMarker(letters) ? broken(bytes.problem) : skippedFile;
}

function withText(file: SourceFile, text: string, known: Known): Source {
  if (text.trim() === '') return file.isNamed ? broken('the file is empty') : skippedFile;
  const json = parseJson(text);
  if ('value' in json) return withValue(file, text, json.value, known);
  if (isYaml(file.name, text)) return file.isNamed || text.includes('AWS::IAM') ? broken(yamlProblem) : skippedFile;
  if (!file.isNamed && !hasMarker(text)) return skippedFile;
  return broken({ ...json.problem, message: `the file is not JSON: ${json.problem.message}` });
}

function withValue(file: SourceFile, text: string, value: unknown, { owner, neighbours }: Known): Source {
  const { path, name, isNamed } = file;
  if (neighbours.keptOut.isReport(path, value)) {
    const kept = neighbours.keptOut.read(path, name, value);
    if ('problem' in kept) return broken(kept.problem);
    return { text, ...kept, acknowledged: [], skipped: 0, problems: repeated(text, value) };
  }
  if (looksLikeTemplate(value)) {
    const reading = readCloudFormation(value, { file: name, ...neighbours.knowledge(path) });
    return { text, ...neighbours.withAcknowledged(path, value, reading), problems: repeated(text, value) };
  }
  if (looksLikePolicy(value) && (isNamed || letsAssume(value))) {
    const subject = readTrustDocument(value, { id: name, path: name, file: name, pointer: '' });
    return { text, subjects: [{ ...subject, owner }], acknowledged: [], skipped: 0, problems: repeated(text, value) };
  }
  // the roles that a stack without resources keeps out are judged from CDK's report on them
  if (neighbours.isEmptyStack(path, value)) return skippedFile;
  return isNamed ? broken('the file is neither a CloudFormation template nor a trust policy') : skippedFile;
}

function repeated(text: string, value: unknown): readonly JsonProblem[] {
  if (countSpelledKeys(text) === countKeys(value)) return [];
  return repeatedKeys(text).map((problem) => ({
    ...problem,
    message: `${problem.message}, and only the last one was judged; keep one of them`,
  }));
}

function broken(problem: string | JsonProblem): Source {
  return { ...skippedFile, skipped: 0, problems: [typeof problem === 'string' ? { message: problem } : problem] };
}

function hasMarker(text: string): boolean {
  return text.includes('AWS::IAM') || text.includes('sts:');
}

// In a folder, a policy without a principal belongs to an identity, and one without an STS action to a bucket or the like.
function letsAssume(policy: unknown): boolean {
  return membersOf(policy, 'statement').some(
    (statement) =>
      membersOf(statement, 'principal', 'notprincipal').length > 0 &&
      membersOf(statement, 'action').some((action) => typeof action === 'string' && /^(?:sts:|\*)/i.test(action)),
  );
}

// IAM reads names of parts in any letter case, and one value where it could read a list.
function membersOf(value: unknown, ...names: readonly string[]): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value).filter(([key]) => names.includes(key.toLowerCase()));
  return members.flatMap(([, member]: [string, unknown]) => member);
}

function isYaml(name: string, text: string): boolean {
  return /\.ya?ml$/i.test(name) || /^(?:AWSTemplateFormatVersion|Resources)\s*:/m.test(text);
}

const yamlProblem =
  'YAML is not supported yet by this version; convert the template to JSON, such as with yq -o=json or cfn-flip, or check the folder that cdk synth writes';
