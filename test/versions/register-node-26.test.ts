import { coreCases, expectEachCallOnce, typeStrippingCases } from '../process/applications/register-cases';
import { childTimeoutMs, sdkDirectory } from '../process/applications/run-between';

jest.setTimeout(childTimeoutMs);

const nodeBinary = `${sdkDirectory('node-26')}/bin/node`;
const cases = [...coreCases, ...typeStrippingCases];

test.concurrent.each(cases)('each call is one span: $name', (registerCase) => expectEachCallOnce(registerCase, nodeBinary));
