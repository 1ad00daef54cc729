import type { Settings } from '../settings';

/** What a rule may know beside its subject. */
export interface Circumstances {
  readonly settings: Settings;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}
