import { toJsonSchema } from '@valibot/to-json-schema';

/** The JSON Schema of a settings file, from the schema that settings are checked by. */
export function schemaOf(settings) {
  const { $schema, ...schema } = converted(settings);
  const text = JSON.stringify({ $schema, title: 'Settings of sts-guardrails', ...schema });
  if (text.includes('"$ref"')) throw new Error('the schema of the settings refers to a part that is not written down');
  return text;
}

// Checks in code have no words in JSON Schema; where there are some, the schema carries them itself.
function converted(schema) {
  const { $defs, ...converted } = toJsonSchema(schema, {
    target: 'draft-07',
    errorMode: 'ignore',
    overrideAction: ({ jsonSchema: { inEditors, ...schema } }) => ({ ...schema, ...inEditors }),
    overrideSchema: ({ valibotSchema, jsonSchema }) => overridden(valibotSchema, jsonSchema),
  });
  return converted;
}

function overridden({ type, ways }, { required = [], ...schema }) {
  if (ways !== undefined) return { anyOf: ways.map((way) => withoutHead(converted(way))) };
  if (type !== 'object') return undefined;
  return { ...schema, ...(required.length > 0 && { required }), additionalProperties: false };
}

function withoutHead({ $schema, ...schema }) {
  return schema;
}
