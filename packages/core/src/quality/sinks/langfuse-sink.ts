import { evaluatorMetadata, type ScoreSink } from './score-sink';

/** https://api.reference.langfuse.com, `POST /api/public/scores`. Langfuse keeps the ids of OpenTelemetry; a score with an id it has is replaced. */
export const langfuseSink: ScoreSink = {
  maxScoresInRequest: 1,
  describe([{ id, traceId, spanId, name, score, label, explanation, evaluator }]) {
    const metadata = evaluatorMetadata(evaluator);
    return {
      path: '/api/public/scores',
      body: {
        id,
        traceId,
        observationId: spanId,
        name,
        // A score has one value: where both are known the label is metadata.
        ...(score === undefined ? { value: label, dataType: 'CATEGORICAL' } : { value: score, dataType: 'NUMERIC' }),
        comment: explanation,
        metadata: score === undefined || label === undefined ? metadata : { ...metadata, label },
      },
    };
  },
};
