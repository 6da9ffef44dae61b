/** Seam E, the protocol: one class sends requests by `request` and is given those of the other side by `_onrequest`. */
import type { ProtocolAdapter } from '../adapter';
import type { Undo } from '../patch/module-hook';
import { patchMethods } from '../patch/patch-methods';
import type { Method } from '../patch/patch-registry';
import type { Pipeline } from '../pipeline';
import { ReceivedRequests } from './protocol-received';
import { SentRequests } from './protocol-sent';
import { ProtocolSessions } from './protocol-sessions';

/** @throws TypeError when the class or one of its methods is not there: a version nobody has seen */
export function applyProtocolSeam(exports: Readonly<Record<string, unknown>>, adapter: ProtocolAdapter, pipeline: Pipeline): Undo {
  const prototype = (adapter.seam.protocolOf(exports) as { readonly prototype?: object } | undefined)?.prototype;
  if (prototype === undefined) throw new TypeError('no class of the protocol');
  const sessions = new ProtocolSessions(adapter, pipeline);
  const sent = new SentRequests(sessions);
  const received = new ReceivedRequests(sessions);
  return patchMethods(prototype, {
    connect: (original) => sessions.wrapConnect(original),
    _onclose: (original) => sessions.wrapOnClose(original),
    _onrequest: (original) => received.wrap(original),
    request: (original) => sent.wrap(original),
    // Since 2.0 what a handler sends does not pass `request`.
    ...('_requestWithSchemaViaCodec' in prototype && { _requestWithSchemaViaCodec: (original: Method) => sent.wrapInner(original) }),
  });
}
