import type { Question } from '../../search/question';
import { foreignSources } from '../../search/sources';
import { knownAccounts, standsAs } from './accounts';
import type { Asker } from '../kinds';

/**
 * What a service sends that acts for a resource of nobody whom the settings know. `doubtful` asks about accounts of
 * which nothing tells whose they are, too, and leaves the answer open there; `clusters` speaks of those of pods, too.
 */
export function sourcesElsewhere(
  asker: Asker,
  { doubtful, clusters }: { readonly doubtful: boolean; readonly clusters: boolean },
): NonNullable<Question['context']> {
  const { settings, owner } = asker;
  const configured = [settings.accounts.organization.id, owner.organization?.literal].filter((id) => id !== undefined);
  return foreignSources({
    isForeign: standsAs(asker, ({ is }) => is === 'foreign'),
    known: knownAccounts(asker),
    organizations: configured.length === 0 ? undefined : configured,
    doubtful,
    clusters,
  });
}
