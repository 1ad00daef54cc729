import * as v from 'valibot';
import type { OptionShape } from '../settings';
import { listOf, must, oneOf, text, whole, yesOrNo } from './values';

/** The schema that a value of a rule's option must fit. */
export function optionSchema(shape: OptionShape): v.GenericSchema {
  const { description } = shape;
  return description === undefined ? valueSchema(shape) : v.pipe(valueSchema(shape), v.description(description));
}

function valueSchema(shape: OptionShape): v.GenericSchema {
  switch (shape.type) {
    case 'boolean':
      return yesOrNo;
    case 'string':
      return shape.enum === undefined ? text('text') : oneOf(shape.enum);
    case 'integer':
      return wholeWithin(shape);
    case 'array':
      return listOf(text('text'), 'texts');
  }
}

function wholeWithin({ minimum, maximum }: Extract<OptionShape, { type: 'integer' }>): v.GenericSchema {
  if (minimum !== undefined && maximum !== undefined) return whole('a whole number', minimum, maximum);
  const bound =
    minimum !== undefined ? ` of at least ${minimum}` : maximum !== undefined ? ` of at most ${maximum}` : '';
  const message = must(`a whole number${bound}`);
  return v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(minimum ?? -Infinity, message),
    v.maxValue(maximum ?? Infinity, message),
  );
}
