// Alone: the whole package takes more than twice as long to load, in every application that loads an SDK.
import satisfies from 'semver/functions/satisfies';
import type {
  CommandAdapter,
  EventAdapter,
  FrameworkAdapter,
  MethodAdapter,
  ProtocolAdapter,
  ProviderAdapter,
  StainlessAdapter,
} from '../adapter';
import type { LoadedModule, Undo } from '../patch/module-hook';
import type { Pipeline } from '../pipeline';
import { applyCommandSeam } from './command';
import { applyEventSeam } from './event';
import { applyFrameworkSeam } from './framework';
import { applyMethodSeam } from './method';
import { applyProtocolSeam } from './protocol';
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
    const clientExport = 'clientExport' in adapter.seam ? adapter.seam.clientExport : undefined;
    if (clientExport !== undefined && typeof module.exports[clientExport] !== 'function') {
      return leftAlone(`${label} has no export named ${clientExport}`);
    }
    return { kind: 'patched', undo: applySeam(module.exports, adapter, pipeline) };
  } catch (error) {
    pipeline.guard.caught(`the patching of ${name}`, error);
    return leftAlone(`${label} has another shape than the versions that are tested`);
  }
}

function applySeam(exports: Readonly<Record<string, unknown>>, adapter: ProviderAdapter, pipeline: Pipeline): Undo {
  // TypeScript does not narrow a union by a field of a field.
  switch (adapter.seam.kind) {
    case 'stainless':
      return applyStainlessSeam(exports[adapter.seam.clientExport] as { prototype: object }, adapter as StainlessAdapter, pipeline);
    case 'method':
      return applyMethodSeam(exports, adapter as MethodAdapter, pipeline);
    case 'command':
      return applyCommandSeam(exports, adapter as CommandAdapter, pipeline);
    case 'events':
      return applyEventSeam(exports, adapter as EventAdapter, pipeline);
    case 'framework':
      return applyFrameworkSeam(exports, adapter as FrameworkAdapter, pipeline);
    case 'protocol':
      return applyProtocolSeam(exports, adapter as ProtocolAdapter, pipeline);
  }
}

function leftAlone(cause: string): AdapterResult {
  return {
    kind: 'left_alone',
    reason: `genspan: ${cause}; its calls are not recorded, the application is not affected. Update genspan, or pin the SDK to a tested version.`,
  };
}
