/** What a scalar without quotes and without a tag may be. */
export type Plain = null | boolean | number | string;

const yes = ['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const no = ['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const nothing = ['', '~', 'null', 'Null', 'NULL'];
const words: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ...yes.map((word) => [word, true] as const),
  ...no.map((word) => [word, false] as const),
  ...nothing.map((word) => [word, null] as const),
]);

const octal = /^[-+]?0[0-7_]+$/;
const binary = /^[-+]?0b[01_]+$/;
const hexadecimal = /^[-+]?0x[0-9a-fA-F_]+$/;
const decimal = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const sexagesimal = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
// all digits with an 8 or 9 after a leading zero are one of these, too
const float = /^[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$/;

/**
 * What CloudFormation reads in a scalar without quotes. It follows YAML 1.1, in which `0300` is 192, `1_000` is 1000 and
 * `yes` is true; only a date stays the text that it is. An infinity and a number that a double cannot hold are text.
 */
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html, https://yaml.org/type/int.html;
// what it makes of numbers with a leading zero: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/745
export function plainValue(text: string): Plain {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  const digits = text.replace(/[_+]/g, '');
  if (binary.test(text) || octal.test(text) || hexadecimal.test(text)) return inBase(digits);
  if (decimal.test(text)) return exactly(BigInt(digits));
  if (sexagesimal.test(text)) return inSixties(digits);
  return float.test(text) && /[0-9]/.test(text) ? floating(Number(digits), text) : text;
}

function inBase(digits: string): Plain {
  const isNegative = digits.startsWith('-');
  const amount = isNegative ? digits.slice(1) : digits;
  const spelled = /^0[0-7]/.test(amount) ? `0o${amount.slice(1)}` : amount;
  // underscores alone after the prefix
  if (!/[0-9a-f]$/i.test(spelled.slice(2))) return exactly(0n);
  return exactly(isNegative ? -BigInt(spelled) : BigInt(spelled));
}

function inSixties(digits: string): Plain {
  const isNegative = digits.startsWith('-');
  const parts = (isNegative ? digits.slice(1) : digits).split(':').map(BigInt);
  const sum = parts.reduce((total, part) => total * 60n + part, 0n);
  return exactly(isNegative ? -sum : sum);
}

function exactly(amount: bigint): number | string {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : amount.toString();
}

// Java spells large numbers of that kind with an exponent, and that is the text which a template gets:
// https://github.com/aws/aws-cli/issues/6908
function floating(number: number, text: string): Plain {
  if (!Number.isFinite(number)) return text;
  if (Math.abs(number) < 1e7) return number + 0;
  const [mantissa = '', exponent = ''] = number.toExponential().split('e+');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent}`;
}
