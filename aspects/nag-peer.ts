import type * as nag from 'cdk-nag';

/** cdk-nag, of whichever version is installed. */
export type Nag = typeof nag;

const OLDEST = [2, 38, 2] as const;
const install = 'npm install cdk-nag@^3, or cdk-nag@^2.38.2 to stay on version 2';

/**
 * The cdk-nag that is installed. Throws one line that names the install where there is none, or one older than 2.38.2
 * or newer than 3.
 */
export function loadNag(resolve: (name: string) => string = require.resolve): Nag {
  try {
    resolve('cdk-nag');
  } catch {
    throw new Error(`sts-guardrails/nag needs cdk-nag, which is not installed here: ${install}`);
  }
  return fitting(require('cdk-nag') as Nag);
}

/** The same, unless it is of a version that does not fit. */
export function fitting(found: Nag): Nag {
  const version = versionOf(found);
  const [major = 0, minor = 0, patch = 0] = (version ?? '').split('.').map(Number);
  const isNew = major === OLDEST[0] && (minor > OLDEST[1] || (minor === OLDEST[1] && patch >= OLDEST[2]));
  if (isNew || major === 3) return found;
  throw new Error(
    `sts-guardrails/nag needs cdk-nag 2.38.2 or newer, below 4; this is ${version ?? 'an unknown version'}: ${install}`,
  );
}

/** Whether packs of this cdk-nag are validation plugins, as from version 3 on, and not Aspects. */
export function makesPlugins({ NagPack }: Nag): boolean {
  return 'validateScope' in (NagPack as { readonly prototype: object }).prototype;
}

function versionOf({ NagPack }: Nag): string | undefined {
  const mark = (NagPack as unknown as { [key: symbol]: { version?: unknown } | undefined })[Symbol.for('jsii.rtti')];
  return typeof mark?.version === 'string' ? mark.version : undefined;
}
