import { confusedDeputy } from '../../shared/rules/confused-deputy';
import { table } from '../table';
import * as services from './confused-deputy/services';
import * as sources from './confused-deputy/sources';

export default table(confusedDeputy, {
  pass: [...sources.pass, ...services.pass],
  fail: [...sources.fail, ...services.fail],
  unknown: [...sources.unknown, ...services.unknown],
});
