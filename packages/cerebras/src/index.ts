export { cerebrasAdapter } from './adapter';
