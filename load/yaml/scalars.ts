import { type Plain, plainValue } from './plain';

/** The value of a scalar with the type that its tag names, if any; undefined where it does not fit that type. */
export function taggedScalar(text: string, type: string | undefined): Plain | undefined {
  const value = plainValue(text);
  switch (type) {
    case undefined:
      return value;
    case 'str':
      return text;
    case 'null':
      return value === null ? null : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
    case 'float':
      return typeof value === 'number' ? value : undefined;
    default:
      return undefined;
  }
}

/** What is wrong with an account number without quotes that CloudFormation takes for another number. */
// https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/745
export function numberProblem(text: string, value: Plain): string | undefined {
  if (!/^0\d{11}$/.test(text) || value === text) return undefined;
  return `without quotes CloudFormation reads ${text} as ${String(value)}, which is no account; put it in quotes`;
}
