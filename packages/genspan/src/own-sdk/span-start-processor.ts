import type { Context } from '@opentelemetry/api';
import { NoopSpanProcessor, type Span as ReadWriteSpan } from '@opentelemetry/sdk-trace';

type OnSpanStart = (span: ReadWriteSpan, parentContext: Context) => void;

export class SpanStartProcessor extends NoopSpanProcessor {
  readonly #onSpanStart: OnSpanStart | undefined;

  constructor(onSpanStart: OnSpanStart | undefined) {
    super();
    this.#onSpanStart = onSpanStart;
  }

  override onStart(span: ReadWriteSpan, parentContext: Context): void {
    this.#onSpanStart?.(span, parentContext);
  }
}
