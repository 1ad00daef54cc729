import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request } from '../../shared/model/finding';
import { ownAccount } from './pool';

// The simulator's door checks context keys against its own list and drops the ones it does not know, and its door
// without checks cannot take a resource policy. Its core does both.
const door = require.resolve('@cloud-copilot/iam-simulate');
const inside = createRequire(door);
const core = (path: string): unknown => inside(join(dirname(door), path));

type Loaded = { readonly loaded: true };
export const { loadPolicy } = inside('@cloud-copilot/iam-policy') as {
  loadPolicy: (policy: unknown, metadata: { name: string }) => Loaded;
};
type Analysis = { readonly result: string };
export const { authorize } = core('core_engine/CoreSimulatorEngine.js') as {
  authorize: (request: Record<string, unknown>) => Analysis & {
    readonly identityAnalysis?: Analysis;
    readonly permissionBoundaryAnalysis?: Analysis;
  };
};
const { AwsRequestImpl } = core('request/request.js') as {
  AwsRequestImpl: new (principal: string, resource: object, action: string, context: object) => object;
};
const { RequestContextImpl } = core('requestContext.js') as {
  RequestContextImpl: new (values: Request['context']) => object;
};
const { DiscoveryContextKeyConstraints } = core('context_keys/discoveryContextKeyConstraints.js') as {
  DiscoveryContextKeyConstraints: new (constraints: readonly never[]) => object;
};

const role = `arn:aws:iam::${ownAccount}:role/judged`;
export const simulationParameters = {
  simulationMode: 'Strict',
  discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
};
// the caller's own policies allow everything, so that only the trust policy decides
const everything = loadPolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  { name: 'everything' },
);

/** A request for one action, as the simulator has it. */
export function requestOf({ principal, context, resource = role }: Request, action: string): object {
  return new AwsRequestImpl(
    principal.id,
    { resource, accountId: resource.split(':')[4] || ownAccount },
    action,
    new RequestContextImpl(context),
  );
}

/** Answers for one trust policy, whether an independent IAM simulator lets a request in: each action it needs is allowed. */
export function simulator(policy: unknown): (request: Request) => boolean {
  const resourcePolicy = loadPolicy(policy, { name: 'trust' });
  return (request) =>
    request.actions.every(
      (action) =>
        authorize({
          request: requestOf(request, action),
          resourcePolicy,
          simulationParameters,
          identityPolicies: [everything],
          sessionPolicy: undefined,
          serviceControlPolicies: [],
          resourceControlPolicies: [],
          permissionBoundaries: undefined,
          vpcEndpointPolicies: undefined,
        }).result === 'Allowed',
    );
}
