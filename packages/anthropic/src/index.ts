export { anthropicAdapter } from './adapter';
