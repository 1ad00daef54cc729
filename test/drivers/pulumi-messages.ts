import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  PolicySeverity,
  type AnalyzeResponse,
  type AnalyzerInfo,
  type RemediateResponse,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { Struct, type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';

/** A resource as the engine shows it to a pack; the URN is made up from type and name when there is none. */
export interface PulumiResource {
  readonly type: string;
  readonly name: string;
  readonly props: object;
  readonly urn?: string;
  /** Inputs of the resource's provider. */
  readonly provider?: object;
}

/** What a pack answers, in Pulumi's own words: `mandatory`, `high`. */
export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly enforcementLevel: string;
  readonly severity: string;
  /** The resource that it names itself; empty where it means the one that was analyzed. */
  readonly urn: string;
}

/** What a pack says of its policies before it is asked. */
export interface PolicyInfo {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: string;
  readonly severity: string;
  readonly url: string;
  readonly remediationSteps: string;
  readonly tags: readonly string[];
  readonly framework: { readonly name: string; readonly reference: string; readonly specification: string };
  /** The JSON Schema of the policy's options, where it has any. */
  readonly options: object | undefined;
}

type Level = 'advisory' | 'mandatory' | 'disabled' | 'remediate';

/** What a policy is configured with: a level, or a level and options. */
export type Configured = Level | { readonly enforcementLevel: Level; readonly [option: string]: JavaScriptValue };

/** What a pack is configured with, by policy name, as in a `--policy-pack-config` file with all levels filled in. */
export type PackConfig = { readonly [policy: string]: Configured };

/** The inputs of a resource as a policy has put them right. */
export interface Remediation {
  readonly policy: string;
  readonly props: object | undefined;
}

export function analyzeRequest(resource: PulumiResource): AnalyzeRequest {
  return fill(new AnalyzeRequest(), resource);
}

export function stackRequest(resources: readonly PulumiResource[]): AnalyzeStackRequest {
  return new AnalyzeStackRequest().setResourcesList(resources.map((each) => fill(new AnalyzerResource(), each)));
}

export function configureRequest(config: PackConfig): ConfigureAnalyzerRequest {
  const request = new ConfigureAnalyzerRequest();
  for (const [policy, given] of Object.entries(config)) {
    const { enforcementLevel, ...options } = typeof given === 'string' ? { enforcementLevel: given } : given;
    const level = EnforcementLevel[enforcementLevel.toUpperCase() as keyof typeof EnforcementLevel];
    const one = new PolicyConfig().setEnforcementlevel(level).setProperties(Struct.fromJavaScript(options));
    request.getPolicyconfigMap().set(policy, one);
  }
  return request;
}

export function remediations(response: RemediateResponse): Remediation[] {
  return response.getRemediationsList().map((each) => ({
    policy: each.getPolicyname(),
    props: each.getProperties()?.toJavaScript(),
  }));
}

export function diagnostics(response: AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((each) => ({
    policy: each.getPolicyname(),
    message: each.getMessage(),
    enforcementLevel: nameOf(EnforcementLevel, each.getEnforcementlevel()),
    severity: nameOf(PolicySeverity, each.getSeverity()),
    urn: each.getUrn(),
  }));
}

export function policyInfos(response: AnalyzerInfo): PolicyInfo[] {
  return response.getPoliciesList().map((each) => ({
    name: each.getName(),
    description: each.getDescription(),
    enforcementLevel: nameOf(EnforcementLevel, each.getEnforcementlevel()),
    severity: nameOf(PolicySeverity, each.getSeverity()),
    url: each.getUrl(),
    remediationSteps: each.getRemediationSteps(),
    tags: each.getTagsList(),
    framework: {
      name: each.getFramework()?.getName() ?? '',
      reference: each.getFramework()?.getReference() ?? '',
      specification: each.getFramework()?.getSpecification() ?? '',
    },
    options: each.getConfigschema()?.getProperties()?.toJavaScript(),
  }));
}

function fill<M extends AnalyzeRequest | AnalyzerResource>(message: M, resource: PulumiResource): M {
  const { type, name, props, urn = `urn:pulumi:dev::guarded::${type}::${name}`, provider } = resource;
  message
    .setType(type)
    .setName(name)
    .setUrn(urn)
    .setProperties(struct(props))
    .setOptions(new AnalyzerResourceOptions());
  if (provider !== undefined) {
    const [pack = ''] = type.split(':');
    const shown = new AnalyzerProviderResource().setType(`pulumi:providers:${pack}`).setName('default');
    message.setProvider(
      shown.setUrn(`urn:pulumi:dev::guarded::pulumi:providers:${pack}::default`).setProperties(struct(provider)),
    );
  }
  return message;
}

function struct(value: object): Struct {
  return Struct.fromJavaScript(value as { [key: string]: JavaScriptValue });
}

function nameOf(names: object, number: number): string {
  const [name = ''] = Object.entries(names).find(([, value]) => value === number) ?? [];
  return name.replace('POLICY_SEVERITY_', '').toLowerCase();
}
