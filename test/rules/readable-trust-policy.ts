import { readableTrustPolicy } from '../../shared/rules/readable-trust-policy';
import { table } from '../table';
import * as statements from './readable-trust-policy/statements';
import * as text from './readable-trust-policy/text';

export default table(readableTrustPolicy, {
  pass: [...text.pass, ...statements.pass],
  fail: [...text.fail, ...statements.fail],
  unknown: text.unknown,
});
