export { loadSettings, type Places } from './settings';
