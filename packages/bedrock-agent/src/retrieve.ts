/** Retrieve: what a knowledge base has to a question. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type CommandTarget,
  type JsonRecord,
  type Operation,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeGuardrailId } from '@genspan/wire-formats/bedrock-model-id';
import { copyReferences, describeReferences } from './references';

export const retrieve: Operation<CommandTarget> = {
  name: 'retrieval',
  target: { command: 'RetrieveCommand' },
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    const knowledgeBaseId = asString(request.knowledgeBaseId);
    return {
      dataSourceId: knowledgeBaseId,
      knowledgeBaseId,
      retrievalTopK: describeTopK(asRecord(request.retrievalConfiguration)),
      guardrailId: describeGuardrailId(asRecord(request.guardrailConfiguration)?.guardrailId),
      guardrailVersion: asString(asRecord(request.guardrailConfiguration)?.guardrailVersion),
    };
  },
  describeInput: (body) => ({ retrievalQuery: asString(asRecord(asRecord(body)?.retrievalQuery)?.text) }),
  describeResponse: (value) => ({ documents: resultsOf(value) && describeReferences(resultsOf(value)) }),
  describeOutput: (value) => ({ documents: resultsOf(value) && copyReferences(resultsOf(value)) }),
};

export function describeTopK(configuration: JsonRecord | undefined): number | undefined {
  const search = asRecord(configuration?.vectorSearchConfiguration) ?? asRecord(configuration?.managedSearchConfiguration);
  return asNumber(search?.numberOfResults);
}

function resultsOf(value: unknown): readonly unknown[] | undefined {
  return asArray(asRecord(value)?.retrievalResults);
}
