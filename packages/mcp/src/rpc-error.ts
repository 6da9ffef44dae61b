import { asNumber, asRecord, asString, type RpcError } from '@genspan/core/adapter';

const prefix = /^MCP error -?\d+: /;
/** Up to 1.x the SDK gives errors of its own, a lost connection and a timeout, such codes too: -1 and -2 in 1.0. No answer had them. */
const ownCodes: ReadonlySet<number> = new Set([-1, -2, -32_000, -32_001]);

/** The error of the answer that an exception stands for: `McpError` up to 1.x, `ProtocolError` since 2.0. */
export function rpcErrorOf(error: unknown): RpcError | undefined {
  const record = asRecord(error);
  const code = asNumber(record?.['code']);
  const message = asString(record?.['message']);
  if (code === undefined || !Number.isSafeInteger(code)) return undefined;
  if (message !== undefined && prefix.test(message)) return ownCodes.has(code) ? undefined : { code, message: message.replace(prefix, '') };
  return isProtocolError(error) ? { code, message } : undefined;
}

function isProtocolError(error: unknown): boolean {
  const { mcpBrand } = (error as { readonly constructor?: { readonly mcpBrand?: unknown } }).constructor ?? {};
  return asRecord(error)?.['name'] === 'ProtocolError' || mcpBrand === 'mcp.ProtocolError';
}
