import type { Request } from '../../shared/model/finding';
import { authorize, loadPolicy, requestOf, simulationParameters } from './simulate';

/** Answers for the policies of one identity, whether an independent IAM simulator lets it make a call. */
export function identitySimulator({
  documents,
  boundary,
}: {
  readonly documents: readonly object[];
  readonly boundary?: object | undefined;
}): (request: Request) => boolean {
  const identityPolicies = documents.map((document, index) => loadPolicy(document, { name: `document ${index}` }));
  const permissionBoundaries = boundary === undefined ? undefined : [loadPolicy(boundary, { name: 'boundary' })];
  return (request) =>
    request.actions.every((action) => {
      // what the resource's own policy says is another matter, and for a role always a part of the whole answer
      const { identityAnalysis, permissionBoundaryAnalysis } = authorize({
        request: requestOf(request, action),
        simulationParameters,
        identityPolicies,
        permissionBoundaries,
        resourcePolicy: undefined,
        sessionPolicy: undefined,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        vpcEndpointPolicies: undefined,
      });
      const within = boundary === undefined || permissionBoundaryAnalysis?.result === 'Allowed';
      return identityAnalysis?.result === 'Allowed' && within;
    });
}
