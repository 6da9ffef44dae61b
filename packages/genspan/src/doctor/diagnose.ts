import { otherInstrumentations, readSettings, version } from '@genspan/core';
import { adapters } from '../adapters';
import { checkExport } from './check-export';
import { checkOtherInstrumentations, isPackageOf } from './check-other-instrumentations';
import { checkRuntime } from './check-runtime';
import { checkSdkCopies } from './check-sdk-copies';
import { checkSettings } from './check-settings';
import { findPackages } from './find-packages';
import type { Report } from './report';

export interface Diagnosis {
  /** Absolute path of the application's directory. */
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Told before each step that may take seconds. */
  tellProgress(step: string): void;
}

/** Runs every check. No SDK is loaded in this process. */
export async function diagnose({ directory, environment, tellProgress }: Diagnosis): Promise<Report> {
  const sdkNames = [...new Set(adapters.map(({ name }) => name))];
  tellProgress(`Looking for SDKs from ${directory} on`);
  const search = findPackages(
    directory,
    (name) => sdkNames.includes(name) || otherInstrumentations.some((other) => isPackageOf(other, name)),
  );
  return {
    version,
    directory,
    groups: [
      { title: 'Runtime', checks: checkRuntime(directory, environment) },
      { title: 'SDK copies', checks: await checkSdkCopies({ search, sdkNames, directory, environment, tellProgress }) },
      { title: 'Settings', checks: checkSettings(readSettings(environment, { mode: 'redacted' }), directory, environment) },
      { title: 'Export', checks: await checkExport({ directory, environment, tellProgress }) },
      { title: 'Other instrumentations', checks: checkOtherInstrumentations(search.copies) },
    ],
  };
}
