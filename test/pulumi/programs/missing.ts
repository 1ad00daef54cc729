import { NativeRole } from './native';

// No provider of AWS lets this through; the pack does not rely on it.
export const missing = new NativeRole('missing', { roleName: 'missing' });
