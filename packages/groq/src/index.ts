export { groqAdapter } from './adapter';
