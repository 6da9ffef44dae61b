import { readServiceName } from './service-name';

const attributes = 'service.version=1.2.3,service.name=the%20shop';

test.each([
  ['OTEL_SERVICE_NAME goes first', { OTEL_SERVICE_NAME: 'shop', OTEL_RESOURCE_ATTRIBUTES: attributes }, 'shop'],
  ['then the attributes of the resource', { OTEL_RESOURCE_ATTRIBUTES: attributes }, 'the shop'],
  ['then the package of the main script', {}, 'genspan'],
  ['empty values count as unset', { OTEL_SERVICE_NAME: ' ', OTEL_RESOURCE_ATTRIBUTES: 'service.name=' }, 'genspan'],
  ['attributes with a wrong entry count as unset', { OTEL_RESOURCE_ATTRIBUTES: 'service.name=shop,wrong' }, 'genspan'],
])('the name of the service: %s', (_rule, environment, name) => {
  expect(readServiceName(environment, __filename)).toBe(name);
});

test('a service that nothing names has none', () => {
  expect(readServiceName({}, undefined)).toBeUndefined();
});
