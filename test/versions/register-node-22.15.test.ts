import { coreCases, expectEachCallOnce, type RegisterCase, typeStrippingCases } from '../process/applications/register-cases';
import { childTimeoutMs, sdkDirectory } from '../process/applications/run-between';

jest.setTimeout(childTimeoutMs);

const nodeBinary = `${sdkDirectory('node-22.15')}/bin/node`;
/** Experimental in this version. */
const stripFlags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
const cases: readonly RegisterCase[] = [
  ...coreCases,
  ...typeStrippingCases.map(({ name, run }) => ({ name, run: { ...run, flags: [...stripFlags, ...(run.flags ?? [])] } })),
];

test.concurrent.each(cases)('each call is one span: $name', (registerCase) => expectEachCallOnce(registerCase, nodeBinary));
