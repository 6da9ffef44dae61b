// The control that records as little as possible: one OpenTelemetry span around the call, with the attributes that genspan gives it.
'use strict';
const { createRequire } = require('node:module');

// The SDK is genspan's own dependency; benchmarks have none.
const requireFromGenspan = createRequire(require.resolve('../../../packages/genspan/package.json'));

const startAttributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-5-mini',
  'server.address': 'api.openai.com',
  'server.port': 443,
};
const endAttributes = {
  'gen_ai.request.max_tokens': 256,
  'gen_ai.request.temperature': 0.2,
  'openai.api.type': 'chat_completions',
  'gen_ai.response.id': 'chatcmpl-1',
  'gen_ai.response.model': 'gpt-5-mini',
  'gen_ai.response.finish_reasons': ['stop'],
  'openai.response.service_tier': 'default',
  'gen_ai.usage.input_tokens': 2400,
  'gen_ai.usage.output_tokens': 120,
  'gen_ai.usage.cache_read.input_tokens': 1024,
  'gen_ai.usage.cost': 0.0006,
  'genspan.cost.source': 'genai-prices',
  'genspan.provider.source': 'host',
  'genspan.outcome': 'completed',
  'genspan.prompt.fingerprint': '0123456789abcdef',
  'genspan.config.hash': '0123456789abcdef',
  'http.response.status_code': 200,
};

/** @returns a function that runs `work` in a span */
function createBareSpan() {
  const { context, SpanKind, trace } = requireFromGenspan('@opentelemetry/api');
  const { AsyncLocalStorageContextManager } = requireFromGenspan('@opentelemetry/context-async-hooks');
  const { TracerProvider } = requireFromGenspan('@opentelemetry/sdk-trace');
  const processor = { onStart() {}, onEnd() {}, forceFlush: async () => {}, shutdown: async () => {} };
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = new TracerProvider({ spanProcessors: [processor] }).getTracer('bench');
  return async (work) => {
    const span = tracer.startSpan('chat gpt-5-mini', { kind: SpanKind.CLIENT, attributes: startAttributes });
    try {
      return await context.with(trace.setSpan(context.active(), span), work);
    } finally {
      span.setAttributes(endAttributes);
      span.end();
    }
  };
}

module.exports = { createBareSpan };
