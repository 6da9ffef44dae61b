import type * as OwnSdkBundle from '../own-sdk/start-own-sdk';

/** Loads the SDK, one file made by scripts/bundle-sdk.cjs, only when there is something to observe: it takes longer than all else. */
export function loadOwnSdk(): typeof OwnSdkBundle {
  return require('../bundle/own-sdk.cjs') as typeof OwnSdkBundle;
}
