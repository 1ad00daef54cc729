/** A piece of code among values, such as the name of a variable. */
export class Code {
  constructor(text) {
    this.text = text;
  }
}

/** A value as TypeScript spells it. */
export function literal(value) {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{ ${entries.map(([key, one]) => `${keyOf(key)}: ${literal(one)}`).join(', ')} }`;
}

function text(value) {
  // in single quotes as the code around it, unless that needs more escapes
  return value.includes("'") ? JSON.stringify(value) : `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')}'`;
}

function keyOf(key) {
  return /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__' ? key : text(key);
}

/** The name of the variable for a resource of that name. */
export function variableOf(name) {
  const plain = name.replace(/\W+(\w)/g, (_all, letter) => letter.toUpperCase());
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
