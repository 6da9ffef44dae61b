/** What a product that keeps scores of its own needs: a pure mapping to the bytes of its API. Sending, batching and retries are the queue's. */
import type { Evaluator } from '../evaluation-result';

export interface Score {
  /** A UUID, the same in each attempt to send it. */
  readonly id: string;
  /** 32 and 16 hexadecimal digits, as OpenTelemetry has them. */
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly score?: number | undefined;
  readonly label?: string | undefined;
  /** Redacted. */
  readonly explanation?: string | undefined;
  readonly evaluator: Evaluator;
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
}

export interface ScoreRequest {
  /** After the base URL of the sink. */
  readonly path: string;
  /** To be written as JSON. */
  readonly body: unknown;
}

export interface ScoreSink {
  /** How many scores its API takes at once. */
  readonly maxScoresInRequest: number;
  describe(scores: readonly [Score, ...Score[]]): ScoreRequest;
}

/** Who judged, as metadata: scores of different judges are not to be compared. */
export function evaluatorMetadata({ name, version, model }: Evaluator): Readonly<Record<string, string>> {
  return {
    evaluator: name,
    ...(version !== undefined && { evaluator_version: version }),
    ...(model !== undefined && { evaluator_model: model }),
  };
}
