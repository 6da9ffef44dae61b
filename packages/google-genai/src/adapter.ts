import { defineOperation, type MethodAdapter, type MethodTarget } from '@genspan/core/adapter';
import { geminiContent } from '@genspan/wire-formats/gemini';
import { geminiEmbeddings } from '@genspan/wire-formats/gemini-embeddings';
import { baseUrlOf, providerOf } from './api-client';
import { imagen } from './imagen';
import { interactions } from './interactions';
import { contentRequest, contentStreamRequest, embeddingsRequest, signalOf } from './requests';

const { stream: geminiStream, ...plainContent } = geminiContent;

/**
 * Adapter of the Google Gen AI SDK (`@google/genai`). Its public methods are fields of each client; what they, chats, automatic function
 * calling and automatic continuation send goes through these methods, one call for each request.
 */
export const googleGenaiAdapter: MethodAdapter = {
  provider: 'gcp.gemini',
  module: { name: '@google/genai', versions: '>=1.0.0 <4.0.0' },
  seam: { kind: 'method' },
  providerOf,
  baseUrlOf,
  operations: [
    { ...plainContent, target: method('generateContentInternal', contentRequest) },
    defineOperation({ ...geminiContent, stream: geminiStream, target: method('generateContentStreamInternal', contentStreamRequest) }),
    { ...geminiEmbeddings, target: method('embedContentInternal', embeddingsRequest) },
    // In 1.0 the public method is on the prototype itself, and there is no internal one.
    { ...geminiEmbeddings, target: method('embedContent', embeddingsRequest) },
    { ...imagen, target: method('generateImagesInternal') },
    { ...imagen, target: method('editImageInternal') },
    { ...imagen, target: method('upscaleImageInternal') },
    { ...imagen, target: method('recontextImage') },
    { ...imagen, target: method('segmentImage') },
    ...interactions,
  ],
};

function method(name: string, bodyOf?: MethodTarget['bodyOf']): MethodTarget {
  return { path: `Models.prototype.${name}`, signalOf, ...(bodyOf !== undefined && { bodyOf }) };
}
