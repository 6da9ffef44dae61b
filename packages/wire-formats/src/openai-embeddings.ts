/** `POST /embeddings`. The conventions record no content of embeddings. */
import { asArray, asNumber, asRecord, asString, type RequestFacts, type RequestInput, type ResponseFacts } from '@genspan/core/adapter';
import { describeFailure } from './openai-failure';
import { describeUsage } from './openai-usage';
import type { WireFormat } from './wire-format';

export const openaiEmbeddings = {
  name: 'embeddings',
  describeRequest: describeEmbeddingsRequest,
  describeResponse: describeEmbeddingsResponse,
} satisfies WireFormat;

function describeEmbeddingsRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const format = asString(request.encoding_format);
  return {
    model: asString(request.model),
    dimensionCount: asNumber(request.dimensions),
    encodingFormats: format === undefined ? undefined : [format],
  };
}

function describeEmbeddingsResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  return {
    id: asString(response.id),
    model: asString(response.model),
    usage: describeUsage(response.usage),
    dimensionCount: countDimensions(asRecord(asArray(response.data)?.[0])?.embedding),
    failure: describeFailure(response.error),
  };
}

const bytesPerFloat = 4;

/** Of an array of numbers, or of the base64 text of 32-bit floats that openai 5 and later ask for unasked. */
function countDimensions(embedding: unknown): number | undefined {
  if (typeof embedding === 'string') return Math.floor(Buffer.byteLength(embedding, 'base64') / bytesPerFloat) || undefined;
  return asArray(embedding)?.length || undefined;
}
