export { reportWriter } from './report';
export { loadSettings, type Places } from './settings';
