import { wildcardPrincipal } from '../../shared/rules/wildcard-principal';
import { table } from '../table';
import * as denies from './wildcard-principal/denies';
import * as keys from './wildcard-principal/keys';
import * as operators from './wildcard-principal/operators';
import * as principals from './wildcard-principal/principals';

export default table(wildcardPrincipal, {
  pass: [...principals.pass, ...keys.pass, ...operators.pass, ...denies.pass],
  fail: [...principals.fail, ...keys.fail, ...operators.fail, ...denies.fail],
  unknown: [...principals.unknown, ...keys.unknown, ...operators.unknown, ...denies.unknown],
});
