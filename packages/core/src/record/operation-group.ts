import type { OperationName, RequestFacts } from '../facts';

/** Which family of duration and token metrics an operation belongs to. */
export type OperationGroup = 'inference' | 'embeddings' | 'agent' | 'tool' | 'mcp' | 'other';

/** A tool call over the Model Context Protocol is measured as a request of that. `isInProcess`: an agent that is a provider's service is measured as a client sees it. */
export function groupOf({
  operation,
  isInProcess,
  request,
}: {
  readonly operation: OperationName;
  readonly request: Pick<RequestFacts, 'mcp'>;
  readonly isInProcess?: true | undefined;
}): OperationGroup {
  if (request.mcp !== undefined) return 'mcp';
  switch (operation) {
    case 'chat':
    case 'text_completion':
    case 'generate_content':
    // A model generates text from audio, and bills tokens for it; without this its tokens would stand in no metric.
    case 'transcription':
      return 'inference';
    case 'embeddings':
      return 'embeddings';
    case 'invoke_agent':
    case 'invoke_workflow':
      return isInProcess ? 'agent' : 'other';
    case 'execute_tool':
      return 'tool';
    case 'retrieval':
    case 'fetch_response':
    case 'create_agent':
    case 'moderation':
    case 'rerank':
    case 'mcp_request':
      return 'other';
  }
}
