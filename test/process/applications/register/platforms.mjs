import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import { askPlatforms } from './ask-platforms.cjs';

await askPlatforms(AnthropicBedrock, AnthropicVertex);
