import { createGuard, type Rule, type Settings } from '../shared';
import { configName, configuredPolicies, refuseDisabled, settingsOf } from './config';
import { crashPolicy, type Declaration, type Declared } from './declare';
import type { Configured, PackConfig } from './heard';
import { Judge, type Shown } from './judge';
import { remedy, type Ailing } from './remedy';
import { Reporter, type Write } from './reporter';
import { failure, type Speaker, type Violation } from './violation';

/** A layer of settings from the user's configuration, as `loadSettings` takes it. */
export interface ConfigLayer {
  readonly name: string;
  readonly input: unknown;
}

/** What a run is made of. */
export interface Making {
  /** The settings, with the user's configuration in them once there is one; throws SettingsError. */
  readonly settings: (config?: ConfigLayer) => Settings;
  readonly rules: readonly Rule[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Whether all policies of the pack are ours, so that a name which none of them has is a mistake. */
  readonly isAlone?: boolean;
  /** Whether an engine asks, which sends a configuration always. */
  readonly isServed?: boolean;
  /** Whether session durations are cut down without the user's configuration asking for it. */
  readonly remediate?: boolean;
  readonly write?: Write | undefined;
}

/** What the policies of a pack share: one judge, under the settings and what the user configures. */
export class Run {
  private readonly declared: readonly Declaration[];
  private readonly reporter: Reporter | undefined;
  private judge: Judge;
  private config: PackConfig | undefined;

  constructor(
    private readonly making: Making,
    private settings: Settings,
    { resource, program }: Declared,
  ) {
    this.declared = [...resource, program];
    this.reporter = making.write === undefined ? undefined : new Reporter(making.write);
    this.judge = this.begin(this.declared);
  }

  /** Takes the user's configuration; throws SettingsError with all that is wrong in it. */
  configure(config: PackConfig): void {
    const input = settingsOf(config, this.declared, this.making.isAlone === true);
    const settings = this.making.settings({ name: configName, input });
    const policies = configuredPolicies(config, this.declared);
    refuseDisabled(policies, this.making.rules, settings);
    this.settings = settings;
    this.config = config;
    this.judge = this.begin(policies);
  }

  /** Whether the policy's configuration, whose options the SDK shows it, has gone past `configure`. */
  isUnheard(policy: string, options: Configured['options']): boolean {
    if (this.config === undefined && this.making.isServed === true) return policy === crashPolicy;
    return JSON.stringify(options) !== JSON.stringify(this.config?.get(policy)?.options ?? {});
  }

  /** All that is to be said about one resource, whichever policy says it. */
  resource(shown: Shown): readonly Violation[] {
    return this.judge.resource(shown);
  }

  /** What `speaker` is to say once the whole program is known. */
  program(speaker: Declaration): readonly Violation[] {
    return [...this.judge.program(speaker), ...unwritten(this.reporter?.complete(), speaker.name)];
  }

  /** The inputs put right, undefined where they stay as they are. What goes wrong is left to the judge to say. */
  remedy(args: Ailing): Ailing['props'] | undefined {
    try {
      return remedy(args, { ...this.making, settings: this.settings });
    } catch {
      return undefined;
    }
  }

  private begin(policies: readonly Declaration[]): Judge {
    const { settings, reporter } = this;
    const guard = createGuard(settings, this.making);
    reporter?.begin(guard);
    const judged = () => unwritten(reporter?.update(), crashPolicy);
    return new Judge(guard, settings, speakerAmong(policies), judged);
  }
}

// What no policy is named for must not go unsaid.
function speakerAmong(policies: readonly Declaration[]): Speaker {
  const byName = new Map(policies.map((policy) => [policy.name, policy]));
  return (rule) => {
    const policy = byName.get(rule) ?? byName.get(crashPolicy);
    if (policy === undefined) throw new Error(`no policy speaks for ${rule}`);
    return policy;
  };
}

// A run whose report is lost has failed, under audit as well.
function unwritten(error: Error | undefined, policy: string): readonly Violation[] {
  if (error === undefined) return [];
  return [failure(error.message, 'name a file that can be written in STS_GUARDRAILS_REPORT', 'block', policy)];
}
