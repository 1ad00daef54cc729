import type { EnforcementLevel } from '@pulumi/policy';
import type { ConfigureAnalyzerRequest, PolicyConfig } from '@pulumi/pulumi/proto/analyzer_pb';

/** What is configured for one policy; the engine fills in the level that the policy declares where the user names none. */
export interface Configured {
  readonly level: EnforcementLevel;
  readonly options: { readonly [name: string]: unknown };
}

/** What is configured for the policies of a pack, by name, `all` and names that no policy has included. */
export type PackConfig = ReadonlyMap<string, Configured>;

type Listener = (config: PackConfig) => void;
type Protocol = typeof import('@pulumi/pulumi/proto/analyzer_pb');

const listeners: Listener[] = [];

/**
 * Hears the configuration of the pack in this process when the engine sends it, before anything is judged. What a
 * listener throws refuses the configuration, and the engine stops with its message. The SDK shows a policy only its own
 * part, and to one that is disabled nothing at all, so the message itself is read here.
 */
export function onConfigure(listener: Listener): void {
  if (listeners.length === 0) listenTo(protocol());
  listeners.push(listener);
}

function protocol(): Protocol {
  try {
    return require('@pulumi/pulumi/proto/analyzer_pb') as Protocol;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error('@pulumi/pulumi is not installed here: run `npm install @pulumi/policy @pulumi/pulumi`');
  }
}

// The map is read entry by entry once it is whole; while it arrives, it is only filled.
function listenTo({ ConfigureAnalyzerRequest: { prototype }, EnforcementLevel: levels }: Protocol): void {
  const read = prototype.getPolicyconfigMap;
  prototype.getPolicyconfigMap = function (this: ConfigureAnalyzerRequest) {
    const map = read.call(this);
    if (Object.hasOwn(map, 'entries')) return map;
    const entries = map.entries.bind(map);
    map.entries = () => {
      const config = new Map([...all(entries())].map(([name, one]) => [name, configured(one, levels)]));
      for (const tell of listeners) heed(tell, config);
      return entries();
    };
    return map;
  };
}

function configured(one: PolicyConfig, levels: Protocol['EnforcementLevel']): Configured {
  const [level = ''] = Object.entries(levels).find(([, number]) => number === one.getEnforcementlevel()) ?? [];
  const options = (one.getProperties()?.toJavaScript() ?? {}) as Configured['options'];
  return { level: level.toLowerCase() as EnforcementLevel, options };
}

// Those of google-protobuf are iterators, and not iterable in every release.
function* all<T>(iterator: { next(): { done?: boolean; value: T | undefined } }): Generator<T> {
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) yield step.value as T;
}

// The SDK answers with an error's stack, which says nothing to people who wrote a file.
function heed(tell: Listener, config: PackConfig): void {
  try {
    tell(config);
  } catch (error) {
    const message = `sts-guardrails: ${error instanceof Error ? error.message : String(error)}`;
    throw Object.assign(new Error(message), { stack: message });
  }
}
