import type { Operation } from '@genspan/core/adapter';

/** The mapping of one wire format, apart from where it leaves an SDK: that differs from SDK to SDK. */
export type WireFormat = Omit<Operation, 'target'>;
