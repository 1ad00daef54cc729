import type { Language } from '../iam/keys';
import type { CompiledPolicy } from '../iam/compile';
import { star } from '../iam/glob';
import type { Constraint } from './demand';
import type { Domain } from './domain';
import { outOfReach } from './domain';
import { spelledOrganizations } from './spelled';
import { legal, legalOf, orgPaths, some } from './legal';
import { avoid } from './machine';
import type { CallerClass } from './question';
import type { Chosen, Effort } from './values';
import { choose } from './values';

const organizationIds: Language = { kind: 'organization' };

type Organization = CallerClass['organization'] | 'absent';

/** The caller's organization and its place in it, which agree; undefined where no choice meets the constraints. */
export function chooseOrganization(
  constraints: readonly Constraint[],
  organization: Organization,
  policy: CompiledPolicy,
  effort: Effort,
): Map<string, Chosen['value']> | undefined {
  const of = (key: string): Constraint[] => constraints.filter((each) => 'clause' in each && each.clause.key === key);
  const [ids, paths] = [of('aws:principalorgid'), of('aws:principalorgpaths')];
  const none = [choose(ids, outOfReach, false, effort), choose(paths, outOfReach, false, effort)];
  if (none.every((chosen) => chosen !== undefined)) return new Map();
  if (organization === 'absent') return undefined;
  const listed = excludedBy(organization, policy);
  const domain = (language: ReturnType<typeof legal>, sample: string, tail: string): Domain => ({
    absent: false,
    values: {
      // whoever is not of the owner's organization cannot know which one a hole stands for
      legal: organization === 'any' ? language : { ...language, holes: false },
      samples: [sample],
      excluded: avoid(listed.map((id) => ({ code: id + tail, fold: true }))),
    },
  });
  const idDomain = domain(legalOf(organizationIds), 'o-attacker00', '');
  if (paths.length === 0) return found(choose(ids, idDomain, false, effort)?.value, undefined);
  const pathDomain = domain(orgPaths, 'o-attacker00/r-atta/ou-atta-attacker0/', `/${star}`);
  const path = choose(paths, pathDomain, false, effort)?.value;
  if (typeof path !== 'string') return undefined;
  const id = path.split('/')[0] ?? '';
  const same: Domain = { absent: false, values: { legal: legal(id.length, [id]), excluded: [], samples: [id] } };
  if (choose(ids, same, false, effort) !== undefined) return found(id, path);
  // the first path found belongs to another organization than the ids ask for: fix the organization first
  const other = choose(ids, idDomain, false, effort)?.value;
  if (typeof other !== 'string') return undefined;
  const below = legal(400, [`${other}/r-`, some('a-z0-9', 4), '/', some('a-z0-9/-', 0)]);
  const inside = choose(
    paths,
    { absent: false, values: { legal: below, excluded: [], samples: [] } },
    false,
    effort,
  )?.value;
  if (typeof inside === 'string') return found(other, inside);
  effort.gaveUp('aws:PrincipalOrgID and aws:PrincipalOrgPaths restrict each other');
  return undefined;
}

function found(id: Chosen['value'], path: string | undefined): Map<string, Chosen['value']> | undefined {
  if (typeof id !== 'string') return undefined;
  return new Map<string, Chosen['value']>([
    ['aws:principalorgid', id],
    ...(path === undefined ? [] : [['aws:principalorgpaths', [path]] as const]),
  ]);
}

/** The organizations that the caller cannot be in, in lower case and coded. */
function excludedBy(organization: CallerClass['organization'], policy: CompiledPolicy): string[] {
  if (organization === 'any') return [];
  return organization === 'unlisted' ? [...spelledOrganizations(policy)] : [organization.otherThan.toLowerCase()];
}
