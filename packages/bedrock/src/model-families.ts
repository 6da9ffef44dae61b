/** What the bodies of InvokeModel mean, by who made the model: Bedrock hands them on as they are. */
import type { JsonRecord } from '@genspan/core/adapter';
import { anthropicMessages } from '@genspan/wire-formats/anthropic-messages';
import { bedrockConverse } from '@genspan/wire-formats/bedrock-converse';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { cohereChat } from './cohere-chat';
import { embeddings } from './embeddings';
import { images } from './images';
import { llama } from './llama';
import { openaiLikeChat } from './openai-like-chat';
import { promptCompletion } from './prompt-completion';
import { rerank } from './rerank';
import { titanText } from './titan-text';
import { unknownModel } from './unknown-model';

export interface ModelFamily {
  /** Models as Bedrock names them, without the region that some ids begin with. */
  readonly models: RegExp;
  /** Whether a request is of this family: one maker's models differ, and an ARN may not tell the model at all. */
  isBody(body: JsonRecord): boolean;
  readonly format: WireFormat;
}

const has =
  (...fields: readonly string[]) =>
  (body: JsonRecord): boolean =>
    fields.every((field) => body[field] !== undefined);

/** The first that fits counts. */
export const modelFamilies: readonly ModelFamily[] = [
  { models: /^anthropic\./, isBody: has('anthropic_version', 'messages'), format: anthropicMessages },
  { models: /^amazon\.nova-(canvas|reel)|^amazon\.titan-image/, isBody: hasTask, format: images },
  { models: /^stability\./, isBody: (body) => has('text_prompts')(body) || has('prompt', 'aspect_ratio')(body), format: images },
  { models: /embed/, isBody: isEmbedding, format: embeddings },
  { models: /\.rerank-/, isBody: has('query', 'documents'), format: rerank },
  { models: /^amazon\.nova-/, isBody: isConverse, format: bedrockConverse },
  { models: /^amazon\.titan-t/, isBody: has('inputText'), format: titanText },
  { models: /^meta\./, isBody: has('prompt', 'max_gen_len'), format: llama },
  { models: /^cohere\.command/, isBody: has('message'), format: cohereChat },
  { models: /./, isBody: has('messages'), format: openaiLikeChat },
  { models: /./, isBody: has('prompt'), format: promptCompletion },
  { models: /./, isBody: () => true, format: unknownModel },
];

/** `TEXT_IMAGE`, `INPAINTING`, ...; embeddings of Nova have tasks too. */
function hasTask(body: JsonRecord): boolean {
  return typeof body.taskType === 'string' && !body.taskType.endsWith('_EMBEDDING');
}

function isEmbedding(body: JsonRecord): boolean {
  if (typeof body.taskType === 'string') return body.taskType.endsWith('_EMBEDDING');
  if (has('texts')(body) || has('input_type')(body)) return true;
  return (has('inputText')(body) || has('inputImage')(body)) && !has('textGenerationConfig')(body);
}

function isConverse(body: JsonRecord): boolean {
  return has('messages')(body) && (has('inferenceConfig')(body) || has('schemaVersion')(body));
}

/** `us.`, `eu.`, `apac.`, `global.` and the like name where a request may go. */
const region = /^(?:global|apac|us-gov|[a-z]{2})\./;
const maker = /^[a-z0-9]+\.[\w-]/;

/** `body`: `undefined` where it cannot be read. */
export function isOfFamily({ models, isBody }: ModelFamily, modelId: string, body: JsonRecord | undefined): boolean {
  const model = modelId.replace(region, '');
  if (!maker.test(model)) return isBody(body ?? {});
  return models.test(model) && (body === undefined || isBody(body));
}
