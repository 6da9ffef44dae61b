import type { Context } from '@opentelemetry/api';
import type { Span as ReadWriteSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

export class SpanStartProcessor implements SpanProcessor {
  readonly onStart: SpanProcessor['onStart'];

  constructor(onSpanStart: ((span: ReadWriteSpan, parentContext: Context) => void) | undefined) {
    this.onStart = (span, parentContext) => onSpanStart?.(span, parentContext);
  }

  onEnd(): void {}

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
