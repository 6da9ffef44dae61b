/** RetrieveAndGenerate and its stream: a model answers from what a knowledge base, or the files that come along, have. One call of AWS's, one span. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type CommandTarget,
  copyJson,
  defineOperation,
  type JsonRecord,
  type MessagePart,
  type Operation,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeGuardrailId, describeModelId } from '@genspan/wire-formats/bedrock-model-id';
import { describeFailure, exceptionOf } from './failure';
import { copyReferences, describeReferences } from './references';
import { describeTopK } from './retrieve';

interface GenerateState {
  text: string | undefined;
  readonly citations: JsonRecord[];
  guardrailAction: string | undefined;
  failure: JsonRecord | undefined;
}

const plain: Omit<Operation<CommandTarget>, 'target'> = {
  name: 'chat',
  describeRequest,
  describeInput(body) {
    const text = asString(asRecord(asRecord(body)?.input)?.text);
    return text === undefined ? {} : { messages: [{ role: 'user', parts: [{ type: 'text', content: text }] }] };
  },
  describeResponse(value) {
    const answer = asRecord(value) ?? {};
    const references = referencesOf(answer);
    return {
      conversationId: asString(answer.sessionId),
      finishReasons: describeReasons(answer),
      documents: references.length > 0 ? describeReferences(references) : undefined,
      failure: describeFailure(answer.failure),
    };
  },
  describeOutput,
};

export const retrieveAndGenerate: Operation<CommandTarget> = { ...plain, target: { command: 'RetrieveAndGenerateCommand' } };

export const retrieveAndGenerateStream: Operation<CommandTarget> = defineOperation<GenerateState, unknown, CommandTarget>({
  ...plain,
  target: { command: 'RetrieveAndGenerateStreamCommand' },
  describeRequest: (request) => ({ ...describeRequest(request), stream: true }),
  stream: {
    field: 'stream',
    initial: () => ({ text: undefined, citations: [], guardrailAction: undefined, failure: undefined }),
    add(state, value) {
      const event = asRecord(value) ?? {};
      const text = asString(asRecord(event.output)?.text);
      if (text !== undefined) state.text = (state.text ?? '') + text;
      const citation = asRecord(copyJson(event.citation));
      // Older versions have the citation itself in an event of that name.
      if (citation !== undefined) state.citations.push(asRecord(citation.citation) ?? citation);
      state.guardrailAction = asString(asRecord(event.guardrail)?.action) ?? state.guardrailAction;
      state.failure = exceptionOf(event) ?? state.failure;
    },
    // No event says that it is the last.
    isComplete: () => false,
    assemble: ({ text, citations, guardrailAction, failure }) => ({ output: { text }, citations, guardrailAction, failure }),
  },
});

function describeRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const configuration = asRecord(request.retrieveAndGenerateConfiguration);
  const source = asRecord(configuration?.knowledgeBaseConfiguration) ?? asRecord(configuration?.externalSourcesConfiguration);
  const generation = asRecord(source?.generationConfiguration);
  const inference = asRecord(asRecord(generation?.inferenceConfig)?.textInferenceConfig);
  const stops = (asArray(inference?.stopSequences) ?? []).filter((stop) => typeof stop === 'string');
  const knowledgeBaseId = asString(source?.knowledgeBaseId);
  return {
    model: describeModelId(source?.modelArn),
    conversationId: asString(request.sessionId),
    dataSourceId: knowledgeBaseId,
    knowledgeBaseId,
    retrievalTopK: describeTopK(asRecord(source?.retrievalConfiguration)),
    guardrailId: describeGuardrailId(asRecord(generation?.guardrailConfiguration)?.guardrailId),
    guardrailVersion: asString(asRecord(generation?.guardrailConfiguration)?.guardrailVersion),
    maxTokens: asNumber(inference?.maxTokens),
    temperature: asNumber(inference?.temperature),
    topP: asNumber(inference?.topP),
    stopSequences: stops.length > 0 ? stops : undefined,
  };
}

/** Only a guardrail's intervention is told. */
function describeReasons(answer: JsonRecord): readonly string[] | undefined {
  return answer.guardrailAction === 'INTERVENED' ? ['content_filter'] : undefined;
}

function referencesOf(answer: JsonRecord): readonly unknown[] {
  return (asArray(answer.citations) ?? []).flatMap((citation) => asArray(asRecord(citation)?.retrievedReferences) ?? []);
}

function describeOutput(value: unknown): OutputContent {
  const answer = asRecord(value) ?? {};
  const text = asString(asRecord(answer.output)?.text);
  const references = referencesOf(answer);
  const parts: MessagePart[] = text === undefined ? [] : [{ type: 'text', content: text }];
  return {
    messages: parts.length > 0 ? [{ role: 'assistant', parts, finish_reason: describeReasons(answer)?.[0] }] : undefined,
    documents: references.length > 0 ? copyReferences(references) : undefined,
  };
}
