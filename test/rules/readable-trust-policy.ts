import { readableTrustPolicy } from '../../shared/rules/readable-trust-policy';
import { table } from '../table';
import * as controls from './readable-trust-policy/controls';
import * as outputs from './readable-trust-policy/outputs';
import * as statements from './readable-trust-policy/statements';
import * as text from './readable-trust-policy/text';

export default table(readableTrustPolicy, {
  pass: [...text.pass, ...statements.pass, ...controls.pass],
  fail: [...text.fail, ...statements.fail, ...controls.fail, ...outputs.fail],
  unknown: [...text.unknown, ...outputs.unknown],
});
