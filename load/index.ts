export { loadSettings, type Loaded, type Places, settingsFile, settingsVariable } from './settings';
