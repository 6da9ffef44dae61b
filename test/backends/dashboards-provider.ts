/** What `dashboards-service.cjs` asks: the last message says how the answer is to end. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

interface Question {
  readonly model?: string;
  readonly input?: string;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages?: ReadonlyArray<{ readonly content: string }>;
}

/** Answers in OpenAI's format, after a while that grows and falls with `load`. */
export function createProvider(load: () => number): RequestListener {
  return (request, response) => {
    void answer(request, response);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = (await json(request)) as Question;
    const ending = question.messages?.at(-1)?.content ?? '';
    await wait(20 + 60 * load());
    if (ending === 'rate_limit') {
      const error = { message: 'Too many requests.', type: 'requests', code: 'rate_limit_exceeded' };
      response.writeHead(429, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    } else if (question.stream === true) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const chunk of chunksOf(question)) {
        response.write(`data: ${JSON.stringify(chunk)}\n\n`);
        await wait(5);
      }
      response.end('data: [DONE]\n\n');
    } else {
      const body = answerOf(request.url ?? '', question, ending);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }
  }
}

const usage = {
  prompt_tokens: 900,
  completion_tokens: 120,
  total_tokens: 1020,
  prompt_tokens_details: { cached_tokens: 600 },
  completion_tokens_details: { reasoning_tokens: 0 },
};

function chunksOf({ model, stream_options: options }: Question): object[] {
  const chunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model };
  const choice = (delta: object, reason: string | null) => ({ ...chunk, choices: [{ index: 0, delta, finish_reason: reason }] });
  const told = options?.include_usage === true ? [{ ...chunk, choices: [], usage }] : [];
  return [...['A ', 'blue ', 'lamp'].map((content) => choice({ content }, null)), choice({}, 'stop'), ...told];
}

function answerOf(path: string, { model, input }: Question, ending: string): object {
  if (path === '/v1/embeddings') {
    return {
      object: 'list',
      model,
      data: [{ object: 'embedding', index: 0, embedding: [0.1] }],
      usage: { prompt_tokens: 8, total_tokens: 8 },
    };
  }
  if (path === '/v1/moderations')
    return { id: 'modr-1', model, results: [{ flagged: input?.startsWith('flag') === true, categories: {} }] };
  if (path.startsWith('/v1/vector_stores/'))
    return { object: 'vector_store.search_results.page', data: [], has_more: false, next_page: null };
  const thought = model === 'o4-mini' ? { ...usage, completion_tokens_details: { reasoning_tokens: 80 } } : usage;
  const finishReason = ['length', 'content_filter'].includes(ending) ? ending : 'stop';
  const message = { role: 'assistant', content: 'A blue lamp', refusal: null };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message, finish_reason: finishReason }],
    usage: thought,
  };
}
