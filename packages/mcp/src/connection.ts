/** What the transports of all versions tell of themselves. The classes are exported by several entry points and may be minified. */
import { asNumber, asRecord, asString, type ConnectionFacts } from '@genspan/core/adapter';

export function describeConnection(protocol: unknown, transport: unknown): ConnectionFacts {
  const record = asRecord(transport);
  return {
    sessionId: asString(record?.['sessionId']),
    // The first since 2.0; the second is told to the HTTP transport of a client.
    protocolVersion: asString(asRecord(protocol)?.['_negotiatedProtocolVersion']) ?? asString(record?.['protocolVersion']),
    ...describeNetwork(transport),
  };
}

/** The transport of a server that speaks on stdin and stdout of its own process. */
export function isOnStdout(transport: unknown): boolean {
  return asNumber(asRecord(asRecord(transport)?.['_stdout'])?.['fd']) === 1;
}

type NetworkFacts = Pick<ConnectionFacts, 'networkTransport' | 'networkProtocolName' | 'serverAddress' | 'serverPort'>;

function describeNetwork(transport: unknown): NetworkFacts {
  const name = classNamesOf(transport).join(' ');
  if (/\bStdio/.test(name)) return { networkTransport: 'pipe' };
  if (/\bWebSocket/.test(name)) return { networkTransport: 'tcp', networkProtocolName: 'websocket', ...describeServer(transport) };
  if (/HTTP|\bSSE/.test(name)) return { networkTransport: 'tcp', networkProtocolName: 'http', ...describeServer(transport) };
  return {};
}

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** Only the transport of a client has the address. */
function describeServer(transport: unknown): Pick<ConnectionFacts, 'serverAddress' | 'serverPort'> {
  const url = asRecord(transport)?.['_url'];
  if (!(url instanceof URL)) return {};
  const serverPort = url.port === '' ? defaultPorts[url.protocol] : Number(url.port);
  return { serverAddress: url.hostname.replaceAll(/[[\]]/g, ''), serverPort };
}

function classNamesOf(object: unknown): string[] {
  const names: string[] = [];
  let prototype: unknown = typeof object === 'object' && object !== null ? Object.getPrototypeOf(object) : null;
  for (let depth = 0; depth < 8 && typeof prototype === 'object' && prototype !== null; depth++) {
    const name: unknown = (prototype as { readonly constructor?: { readonly name?: unknown } }).constructor?.name;
    if (typeof name === 'string') names.push(name);
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}
