import type { Evaluator } from '../evaluation-result';
import { evaluatorMetadata, type ScoreSink } from './score-sink';

/** https://arize.com/docs/phoenix, `POST /v1/span_annotations`. An annotation of the same name, span and identifier is replaced. */
export const phoenixSink: ScoreSink = {
  maxScoresInRequest: 100,
  describe(scores) {
    return {
      // Phoenix waits for a span that it does not have yet; when told to answer at once it refuses instead.
      path: '/v1/span_annotations?sync=false',
      body: {
        data: scores.map(({ spanId, name, score, label, explanation, evaluator }) => ({
          span_id: spanId,
          name,
          annotator_kind: kindOf(evaluator),
          result: { score, label, explanation },
          metadata: evaluatorMetadata(evaluator),
          identifier: evaluator.name,
        })),
      },
    };
  },
};

function kindOf({ name, model }: Evaluator): 'HUMAN' | 'LLM' | 'CODE' {
  if (model !== undefined) return 'LLM';
  return name === 'user' ? 'HUMAN' : 'CODE';
}
