import { satisfies } from 'semver';
import type { ProviderAdapter } from '../adapter';
import type { LoadedModule, Undo } from '../patch/module-hook';
import type { Pipeline } from '../pipeline';
import { applyStainlessSeam } from './stainless';

export type AdapterResult =
  | { readonly kind: 'patched'; readonly undo: Undo }
  /** One sentence: which version, and that the application runs as without genspan. */
  | { readonly kind: 'left_alone'; readonly reason: string };

/** Patches one loaded copy of an SDK through the seam its adapter names. */
export function applyAdapter(module: LoadedModule, adapter: ProviderAdapter, pipeline: Pipeline): AdapterResult {
  const { name, versions } = adapter.module;
  const label = `${name} ${module.version ?? '(version unknown)'}`;
  if (module.version !== undefined && !satisfies(module.version, versions, { includePrerelease: true })) {
    return leftAlone(`${label} is outside the tested range ${versions}`);
  }
  try {
    const client = module.exports[adapter.seam.clientExport];
    if (typeof client !== 'function') return leftAlone(`${label} has no export named ${adapter.seam.clientExport}`);
    return { kind: 'patched', undo: applyStainlessSeam(client as { prototype: object }, adapter, pipeline) };
  } catch (error) {
    pipeline.guard.caught(`the patching of ${name}`, error);
    return leftAlone(`${label} has another shape than the versions that are tested`);
  }
}

function leftAlone(cause: string): AdapterResult {
  return {
    kind: 'left_alone',
    reason: `genspan: ${cause}; its calls are not recorded, the application is not affected. Update genspan, or pin the SDK to a tested version.`,
  };
}
