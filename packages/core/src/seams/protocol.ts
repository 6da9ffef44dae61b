/** Seam E, the protocol: one class sends requests by `request` and is given those of the other side by `_onrequest`. */
import type { ProtocolAdapter } from '../adapter';
import type { Undo } from '../patch/module-hook';
import { applyPatch, undoAll, type Method } from '../patch/patch-registry';
import { processState } from '../patch/process-state';
import type { Pipeline } from '../pipeline';
import { ReceivedRequests } from './protocol-received';
import { SentRequests } from './protocol-sent';
import { ProtocolSessions } from './protocol-sessions';

/** @throws TypeError when the class or one of its methods is not there: a version nobody has seen */
export function applyProtocolSeam(exports: Readonly<Record<string, unknown>>, adapter: ProtocolAdapter, pipeline: Pipeline): Undo {
  const prototype = (adapter.seam.protocolOf(exports) as { readonly prototype?: object } | undefined)?.prototype;
  if (prototype === undefined) throw new TypeError('no class of the protocol');
  const { patchedOwners } = processState();
  if (patchedOwners.has(prototype)) return () => {};
  const sessions = new ProtocolSessions(adapter, pipeline);
  const sent = new SentRequests(sessions);
  const received = new ReceivedRequests(sessions);
  const undos: Undo[] = [];
  const patch = (key: string, wrap: (original: Method) => Method): void => void undos.push(applyPatch(prototype, key, wrap));
  try {
    patch('connect', (original) => sessions.wrapConnect(original));
    patch('_onclose', (original) => sessions.wrapOnClose(original));
    patch('_onrequest', (original) => received.wrap(original));
    patch('request', (original) => sent.wrap(original));
    // Since 2.0 what a handler sends does not pass `request`.
    if ('_requestWithSchemaViaCodec' in prototype) patch('_requestWithSchemaViaCodec', (original) => sent.wrapInner(original));
  } catch (error) {
    undoAll(undos);
    throw error;
  }
  patchedOwners.add(prototype);
  return () => {
    undoAll(undos);
    patchedOwners.delete(prototype);
  };
}
