export { togetherAdapter } from './adapter';
