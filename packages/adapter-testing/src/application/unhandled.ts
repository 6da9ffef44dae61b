/** An application that forgets a rejected promise: Node ends it, and must do so in the same way with genspan. */
import type { LoadedSdk } from './main';
import { scenarioSet, type SdkName } from './scenario-set';
import { construct } from './sdk';

export function main(sdks: readonly LoadedSdk[], [name, , origin]: readonly string[]): void {
  const { className, baseUrlSuffix, dialects } = scenarioSet(name as SdkName);
  const [dialect] = dialects;
  for (const { sdk } of sdks) {
    const client = construct(sdk, className, { apiKey: 'test-key', baseURL: `${origin}/unhandled/status-400${baseUrlSuffix}` });
    void dialect?.create(client, dialect.request('unhandled'));
  }
  // It never comes to this.
  setTimeout(() => process.exit(7), 20_000);
}
