/** `doEmbed`: `embedMany` makes several of them where a model takes only so many values at once. */
import { asArray, asNumber, asRecord, asString, type FrameworkTarget, type Operation, type ResponseFacts } from '@genspan/core/adapter';
import { describeModel, modelCallOf, signalOf } from './model-call';

export const embeddings: Operation<FrameworkTarget> = {
  name: 'embeddings',
  target: { of: 'model', path: 'doEmbed', bodyOf: modelCallOf, signalOf },
  describeRequest: ({ body }) => describeModel(body),
  describeResponse: describeEmbeddings,
};

function describeEmbeddings(value: unknown): ResponseFacts {
  const answer = asRecord(value) ?? {};
  const inputTokens = asNumber(asRecord(answer.usage)?.tokens);
  return {
    model: asString(asRecord(asRecord(answer.response)?.body)?.model),
    usage: inputTokens === undefined ? undefined : { inputTokens },
    dimensionCount: asArray(asArray(answer.embeddings)?.[0])?.length || undefined,
  };
}
