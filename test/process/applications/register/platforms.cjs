const { AnthropicBedrock } = require('@anthropic-ai/bedrock-sdk');
const { AnthropicVertex } = require('@anthropic-ai/vertex-sdk');
const { askPlatforms } = require('./ask-platforms.cjs');

void askPlatforms(AnthropicBedrock, AnthropicVertex);
