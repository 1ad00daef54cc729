import { like } from '../../iam/glob';
import { samlEndpoints } from '../../iam/sign-in';
import { legal, some } from '../legal';
import { avoid } from '../machine';
import type { Among } from '../question';

const urls = legal(1000, ['https://', some('\\u0021-\\u007e', 1)]);
const globs = samlEndpoints.map((endpoint) => ({ code: like(endpoint), fold: true }));

/** The recipients of assertions that are not meant for AWS. */
export const otherRecipients: Among = () => ({
  legal: urls,
  excluded: avoid(globs),
  samples: ['https://service.example.com/saml'],
});
