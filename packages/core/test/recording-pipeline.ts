/** A pipeline that keeps what recorders are told, with everything behind them left out: for tests of the lifecycle alone. */
import * as api from '@opentelemetry/api';
import { defineOperation, type Operation, type RouteTarget, type StainlessAdapter } from '../src/adapter';
import { readSettings } from '../src/config/settings';
import { Pipeline } from '../src/pipeline';
import type { EndedCall, StartedCall } from '../src/record/recorder';

export interface Recording {
  readonly pipeline: Pipeline;
  readonly started: StartedCall[];
  readonly ended: EndedCall[];
}

export function recordingPipeline(environment: Parameters<typeof readSettings>[0] = {}): Recording {
  const started: StartedCall[] = [];
  const ended: EndedCall[] = [];
  const pipeline = new Pipeline({
    settings: readSettings(environment, { mode: 'off' }).settings,
    telemetry: { api: () => api, tracer: () => undefined, meter: () => undefined, logger: () => undefined },
    content: {
      wantsContent: false,
      capture: (_content, done) => done({ mode: 'off' }),
      flush: async () => {},
      flushSync: () => {},
    },
    costs: { estimate: () => undefined },
    recorders: [{ name: 'test', callStarted: (call) => started.push(call), callEnded: (call) => ended.push(call) }],
  });
  return { pipeline, started, ended };
}

/** Counts chunks and joins texts: enough of a chat format to see what reached the call. */
const chat: Operation<RouteTarget> = defineOperation<{ text: string; chunkCount: number; isComplete: boolean }, unknown>({
  name: 'chat',
  target: { route: 'POST /chat/completions' },
  describeRequest: ({ body }) => ({ model: (body as { model: string }).model }),
  describeResponse: (response) => ({ id: (response as { id?: string }).id }),
  stream: {
    initial: () => ({ text: '', chunkCount: 0, isComplete: false }),
    add: (state, chunk) => {
      const choice = (chunk as { choices: { delta: { content?: string }; finish_reason?: string | null }[] }).choices[0];
      state.text += choice?.delta.content ?? '';
      state.chunkCount++;
      if (choice?.finish_reason != null) state.isComplete = true;
    },
    isComplete: (state) => state.isComplete,
    assemble: (state) => ({ id: `${state.chunkCount}:${state.text}` }),
  },
});

const speech: Operation<RouteTarget> = defineOperation({
  name: 'generate_content',
  target: { route: 'POST /audio/speech' },
  describeRequest: () => ({}),
  describeResponse: () => ({}),
});

const search: Operation<RouteTarget> = defineOperation({
  name: 'retrieval',
  target: { route: 'POST /vector_stores/{}/search' },
  describeRequest: () => ({}),
  describeResponse: (page) => ({ id: String((page as { data: unknown[] }).data.length) }),
});

export const openaiLike: StainlessAdapter = {
  provider: 'openai',
  module: { name: 'openai', versions: '*' },
  seam: { kind: 'stainless', clientExport: 'OpenAI' },
  operations: [chat, speech, search],
};
