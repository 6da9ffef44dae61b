/** Preload: an instrumentation of somebody else's that loads and wraps the SDK before genspan does. */
import { scenarioSet, type SdkName } from './scenario-set';
import { ownerOf } from './sdk';
import { countWrappedRequest } from './wrapped-request-count';

const { packageName, className, wrappedMethod = `${className}.makeRequest` } = scenarioSet(process.argv[2] as SdkName);
const sdk = require(require.resolve(packageName, { paths: [process.cwd()] })) as Record<string, { readonly prototype: object }>;
const [wrappedClass = '', method = ''] = wrappedMethod.split('.');
const owner = ownerOf(sdk[wrappedClass]?.prototype, method);
const original = owner?.[method] as (this: unknown, ...values: unknown[]) => unknown;
if (owner !== undefined) {
  owner[method] = function (this: unknown, ...values: unknown[]) {
    countWrappedRequest();
    return original.apply(this, values);
  };
}
