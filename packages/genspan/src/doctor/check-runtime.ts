import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { version } from '@genspan/core';
import { hasSynchronousHooks } from '@genspan/core/module-hook';
import { isSupportedApi, readPackageVersion, supportedApiVersions } from '../telemetry/api-version';
import type { Check } from './report';

/** Whether `node --require genspan/register` works in this directory, and on what. */
export function checkRuntime(directory: string, environment: NodeJS.ProcessEnv): readonly Check[] {
  const resolve = createRequire(join(directory, 'package.json')).resolve;
  return [checkNode(), ...checkSwitch(environment), checkRegister(resolve), ...checkApi(resolve)];
}

function checkNode(): Check {
  const hooks = hasSynchronousHooks() ? 'synchronous' : 'loader';
  const how = hooks === 'synchronous' ? 'synchronous hooks' : 'a loader on a thread of its own';
  return {
    id: 'node',
    level: 'good',
    text: `Node.js ${process.versions.node}; ES modules are seen by ${how}`,
    data: { version: process.versions.node, esModuleHooks: hooks },
  };
}

function checkSwitch(environment: NodeJS.ProcessEnv): readonly Check[] {
  if (environment['OTEL_SDK_DISABLED']?.trim().toLowerCase() !== 'true') return [];
  return [
    {
      id: 'disabled',
      level: 'problem',
      text: 'OTEL_SDK_DISABLED=true: genspan does nothing at all',
      action: 'Unset it to record calls; the checks below are made as if it were unset.',
    },
  ];
}

type Resolve = (specifier: string) => string;

function checkRegister(resolve: Resolve): Check {
  const own = require.resolve('../register');
  const found = attempt(() => realpathSync(resolve('genspan/register')));
  if (found === undefined) {
    return {
      id: 'register',
      level: 'problem',
      text: 'genspan/register is not found from this directory, so `node --require genspan/register` fails',
      action: 'Install genspan here: npm install genspan',
    };
  }
  if (found === realpathSync(own)) return { id: 'register', level: 'good', text: 'genspan/register is found from this directory' };
  const otherVersion = attempt(() => (require(resolve('genspan/package.json')) as { version: string }).version);
  return {
    id: 'register',
    level: 'hint',
    text: `the application has a genspan of its own (${otherVersion ?? 'version unknown'}); this is doctor ${version} of another place`,
    action: 'Run the one of the application, with npx from its directory.',
  };
}

/** Of the application, if it has one: its providers are registered with that one. */
function checkApi(resolve: Resolve): readonly Check[] {
  const file = attempt(() => resolve('@opentelemetry/api'));
  const apiVersion = file === undefined ? undefined : readPackageVersion(file);
  if (apiVersion === undefined) return [];
  const data = { version: apiVersion };
  if (isSupportedApi(apiVersion)) {
    return [{ id: 'opentelemetry_api', level: 'good', text: `@opentelemetry/api ${apiVersion} of the application is supported`, data }];
  }
  return [
    {
      id: 'opentelemetry_api',
      level: 'problem',
      text: `@opentelemetry/api ${apiVersion} of the application is not in ${supportedApiVersions}`,
      action: "Use a version in this range, or model calls are exported apart from the application's traces.",
      data,
    },
  ];
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
