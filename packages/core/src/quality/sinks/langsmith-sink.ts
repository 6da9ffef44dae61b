import { evaluatorMetadata, type ScoreSink } from './score-sink';

/** https://docs.langchain.com/langsmith/smith-api/feedback/create-feedback, `POST /feedback`. */
export const langsmithSink: ScoreSink = {
  maxScoresInRequest: 1,
  describe([{ id, spanId, name, score, label, explanation, evaluator }]) {
    return {
      path: '/feedback',
      body: {
        id,
        run_id: runIdOf(spanId),
        key: name,
        score,
        value: label,
        comment: explanation,
        feedback_source: { type: evaluator.model === undefined ? 'api' : 'model', metadata: evaluatorMetadata(evaluator) },
      },
    };
  },
};

/** Of a span that came by OpenTelemetry, as `langsmith_run_id_from_otel_span_id` of LangSmith's SDK has it: a UUID, filled with zeros from the left. */
function runIdOf(spanId: string): string {
  return `00000000-0000-0000-${spanId.slice(0, 4)}-${spanId.slice(4)}`;
}
