import { externalId } from '../../shared/rules/external-id';
import { table } from '../table';
import * as callers from './external-id/callers';
import * as ids from './external-id/ids';

export default table(externalId, {
  pass: [...ids.pass, ...callers.pass],
  fail: [...ids.fail, ...callers.fail],
  unknown: [...ids.unknown, ...callers.unknown],
});
