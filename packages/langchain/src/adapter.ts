import type { EventAdapter } from '@genspan/core/adapter';
import { agent, chain, graph, node, parser } from './chain';
import { connect } from './connect';
import { chatModel, textModel } from './model';
import { retriever } from './retriever';
import { tool } from './tool';

/** Adapter of LangChain (`@langchain/core`) and of LangGraph, which tells of its runs by the callbacks of LangChain. */
export const langchainAdapter: EventAdapter = {
  module: {
    name: '@langchain/core',
    versions: '>=0.3.0 <2.0.0',
    // The files that hold the classes: other packages of LangChain load them through several entry points.
    subpaths: [
      'dist/callbacks/manager',
      'dist/singletons/index',
      'dist/language_models/chat_models',
      'dist/language_models/llms',
      'dist/retrievers/index',
      'dist/tools/index',
    ],
    manualEntryPoints: ['callbacks/manager', 'singletons', 'language_models/chat_models', 'language_models/llms', 'retrievers', 'tools'],
  },
  seam: { kind: 'events', connect },
  operations: [agent, graph, node, chain, parser, tool, retriever, chatModel, textModel],
};
