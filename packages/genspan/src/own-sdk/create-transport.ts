import { distribution } from './distribution';
import { GrpcTransport } from './grpc-transport';
import { HttpTransport } from './http-transport';
import type { OtlpSettings } from './signal-settings';
import type { Transport } from './transport';

const userAgent = `${distribution.name}/${distribution.version}`;
const contentTypes = { 'http/json': 'application/json', 'http/protobuf': 'application/x-protobuf' } as const;

export function createTransport(settings: OtlpSettings): Transport {
  if (settings.protocol === 'grpc') return new GrpcTransport(settings, userAgent);
  return new HttpTransport(settings, contentTypes[settings.protocol], userAgent);
}
