import { addToScope } from '../context/scope';
import { asRecord, asString } from '../json';
import type { Pipeline } from '../pipeline';
import type { EndedCall, Recorder } from '../record/recorder';
import { ATTR_GEN_AI_PROMPT_NAME, ATTR_GEN_AI_PROMPT_VERSION, ATTR_GENSPAN_CALLER_EVALUATOR } from '../semconv';
import { boundEvaluation } from './bound-evaluation';
import type { EvaluatedCall, Judgement, RegisteredEvaluator } from './evaluate';
import { evaluationTarget } from './evaluation-target';
import { withinFlushLimit } from './flush-limit';

export type EvaluatorLoss = 'evaluator_failed' | 'evaluator_timeout' | 'evaluator_queue_full';

export interface EvaluatorRunsOptions {
  pipeline(): Pipeline;
  evaluators(): Iterable<RegisteredEvaluator>;
  /** Takes one sentence for the user. */
  warn(sentence: string): void;
  onLost(reason: EvaluatorLoss): void;
}

interface Run {
  readonly registered: RegisteredEvaluator;
  readonly call: EndedCall;
  readonly characters: number;
}

const maxRunning = 4;
const maxWaiting = 1_000;
const maxWaitingCharacters = 32_000_000;
const timedOut = Symbol('timed out');
const contentNames = ['instructions', 'inputMessages', 'outputMessages', 'toolDefinitions'] as const;
const sentences: Readonly<Record<EvaluatorLoss, string>> = {
  evaluator_failed: 'fails for some calls',
  evaluator_timeout: 'takes longer than its timeoutMs for some calls',
  evaluator_queue_full: 'is too slow for the calls it is given, so some are left out; lower its sampleRate',
};

/** Runs the application's evaluators on calls that have ended. */
export class EvaluatorRuns implements Recorder {
  readonly name = 'evaluators';
  readonly isDeferred = true;
  readonly #options: EvaluatorRunsOptions;
  readonly #waiting: Run[] = [];
  readonly #running = new Set<Promise<void>>();
  #waitingCharacters = 0;

  constructor(options: EvaluatorRunsOptions) {
    this.#options = options;
  }

  callEnded(call: EndedCall): void {
    if (call.outcome.kind !== 'completed' || call.hasInnerCall || call.scopeAttributes[ATTR_GENSPAN_CALLER_EVALUATOR] !== undefined) return;
    for (const registered of this.#options.evaluators()) {
      if (registered.operations.includes(call.operation) && Math.random() < registered.sampleRate) this.#add(registered, call);
    }
  }

  /** Resolves when nothing runs and waits and what was said is recorded, at the latest after five seconds; never rejects. */
  flush(): Promise<void> {
    return withinFlushLimit(this.#finish());
  }

  async #finish(): Promise<void> {
    if (this.#running.size === 0) return;
    while (this.#running.size > 0) await Promise.race(this.#running);
    // Comments are redacted after the judgement.
    await this.#options.pipeline().content.flush();
  }

  #add(registered: RegisteredEvaluator, call: EndedCall): void {
    const characters = sizeOf(call);
    if (this.#waiting.length >= maxWaiting || this.#waitingCharacters + characters > maxWaitingCharacters) {
      return this.#lose(registered, 'evaluator_queue_full');
    }
    this.#waiting.push({ registered, call, characters });
    this.#waitingCharacters += characters;
    this.#next();
  }

  #next(): void {
    while (this.#running.size < maxRunning) {
      const run = this.#waiting.shift();
      if (run === undefined) return;
      this.#waitingCharacters -= run.characters;
      const running: Promise<void> = this.#judge(run)
        .catch((error: unknown) => this.#options.pipeline().guard.caught('an evaluation', error))
        .finally(() => {
          this.#running.delete(running);
          this.#next();
        });
      this.#running.add(running);
    }
  }

  async #judge({ registered, call }: Run): Promise<void> {
    const { evaluator, judge, timeoutMs, outside } = registered;
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<typeof timedOut>((resolve) => (timer = setTimeout(resolve, timeoutMs, timedOut).unref()));
    try {
      const { context, ROOT_CONTEXT } = this.#options.pipeline().telemetry.api();
      // In a trace of its own: what a judge does is no part of the request that it judges.
      const marked = addToScope(ROOT_CONTEXT, { [ATTR_GENSPAN_CALLER_EVALUATOR]: evaluator.name });
      const work = outside(() => context.with(marked, async () => judge(describeCall(call), abort.signal)));
      const answer = await Promise.race([work, timeout]);
      if (answer === timedOut) {
        // What it throws when it is told to stop is nobody's concern.
        work.catch(() => {});
        abort.abort();
        this.#lose(registered, 'evaluator_timeout');
        return;
      }
      for (const judgement of Array.isArray(answer) ? answer : [answer]) this.#record(registered, call, judgement);
    } catch (error) {
      this.#lose(registered, 'evaluator_failed', error);
    } finally {
      clearTimeout(timer);
    }
  }

  #record({ evaluator }: RegisteredEvaluator, call: EndedCall, judgement: unknown): void {
    const { name = evaluator.name, score, label, comment } = (asRecord(judgement) ?? {}) as Partial<Judgement>;
    const result = boundEvaluation({ name, score, label, evaluator });
    if (result === undefined) return;
    const pipeline = this.#options.pipeline();
    const timeMs = Date.now();
    pipeline.content.capture({ comment: asString(comment) }, ({ comment: explanation }) => {
      pipeline.recordEvaluation(evaluationTarget(pipeline.telemetry, call), { ...result, explanation }, timeMs);
    });
  }

  #lose({ evaluator }: RegisteredEvaluator, reason: EvaluatorLoss, error?: unknown): void {
    const { onLost, warn } = this.#options;
    onLost(reason);
    warn(`genspan: the evaluator ${evaluator.name} ${sentences[reason]}${error === undefined ? '' : ` (${kindOf(error)})`}.`);
  }
}

/** Not the message: it may quote what was judged. */
function kindOf(error: unknown): string {
  return error instanceof Error && /^\w{1,64}$/.test(error.name) ? error.name : typeof error;
}

function sizeOf({ content }: EndedCall): number {
  let characters = 0;
  for (const name of contentNames) characters += content[name]?.json.length ?? 0;
  return characters;
}

function describeCall(call: EndedCall): EvaluatedCall {
  const { request, response, scopeAttributes, content } = call;
  const span = call.span?.spanContext();
  const copies: { [Name in (typeof contentNames)[number]]?: unknown } = {};
  // The application may do with a copy what it likes: the event that holds the original may not be exported yet.
  for (const name of contentNames) if (content[name] !== undefined) copies[name] = JSON.parse(content[name].json);
  return {
    operation: call.operation,
    provider: call.provider,
    requestModel: request.model,
    responseModel: response.model,
    responseId: response.id,
    traceId: span?.traceId,
    spanId: span?.spanId,
    promptName: asString(scopeAttributes[ATTR_GEN_AI_PROMPT_NAME]),
    promptVersion: asString(scopeAttributes[ATTR_GEN_AI_PROMPT_VERSION]),
    durationSeconds: call.durationSeconds,
    ...copies,
  };
}
