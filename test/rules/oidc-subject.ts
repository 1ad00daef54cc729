import { oidcSubject } from '../../shared/rules/oidc-subject';
import { table } from '../table';
import { githubRows } from './oidc-subject/github';
import { issuerRows } from './oidc-subject/issuers';

export default table(oidcSubject, {
  pass: [...githubRows.pass, ...issuerRows.pass],
  fail: [...githubRows.fail, ...issuerRows.fail],
  unknown: [...(githubRows.unknown ?? []), ...(issuerRows.unknown ?? [])],
});
