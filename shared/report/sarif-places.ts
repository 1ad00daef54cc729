import type { Finding } from '../model/finding';
import { type About, fileOf } from './about';
import { clean } from './clean';

/** What relative addresses start from; code scanning takes it for the root of the repository. */
export const srcRoot = '%SRCROOT%';

/**
 * Where a finding stands: its file, or the one that stands for it, since code scanning refuses a result without a file;
 * and the resource as a logical location.
 */
export function locationOf({ subject, line, column }: Finding, about: About) {
  const region =
    line === undefined ? undefined : { startLine: Math.max(1, line), ...(column && { startColumn: column }) };
  return {
    physicalLocation: {
      artifactLocation: artifact(subject.file, about),
      ...(region !== undefined && { region }),
    },
    logicalLocations: [{ name: clean(subject.id), fullyQualifiedName: clean(subject.path), kind: 'resource' }],
  };
}

/** A file as an address, relative where it lies under the folder of the run. */
export function artifact(file: string | undefined, about: About) {
  const path = fileOf(file, about);
  const uri = address(path.replaceAll('\\', '/'));
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return /^\.\.?(\/|$)/.test(path) ? { uri } : { uri, uriBaseId: srcRoot };
}

// each step encoded, so that no name can look like a scheme, a query or a fragment
function address(path: string): string {
  const steps = path.replace(/\p{Cs}/gu, '\uFFFD').split('/');
  return steps.map((step) => encodeURIComponent(step)).join('/');
}
