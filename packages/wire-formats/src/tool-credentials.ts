/** In core, since frameworks hand such tools on as well. */
export { identifyTools, isHosted, withoutCredentials } from '@genspan/core/adapter';
