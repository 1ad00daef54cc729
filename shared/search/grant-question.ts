import type { Level } from '../model/finding';
import type { Tags, Wish } from './question';

/**
 * What the call is made on. `role`, `root`, `federated-user` and `delegation-request`: a role, the root user, a user
 * that GetFederationToken makes up, or a request for a delegation, of an account; `anything`: whatever the action takes;
 * `nothing`: the action takes none, so that only what means everything, as `*` does, means it; `unheard`: something of a
 * service that no policy names. `whose` tells the account: the caller's own, one that the policy does not name, one that
 * it does not name either but that fits a pattern of accounts such as `2*`, one that it names (the caller's own counts),
 * or any of them.
 */
export interface ResourceClass {
  readonly of: 'role' | 'root' | 'federated-user' | 'delegation-request' | 'anything' | 'nothing' | 'unheard';
  readonly whose: 'own' | 'unnamed' | 'fitting' | 'named' | 'any';
  /** Whether roles that the policy names, if only by the beginning of their names, belong to the class. */
  readonly named?: true;
}

/** A class of calls that an identity must not be able to make; data, which only the search reads. */
export interface GrantQuestion {
  readonly actions: readonly string[];
  readonly resource: ResourceClass;
  /** Which credentials the call takes, where not all do. */
  readonly callers?: readonly ('session' | 'user')[];
  readonly context?: { readonly [key: string]: Wish };
  readonly tags?: Tags;
  readonly atMost?: Level;
}
