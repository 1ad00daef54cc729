import type { Finding } from '../model/finding';
import { type About, fileOf } from './about';
import { clean } from './clean';
import { judgedSpotOf, sourceOf, type Spot, spotOf } from './standing';

/** What relative addresses start from; code scanning takes it for the root of the repository. */
export const srcRoot = '%SRCROOT%';

/**
 * Where a finding stands: where code declares its resource, or its file, or the one that stands for it, since code scanning
 * refuses a result without a file; and the resource as a logical location.
 */
export function locationOf(finding: Finding, about: About) {
  const { id, path } = finding.subject;
  return {
    physicalLocation: physical(spotOf(finding), about),
    logicalLocations: [{ name: clean(id), fullyQualifiedName: clean(path), kind: 'resource' }],
  };
}

/** The file that was judged, where a finding stands at the code that declares its resource. */
export function relatedOf(finding: Finding, about: About) {
  if (finding.subject.file === undefined || sourceOf(finding.subject) === undefined) return undefined;
  return [
    { id: 1, physicalLocation: physical(judgedSpotOf(finding), about), message: { text: 'where it was judged' } },
  ];
}

function physical({ file, line, column }: Spot, about: About) {
  const region =
    line === undefined ? undefined : { startLine: Math.max(1, line), ...(column && { startColumn: column }) };
  return { artifactLocation: artifact(file, about), ...(region !== undefined && { region }) };
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
