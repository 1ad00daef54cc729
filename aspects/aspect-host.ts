import { demandOptions, isKnown } from '../shared';
import { annotate, annotateAccepted } from './aspect-text';
import type { AspectHost } from './aspect-course';
import type { GuardrailOptions } from './attach';
import { loadCore } from './peer';

/** The Aspect as a host: every finding becomes an annotation. */
export function aspectHost(settings: object | undefined, options: GuardrailOptions): AspectHost {
  demandOptions(options, ['rules']);
  const core = loadCore();
  return {
    name: 'GuardrailsAspect',
    settings,
    options,
    voice: ({ findings, accepted }, at, { settings: { enforce } }) => {
      for (const finding of findings) annotate(core, at, finding, enforce);
      for (const finding of accepted) if (!isKnown(finding)) annotateAccepted(core, at, finding);
      return [];
    },
  };
}
