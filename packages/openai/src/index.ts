export { openaiAdapter } from './adapter';
