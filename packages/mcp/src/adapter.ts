import type { ProtocolAdapter, ProtocolSeam } from '@genspan/core/adapter';
import { describeConnection, isOnStdout } from './connection';
import { operations } from './operations';
import { rpcErrorOf } from './rpc-error';
import { targetOf, targetsShownBy } from './targets';

type Exports = Readonly<Record<string, unknown>>;

const seam: ProtocolSeam = { kind: 'protocol', protocolOf, describeConnection, isOnStdout, rpcErrorOf, targetOf, targetsShownBy };

/** Client and server, up to 1.x. */
export const mcpSdkAdapter: ProtocolAdapter = {
  // The base class of client and server, loaded by both.
  module: {
    name: '@modelcontextprotocol/sdk',
    versions: '>=1.0.0 <2.0.0',
    subpaths: ['shared/protocol', 'dist/shared/protocol', 'dist/cjs/shared/protocol'],
  },
  seam,
  operations,
};

/** Since 2.0 client and server are packages of their own, each with its copy of the base class. */
export const mcpClientAdapter: ProtocolAdapter = {
  module: { name: '@modelcontextprotocol/client', versions: '>=2.0.0 <3.0.0' },
  seam,
  operations,
};

export const mcpServerAdapter: ProtocolAdapter = {
  module: { name: '@modelcontextprotocol/server', versions: '>=2.0.0 <3.0.0' },
  seam,
  operations,
};

/** By its own export, or through a class that extends it; `exports` may be such a class itself. */
function protocolOf(exports: Exports): unknown {
  if (typeof exports === 'function') return hasRequests(exports) ? exports : Object.getPrototypeOf(exports);
  const derived = exports['Client'] ?? exports['Server'];
  return exports['Protocol'] ?? (derived === undefined ? undefined : Object.getPrototypeOf(derived));
}

function hasRequests(constructor: { readonly prototype: object }): boolean {
  return Object.hasOwn(constructor.prototype, '_onrequest');
}
