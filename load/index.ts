export { reportVariable, reportWriter } from './report';
export { loadSettings, type Loaded, type Places } from './settings';
